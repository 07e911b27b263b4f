package dev.jbpf.runtime;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.report.VerifierLog;
import dev.jbpf.runtime.rights.Privileges;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Scratch;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.types.ProgramTypes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hands a program to the verifier, and gets its log whole: the kernel does not say beforehand how
 * long it will be, so that the call is made again with more room where it was cut.
 */
final class VerifierCall {
  private static final int FIRST_LOG = 1 << 16;
  private static final int LARGEST_LOG = 1 << 28;
  private static final int LOG_GROWTH = 16;

  /** The kernel gives up with EAGAIN when a signal arrives, and JVMs send themselves signals. */
  private static final int ATTEMPTS = 10;

  private final Kernel kernel;
  private final ProgramSpec spec;
  private final Program filled;
  private final Map<String, KernelMap<?, ?>> maps;
  private final byte[] license;
  private final Optional<NativeMemory> modules;
  private final Optional<NativeMemory> signature;
  private Optional<ProgramTypes> types;
  private int typesDescriptor;

  /** What came of it: a descriptor, and the log that was asked for. */
  record Accepted(int descriptor, String log) {}

  VerifierCall(
      Kernel kernel,
      ProgramSpec spec,
      Program filled,
      Map<String, KernelMap<?, ?>> maps,
      ModuleTypes modules) {
    this.modules = modules.array();
    Optional<ProgramSpec.Signature> signed = spec.extras().signature();
    this.signature =
        signed.isPresent()
            ? Optional.of(NativeMemory.copyOf(kernel.calls().syscalls(), signed.get().bytes()))
            : Optional.empty();
    this.kernel = kernel;
    this.spec = spec;
    this.types = spec.types();
    this.filled = filled;
    this.maps = maps;
    this.license = spec.license().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@return what came of it} Loads first without a log, unless one is asked for: that is faster,
   * and mostly enough.
   */
  Accepted run() {
    if (spec.log() != LogLevel.NONE) {
      return described(() -> loadWithLog(spec.log()));
    }
    long result =
        types.isPresent() || ProgramBtf.isWorthwhile(spec.program())
            ? described(this::loadWithoutLog)
            : loadWithoutLog();
    if (Errno.EINVAL.is(result) && spec.types().isEmpty()) {
      // Lines that this kernel does not take are no reason not to load.
      result = loadWithoutLog();
    }
    return result >= 0
        ? new Accepted((int) result, "")
        : described(() -> loadWithLog(LogLevel.BRIEF));
  }

  /** Runs {@code load} with types: those that were given, or what the program's origins tell. */
  private <T> T described(Supplier<T> load) {
    if (types.isPresent()) {
      return withTypes(load);
    }
    try (ProgramBtf description = ProgramBtf.load(kernel, spec)) {
      types = description.types();
      return withTypes(load);
    } finally {
      types = Optional.empty();
    }
  }

  /** The types stay open meanwhile. */
  private <T> T withTypes(Supplier<T> load) {
    if (types.isEmpty()) {
      typesDescriptor = 0;
      return load.get();
    }
    Descriptor descriptor = types.get().types().descriptor();
    typesDescriptor = descriptor.acquire();
    try {
      return load.get();
    } finally {
      descriptor.release();
    }
  }

  private long loadWithoutLog() {
    Scratch scratch = kernel.calls().scratch();
    return load(scratch, attr(scratch));
  }

  private Accepted loadWithLog(LogLevel level) {
    for (int size = FIRST_LOG; ; size *= LOG_GROWTH) {
      NativeMemory log = NativeMemory.ofSize(kernel.calls().syscalls(), size);
      Scratch scratch = kernel.calls().scratch();
      Struct attr =
          attr(scratch)
              .set(AttrField.LOAD_LOG_LEVEL, level.bits())
              .set(AttrField.LOAD_LOG_SIZE, size)
              .set(AttrField.LOAD_LOG_BUF, log.address());
      long result = load(scratch, attr);
      if (Errno.ENOSPC.is(result) && size < LARGEST_LOG) {
        continue;
      }
      String text = log.text(0, size);
      if (result < 0) {
        throw refusal(result, text);
      }
      return new Accepted((int) result, spec.log() == LogLevel.NONE ? "" : text);
    }
  }

