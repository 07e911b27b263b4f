package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;

/**
 * One thread's standing permission to use a map's descriptor for lookup, update, delete and next
 * key, which are the calls that speed matters for, and its memory for them: the arguments, which
 * hardly ever change, and right behind them a key and a value.
 *
 * <p>It goes without the atomic operations of {@link Descriptor#acquire}: the thread marks its
 * calls in a field of its own, and who closes the descriptor waits for the mark to go. The mark
 * must be seen by who closes before the thread looks whether it is closed, and nothing but a
 * barrier in both threads gives that order. It costs more than all else here, so that who closes
 * makes it for both: {@link Membarrier}.
 */
public final class Lease {
  /** Where the key is in the memory, aligned for any type: behind the arguments. */
  public static final int KEY = end(AttrField.ELEMENT_FLAGS);

  // The kernel takes arguments that are not passed for zero.
  private static final int UP_TO_KEY = end(AttrField.ELEMENT_KEY);
  private static final int UP_TO_VALUE = end(AttrField.ELEMENT_VALUE);
  private static final int UP_TO_FLAGS = KEY;

  // Constants to the compiler, which the fields of an enum's rows are not.
  private static final int KEY_AT = AttrField.ELEMENT_KEY.offset();
  private static final int FLAGS_AT = AttrField.ELEMENT_FLAGS.offset();

  /** One in so many. */
  private static final int REMEMBERED = (1 << 10) - 1;

  private static final VarHandle BUSY = field("isBusy");
  private static final VarHandle CLOSED = field("isClosed");

  /** Weak, so that a map does not keep threads that are finished. */
  private final WeakReference<Thread> owner = new WeakReference<>(Thread.currentThread());

  private final String what;
  private final BpfSyscalls syscalls;
  private final ByteBuffer memory;
  private final long address;

  @SuppressWarnings("unused") // through BUSY
  private boolean isBusy;

  @SuppressWarnings("unused") // through CLOSED
  private boolean isClosed;

  /** How often it was not the one that was used last. */
  private int uses;

  /** One for the calling thread. It does not refer to the descriptor, which may be forgotten. */
  Lease(String what, BpfSyscalls syscalls, int map, int keySize, int valueSize) {
    int value = valueAt(keySize);
    NativeMemory block = NativeMemory.ofSize(syscalls, value + Math.max(valueSize, keySize));
    this.what = what;
    this.syscalls = syscalls;
    this.memory = block.bytes();
    this.address = block.address();
    memory.putInt(AttrField.ELEMENT_MAP_FD.offset(), map);
    memory.putLong(KEY_AT, keySize == 0 ? 0 : address + KEY);
    memory.putLong(AttrField.ELEMENT_VALUE.offset(), address + value);
  }

  private static int end(AttrField field) {
    return field.offset() + field.bytes();
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(Lease.class, name, boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@return where the value is behind a key of {@code keySize} bytes, aligned for any type} */
  public static int valueAt(int keySize) {
    return KEY + (keySize + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }

  /** {@return whether the calling thread may use it} */
  public boolean isMine() {
    return owner.refersTo(Thread.currentThread());
  }

  /** {@return where the key is written to and the value is read from, or written to} */
  public ByteBuffer memory() {
    return memory;
  }

  /**
   * Makes a call that takes a key, and gives a value or the next key.
   *
   * @param command the kernel's number of the command
   * @return the call's result, or the negative of its error
   * @throws IllegalStateException if the descriptor is closed
   */
  public long get(int command) {
    return call(command, UP_TO_VALUE);
  }

  /** As {@link #get}, without the key. */
  public long getFirst(int command) {
    long key = memory.getLong(KEY_AT);
    memory.putLong(KEY_AT, 0);
    try {
      return get(command);
    } finally {
      memory.putLong(KEY_AT, key);
    }
  }

  /** Makes a call that takes a key, a value and flags; as {@link #get}. */
  public long put(int command, long flags) {
    memory.putLong(FLAGS_AT, flags);
    return call(command, UP_TO_FLAGS);
  }

  /** Makes a call that takes a key; as {@link #get}. */
  public long remove(int command) {
    return call(command, UP_TO_KEY);
  }

  private long call(int command, int size) {
    BUSY.setOpaque(this, true);
    Membarrier.light();
    try {
      if ((boolean) CLOSED.getOpaque(this)) {
        throw ReferenceCounted.closed(what);
      }
      return syscalls.bpf(command, address, size);
    } finally {
      BUSY.setRelease(this, false);
    }
  }

  /** Lets no call begin that sees this; {@link Membarrier#heavy} makes all see it. */
  void end() {
    CLOSED.setOpaque(this, true);
  }

  /** Waits until no call is going on; after {@link Membarrier#heavy}. */
  void awaitIdle() {
    while ((boolean) BUSY.getAcquire(this)) {
      Thread.onSpinWait();
    }
  }

  /** {@return whether this use, one of many, is to be remembered as the last} */
  public boolean isToBeRemembered() {
    return (++uses & REMEMBERED) == 0;
  }
}
