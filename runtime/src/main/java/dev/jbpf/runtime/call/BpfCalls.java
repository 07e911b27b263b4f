package dev.jbpf.runtime.call;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.rights.MemoryLimit;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Scratch;
import dev.jbpf.runtime.sys.Struct;
import java.util.Optional;

/** Calls of bpf(2) to one kernel: with memory for what goes there and comes back. */
public final class BpfCalls {
  private final BpfSyscalls syscalls;
  private final ThreadLocal<Scratch> scratch;
  private final MemoryLimit memoryLimit;
  private final RefusalLog refusals;
  private final Optional<TokenFields> token;

  /** Calls by these system calls. */
  public BpfCalls(BpfSyscalls syscalls) {
    this(syscalls, Optional.empty());
  }

  /** The same in the name of a token. */
  public BpfCalls(BpfSyscalls syscalls, Descriptor token) {
    this(syscalls, Optional.of(new TokenFields(token)));
  }

  private BpfCalls(BpfSyscalls syscalls, Optional<TokenFields> token) {
    this.token = token;
    this.syscalls = syscalls;
    this.scratch = ThreadLocal.withInitial(() -> new Scratch(syscalls));
    this.memoryLimit = new MemoryLimit(syscalls);
    this.refusals = new RefusalLog(syscalls);
  }

  /** {@return the way to the kernel} */
  public BpfSyscalls syscalls() {
    return syscalls;
  }

  /** {@return the calling thread's memory for calls} */
  public Scratch scratch() {
    return scratch.get();
  }

  /**
   * Calls bpf(2). On kernels that count maps and programs against {@code RLIMIT_MEMLOCK} the limit
   * is raised when it is in the way.
   *
   * @return the call's result, or the negative of its error
   */
  public long bpf(BpfCommand command, Struct attr) {
    if (token.isPresent()) {
      token.get().putIn(command, attr);
    }
    long result = bpfOnce(command, attr);
    if (memoryLimit.isInTheWay(result) && memoryLimit.raise()) {
      result = bpfOnce(command, attr);
    }
    return result < 0 ? refusals.ask(command, attr, result) : result;
  }

  /**
   * {@return what the kernel told the calling thread about its last call, if that was of {@code
   * command} and refused with {@code result}; since Linux 7.2}
   */
  public Optional<String> told(BpfCommand command, long result) {
    return refusals.told(command, result);
  }

  private long bpfOnce(BpfCommand command, Struct attr) {
    return syscalls.bpf(command.value(), attr.address(), attr.size());
  }

  /**
   * Calls bpf(2), as {@link #bpf}.
   *
   * @param what is tried, for the message: {@code cannot create map counts}
   * @return the call's result, 0 or more
   * @throws BpfSyscallException if the kernel refuses
   */
  public int require(BpfCommand command, Struct attr, String what) {
    long result = bpf(command, attr);
    if (result < 0) {
      throw SyscallErrors.of(this, command, result, what);
    }
    return (int) result;
  }
}
