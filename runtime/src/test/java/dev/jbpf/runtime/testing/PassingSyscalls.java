package dev.jbpf.runtime.testing;

import dev.jbpf.runtime.sys.BpfSyscalls;
import java.nio.ByteBuffer;

/** Stands around system calls, whose memory is theirs; what calls do, each kind says. */
public abstract class PassingSyscalls implements BpfSyscalls {
  /** Where calls are passed on to. */
  protected final BpfSyscalls system;

  /** Around the system's own. */
  protected PassingSyscalls() {
    this(BpfSyscalls.system());
  }

  /** Around {@code system}. */
  protected PassingSyscalls(BpfSyscalls system) {
    this.system = system;
  }

  @Override
  public final long address(ByteBuffer direct) {
    return system.address(direct);
  }

  @Override
  public final ByteBuffer view(long address, int bytes) {
    return system.view(address, bytes);
  }
}
