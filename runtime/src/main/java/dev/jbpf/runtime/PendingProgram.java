package dev.jbpf.runtime;

import dev.jbpf.code.Program;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.map.KernelMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that will be loaded for the place where it is attached: the place decides its type.
 * Nothing is in the kernel before {@link #attach}.
 */
public final class PendingProgram {
  private static final String DEFAULT_NAME = "jbpf";

  private final Kernel kernel;
  private final Program program;
  private final List<KernelMap<?, ?>> maps;
  private final List<MapDef<?, ?>> definitions = new ArrayList<>();
  private String name = DEFAULT_NAME;
  private String license = "GPL";

  PendingProgram(Kernel kernel, Program program, List<KernelMap<?, ?>> maps) {
    this.kernel = kernel;
    this.program = program;
    this.maps = maps;
  }

  /** {@return this, with the name that tools list} */
  public PendingProgram named(String name) {
    this.name = name;
    return this;
  }

  /** {@return this, under that license} */
  public PendingProgram licensed(String license) {
    this.license = license;
    return this;
  }

  /** {@return this, with a map that is created with the program} */
  public PendingProgram with(MapDef<?, ?> map) {
    definitions.add(map);
    return this;
  }

  /**
   * {@return the program at work} Closing it detaches the program, and unloads it.
   *
   * @throws VerifierException if the verifier rejects the program
   * @throws SyscallException if the kernel refuses for another reason
   */
  public Link attach(Hook hook) {
    ProgramSpec spec = ProgramSpec.of(name, hook, program).withLicense(license);
    for (MapDef<?, ?> definition : definitions) {
      spec = spec.withMap(definition);
    }
    KernelProgram loaded = kernel.load(spec, Kernel.byName(maps), hook.capabilities());
    try {
      Link link = loaded.attach(hook);
      return () -> {
        try {
          link.close();
        } finally {
          loaded.close();
        }
      };
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }
}
