package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.Allowance;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** {@code BPF_MAP_TYPE_QUEUE} and {@code _STACK}. The next value out is the deque's first. */
final class QueueMap extends VmMap {
  private final boolean isStack;

  /** About what Java's objects of a value take. */
  private static final int OVERHEAD = 32;

  private final Deque<byte[]> values = new ArrayDeque<>();
  private final Allowance allowance;

  QueueMap(MapDef<?, ?> def, boolean isStack, Allowance allowance) {
    super(def);
    this.isStack = isStack;
    this.allowance = allowance;
  }

  private long cost() {
    return OVERHEAD + def().valueSize();
  }

  @Override
  public synchronized int push(byte[] value, long flags) {
    boolean replaces = flags == UpdateFlags.BPF_EXIST;
    if (flags != UpdateFlags.BPF_ANY && !replaces) {
      return Errno.EINVAL.result();
    }
    if (values.size() >= def().maxEntries()) {
      if (!replaces) {
        return Errno.E2BIG.result();
      }
      dropOldest();
    }
    if (!allowance.take(cost())) {
      return Errno.ENOMEM.result();
    }
    if (isStack) {
      values.addFirst(value.clone());
    } else {
      values.addLast(value.clone());
    }
    return 0;
  }

  private void dropOldest() {
    allowance.giveBack(cost());
    if (isStack) {
      values.removeLast();
    } else {
      values.removeFirst();
    }
  }

  private boolean removeNext() {
    if (values.pollFirst() == null) {
      return false;
    }
    allowance.giveBack(cost());
    return true;
  }

  @Override
  public synchronized int pop(byte[] value) {
    int error = peek(value);
    removeNext();
    return error;
  }

  @Override
  public synchronized int peek(byte[] value) {
    byte[] next = values.peekFirst();
    if (next == null) {
      java.util.Arrays.fill(value, (byte) 0);
      return Errno.ENOENT.result();
    }
    System.arraycopy(next, 0, value, 0, value.length);
    return 0;
  }

  @Override
  synchronized Optional<byte[]> read(byte[] key) {
    return Optional.ofNullable(values.peekFirst()).map(byte[]::clone);
  }

  @Override
  int write(byte[] key, byte[] value, long flags) {
    return push(value, flags);
  }

  @Override
  public synchronized int delete(byte[] key) {
    return removeNext() ? 0 : Errno.ENOENT.result();
  }

  @Override
  synchronized void close() {
    while (removeNext()) {}
  }
}
