package dev.jbpf.verifier.fuzz;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.LoadLine;
import dev.jbpf.runtime.testing.PassingSyscalls;
import dev.jbpf.verifier.subject.KernelBtf;
import java.util.function.Consumer;

/** Shows each program that the kernel judges, while all that was given with it is still open. */
final class SeenLoads extends PassingSyscalls {
  private static final int EACCES = 13;
  private static final int EINVAL = 22;

  private final LoadLine line = new LoadLine(system);
  private final KernelBtf types;
  private final Consumer<LoadedProgram> user;

  /** Hands each to {@code user}; what they are verified against has its name in {@code types}. */
  SeenLoads(KernelBtf types, Consumer<LoadedProgram> user) {
    this.types = types;
    this.user = user;
  }

  @Override
  public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
    return call == Syscall.BPF ? bpf((int) a, b, (int) c) : system.call(call, a, b, c, d, e, f);
  }

  @Override
  public long bpf(int command, long attr, int size) {
    long result = system.bpf(command, attr, size);
    if (command == BpfCommand.MAP_CREATE.value() && result >= 0) {
      line.noteMap(system.view(attr, size), (int) result);
    } else if (command == BpfCommand.PROG_LOAD.value() && isVerdict(result)) {
      user.accept(new LoadedProgram(system, system.view(attr, size), line, types));
    }
    return result;
  }

  private static boolean isVerdict(long result) {
    return result >= 0 || result == -EINVAL || result == -EACCES;
  }
}
