package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.perf.PerfField;
import dev.jbpf.runtime.symbols.KernelSymbol;
import dev.jbpf.runtime.symbols.KernelSymbols;
import java.util.List;
import java.util.OptionalInt;

/**
 * An instruction of a kernel function, or its return.
 *
 * @param cookie what {@code bpf_get_attach_cookie} tells the program, since Linux 5.15
 */
public record KprobeHook(String function, long offset, boolean isReturn, long cookie)
    implements Hook {
  private static final String SOURCE = "kprobe";
  private static final int ALL_PROCESSES = -1;

  @Override
  public KprobeHook withCookie(long number) {
    return new KprobeHook(function, offset, isReturn, number);
  }

  @Override
  public ProgramType programType() {
    return ProgramType.KPROBE;
  }

  @Override
  public Link attach(KernelProgram program) {
    OptionalInt type = EventSource.type(SOURCE);
    return type.isPresent()
        ? PerfLinks.attach(program, open(program, type.getAsInt()), cookie, toString())
        : new TracefsProbe(this).attach(program);
  }

  /** The compiler may have given the function a suffix: then that is the one that is meant. */
  private PerfEvent open(KernelProgram program, int type) {
    PerfAttr attr = attr(program, type, function);
    long fd = PerfEvent.tryOpen(attr, ALL_PROCESSES, 0);
    if (fd >= 0) {
      return PerfEvent.of(attr, fd, toString());
    }
    if (Errno.EPERM.is(fd) || Errno.EACCES.is(fd)) {
      throw new SyscallException("cannot open " + this, Errno.ofResult(fd), PerfEvent.advice(fd));
    }
    String found = resolve(KernelSymbols.read(), Errno.ofResult(fd));
    return PerfEvent.open(attr(program, type, found), ALL_PROCESSES, 0, toString());
  }

  private PerfAttr attr(KernelProgram program, int type, String name) {
    return new PerfAttr(
            program.kernel().calls().syscalls(), type, isReturn ? EventSource.returnBit(SOURCE) : 0)
        .set(PerfField.CONFIG1, name)
        .set(PerfField.CONFIG2, offset);
  }

  /**
   * {@return the name with a suffix, of a function that cannot be probed by the plain one}
   *
   * @throws SyscallException if there is none; says why and what to try
   */
  String resolve(KernelSymbols symbols, Errno errno) {
    List<KernelSymbol> functions = symbols.functions(function);
    return functions.stream()
        .map(KernelSymbol::name)
        .filter(name -> !name.equals(function))
        .findFirst()
        .orElseThrow(() -> refusal(symbols, errno, functions.isEmpty()));
  }

  private SyscallException refusal(KernelSymbols symbols, Errno errno, boolean isUnknown) {
    List<String> near = symbols.near(function).stream().filter(n -> !n.equals(function)).toList();
    String hint = near.isEmpty() ? "" : "; near it are " + String.join(", ", near);
    String why =
        isUnknown
            ? "The kernel has no function of that name: it may be inlined everywhere"
            : "The kernel has that function, but does not let it be probed (it is in its blacklist"
                + " or not traced, or the offset is inside of an instruction)";
    return new SyscallException("cannot attach to " + this, errno, why + hint);
  }

  @Override
  public String toString() {
    return (isReturn ? "kretprobe " : "kprobe ") + function + (offset == 0 ? "" : "+" + offset);
  }
}
