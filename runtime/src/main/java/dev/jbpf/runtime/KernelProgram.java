package dev.jbpf.runtime;

import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import dev.jbpf.runtime.data.KernelVariables;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.info.ProgramDump;
import dev.jbpf.runtime.info.ProgramInfo;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.map.TailCallTarget;
import dev.jbpf.runtime.pin.BpfFileSystem;
import dev.jbpf.runtime.pin.Pins;
import dev.jbpf.runtime.sys.Descriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program in the kernel. Closing it closes this process's descriptor, and the maps that were
 * created for it; the program lives on while it is attached or pinned.
 */
public final class KernelProgram implements AutoCloseable, TailCallTarget {
  private final Kernel kernel;
  private final Optional<ProgramSpec> spec;
  private final ProgramType type;
  private final Descriptor descriptor;
  private final List<KernelMap<?, ?>> maps;
  private final List<KernelMap<?, ?>> ownMaps;
  private final KernelVariables variables;
  private final String log;

  KernelProgram(
      Kernel kernel,
      ProgramSpec spec,
      Descriptor descriptor,
      List<KernelMap<?, ?>> maps,
      List<KernelMap<?, ?>> ownMaps,
      String log) {
    this(
        kernel,
        Optional.of(spec),
        spec.type(),
        descriptor,
        maps,
        ownMaps,
        KernelVariables.NONE,
        log);
  }

  private KernelProgram(
      Kernel kernel,
      Optional<ProgramSpec> spec,
      ProgramType type,
      Descriptor descriptor,
      List<KernelMap<?, ?>> maps,
      List<KernelMap<?, ?>> ownMaps,
      KernelVariables variables,
      String log) {
    this.kernel = kernel;
    this.spec = spec;
    this.type = type;
    this.descriptor = descriptor;
    this.maps = maps;
    this.ownMaps = ownMaps;
    this.variables = variables;
    this.log = log;
  }

  /** Somebody else's program, or one of before. */
  static KernelProgram opened(Kernel kernel, int fd, String what) {
    Descriptor descriptor = new Descriptor(kernel.calls().syscalls(), what, fd);
    try {
      long number = ProgramInfo.of(kernel.calls(), descriptor).type();
      ProgramType type =
          ProgramType.of((int) number)
              .orElseThrow(
                  () ->
                      new UnsupportedOperationException(
                          what + " is of type " + number + ", which is newer than this library"));
      return new KernelProgram(
          kernel,
          Optional.empty(),
          type,
          descriptor,
          List.of(),
          List.of(),
          KernelVariables.NONE,
          "");
    } catch (RuntimeException | Error e) {
      descriptor.close();
      throw e;
    }
  }

  /** The same program, with its variables. */
  KernelProgram with(KernelVariables known) {
    return new KernelProgram(kernel, spec, type, descriptor, maps, ownMaps, known, log);
  }

  /**
   * {@return the variable, as programs see it and change it}
   *
   * @throws IllegalArgumentException if the program names no such variable
   */
  public <V> Variable<V> variable(Global<V> global) {
    return variables.of(global);
  }

  /**
   * {@return what it was loaded from}
   *
   * @throws IllegalStateException if it was not loaded but opened, by its pin or number
   */
  public ProgramSpec spec() {
    return spec.orElseThrow(
        () ->
            new IllegalStateException(this + " was loaded by somebody else, who knows from what"));
  }

  /** {@return its type} */
  public ProgramType type() {
    return type;
  }

  /** {@return the kernel that it is in} */
  public Kernel kernel() {
    return kernel;
  }

  @Override
  @SuppressWarnings("exports")
  public Descriptor descriptor() {
    return descriptor;
  }

  /** {@return what the verifier told; empty unless {@link ProgramSpec#log} asked} */
  public String log() {
    return log;
  }

  /**
   * {@return the map of that definition which the program was loaded with}
   *
   * @throws IllegalArgumentException if there is none
   */
  @SuppressWarnings("unchecked")
  public <K, V> KernelMap<K, V> map(MapDef<K, V> def) {
    return (KernelMap<K, V>)
        maps.stream()
            .filter(map -> map.def().equals(def))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        this + " was not loaded with a map " + def.name() + " of this definition"));
  }

  /**
   * Attaches the program to {@code hook}.
   *
   * @return what detaches it again
   * @throws IllegalArgumentException if the hook takes another type of program
   * @throws SyscallException if the kernel refuses
   */
  public Link attach(Hook hook) {
    if (hook.programType() != type) {
      throw new IllegalArgumentException(
          this
              + " is of type "
              + type.kernelName()
              + ", "
              + hook
              + " takes "
              + hook.programType().kernelName());
    }
    return hook.attach(this);
  }

  /**
   * Runs the program once or more on input that is given, without attaching it.
   *
   * @throws BpfSyscallException if the kernel refuses; not all types of program can be run so
   */
  public TestRunResult testRun(TestRun input) {
    return new TestRunner(this).run(input);
  }

  /** {@return what the kernel knows about the program} */
  public ProgramInfo info() {
    return ProgramInfo.of(kernel.calls(), descriptor);
  }

  /**
   * {@return what the kernel made of it}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public ProgramDump dump() {
    return ProgramDump.of(kernel.calls(), descriptor);
  }

  /**
   * Gives it a name in the BPF file system: it lives on there until the file is deleted.
   *
   * @param file a file that is not there yet, in a folder of bpffs, which is mounted there as
   *     {@link BpfFileSystem#mount} does if it is not
   * @throws BpfSyscallException if the kernel refuses
   */
  public void pin(Path file) {
    Pins.pin(kernel.calls(), descriptor, file);
  }

  @Override
  public void close() {
    descriptor.close();
    ownMaps.forEach(KernelMap::close);
    variables.close();
  }

  @Override
  public String toString() {
    return descriptor.toString();
  }
}