  private BpfSyscallException refusal(long result, String log) {
    if (!VerifierLog.of(log).isRejection()) {
      return SyscallErrors.of(
          kernel.calls(),
          BpfCommand.PROG_LOAD,
          result,
          "cannot load program " + spec.name(),
          Privileges.of(spec.type(), spec.maps()));
    }
    return new VerifierException(
        spec, Errno.ofResult(result), log, definitions(), types.isPresent());
  }

  private Map<String, MapDef<?, ?>> definitions() {
    Map<String, MapDef<?, ?>> definitions = new LinkedHashMap<>();
    maps.forEach((name, map) -> definitions.put(name, map.def()));
    return definitions;
  }

  /** The instructions, behind them what describes them, and then the license. */
  private Struct attr(Scratch scratch) {
    // Before the scratch is written to: the kernel may have to be asked.
    Optional<Integer> target =
        spec.target().isPresent() ? Optional.of(spec.target().get().id()) : Optional.empty();
    int length = filled.size() * Words.BYTES;
    int end = length + (types.isPresent() ? types.get().bytes() : 0);
    NativeMemory data = scratch.data(end + license.length + 1);
    filled.writeTo(data.bytes(), 0);
    data.bytes().put(end, license).put(end + license.length, (byte) 0);
    Struct attr =
        scratch
            .attr()
            .set(AttrField.LOAD_PROG_TYPE, spec.type().value())
            .set(AttrField.LOAD_INSN_CNT, filled.size())
            .set(AttrField.LOAD_INSNS, data.address())
            .set(AttrField.LOAD_LICENSE, data.address() + end)
            .set(AttrField.LOAD_PROG_FLAGS, spec.flagBits())
            .set(AttrField.LOAD_PROG_NAME, spec.name());
    if (spec.attachType().isPresent()) {
      attr.set(AttrField.LOAD_EXPECTED_ATTACH_TYPE, spec.attachType().get().value());
    }
    if (target.isPresent()) {
      attr.set(AttrField.LOAD_ATTACH_BTF_ID, target.get());
      Optional<KernelProgram> owner = spec.target().get().program();
      if (owner.isPresent()) {
        attr.set(AttrField.LOAD_ATTACH_PROG_FD, number(owner.get()));
      }
    }
    if (spec.kernelVersion().isPresent()) {
      attr.set(AttrField.LOAD_KERN_VERSION, spec.kernelVersion().getAsInt());
    }
    if (modules.isPresent()) {
      attr.set(AttrField.LOAD_FD_ARRAY, modules.get().address());
    }
    if (signature.isPresent()) {
      sign(attr, signature.get());
    }
    if (types.isPresent()) {
      describe(attr, types.get(), data);
    }
    return attr;
  }

  private void sign(Struct attr, NativeMemory bytes) {
    ProgramSpec.Signature signed = spec.extras().signature().orElseThrow();
    attr.set(AttrField.LOAD_SIGNATURE, bytes.address())
        .set(AttrField.LOAD_SIGNATURE_SIZE, signed.bytes().length)
        .set(AttrField.LOAD_KEYRING_ID, signed.keyring());
  }

  /** The owner stays open: its user has it. */
  private static int number(KernelProgram owner) {
    int fd = owner.descriptor().acquire();
    owner.descriptor().release();
    return fd;
  }

  private void describe(Struct attr, ProgramTypes known, NativeMemory data) {
    int at = filled.size() * Words.BYTES;
    long functions = data.address() + at;
    known.writeTo(data, at);
    attr.set(AttrField.LOAD_PROG_BTF_FD, typesDescriptor)
        .set(AttrField.LOAD_FUNC_INFO, functions)
        .set(AttrField.LOAD_FUNC_INFO_REC_SIZE, ProgramTypes.FUNCTION_BYTES)
        .set(AttrField.LOAD_FUNC_INFO_CNT, known.functionCount())
        .set(
            AttrField.LOAD_LINE_INFO,
            functions + (long) known.functionCount() * ProgramTypes.FUNCTION_BYTES)
        .set(AttrField.LOAD_LINE_INFO_REC_SIZE, ProgramTypes.LINE_BYTES)
        .set(AttrField.LOAD_LINE_INFO_CNT, known.lineCount());
  }

  private long load(Scratch scratch, Struct attr) {
    long result = kernel.calls().bpf(BpfCommand.PROG_LOAD, attr);
    for (int i = 1; Errno.EAGAIN.is(result) && i < ATTEMPTS; i++) {
      result = kernel.calls().bpf(BpfCommand.PROG_LOAD, attr);
    }
    return result;
  }
}
