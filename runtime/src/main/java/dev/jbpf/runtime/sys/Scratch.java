package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;

/**
 * The memory of one thread for its system calls: allocated once, its addresses read once. Filled
 * right before a call and read right after it; nothing is kept here.
 */
public final class Scratch {
  /** What is larger than this is allocated for its one use, and let go at the next. */
  private static final int KEPT = 1 << 20;

  private static final int FIRST = 256;

  private final BpfSyscalls syscalls;
  private final Struct attr;
  private NativeMemory data;

  /**
   * Reachable until the call is made that has its address: the collector knows nothing of those.
   */
  private NativeMemory latest;

  /** Memory for calls through {@code syscalls}. */
  public Scratch(BpfSyscalls syscalls) {
    this.syscalls = syscalls;
    this.attr = new Struct(syscalls, AttrField.BYTES);
    this.data = NativeMemory.ofSize(syscalls, FIRST);
    this.latest = data;
  }

  /** {@return a {@code union bpf_attr}, all zero} */
  public Struct attr() {
    return attr.clear();
  }

  /** {@return memory of {@code size} bytes, its content undefined} */
  public NativeMemory data(int size) {
    if (data.size() < size) {
      latest = grown(size);
      if (size <= KEPT) {
        data = latest;
      }
      return latest;
    }
    latest = data;
    return data;
  }

  private NativeMemory grown(int size) {
    return NativeMemory.ofSize(
        syscalls, size <= KEPT ? Integer.highestOneBit(size - 1) << 1 : size);
  }

  /** Keeps this reachable up to here. */
  public void fence() {
    Reference.reachabilityFence(this);
  }
}
