package dev.jbpf.vm.helper.pointer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.ProgramMemory;

/**
 * A {@code struct bpf_dynptr}: 16 bytes of a program's stack that say where some memory is, how
 * much of it, and of what kind. All zero where it is of nothing.
 *
 * @param base where the memory starts
 * @param length what of it there is from {@code offset} on
 */
public record Dynptr(Kind kind, boolean isReadOnly, long base, int offset, int length) {
  /** The bytes of a dynptr. */
  public static final int SIZE = 16;

  /** The longest that there can be. */
  public static final int MAX = 0xff_ffff;

  private static final int KIND_SHIFT = 28;
  private static final int KINDS = 7;

  /** Of nothing. */
  public static final Dynptr NULL = new Dynptr(Kind.NONE, false, 0, 0, 0);

  /** What memory is behind it. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** A value of a map, or other memory. */
    LOCAL,
    /** A record of a ring buffer. */
    RINGBUF,
    /** The packet of a socket buffer. */
    SKB,
    /** The packet of XDP. */
    XDP
  }

  /** {@return what is stored at {@code address}} */
  public static Dynptr load(ProgramMemory memory, long address) {
    long packed = memory.load(address + 8, 4);
    Kind kind = Kind.values()[(int) (packed >> KIND_SHIFT & KINDS) % Kind.values().length];
    return new Dynptr(
        kind,
        packed >>> 31 != 0,
        memory.load(address, 8),
        (int) memory.load(address + 12, 4),
        (int) packed & MAX);
  }

  /** Stores it at {@code address}. */
  public void store(ProgramMemory memory, long address) {
    long packed = (isReadOnly ? 1L << 31 : 0) | (long) kind.ordinal() << KIND_SHIFT | length;
    memory.store(address, 8, base);
    memory.store(address + 8, 4, packed);
    memory.store(address + 12, 4, offset);
  }

  /** {@return whether there is nothing behind it} */
  public boolean isNull() {
    return kind == Kind.NONE;
  }

  /** {@return whether it is of a packet} */
  public boolean isPacket() {
    return kind == Kind.SKB || kind == Kind.XDP;
  }

  /** {@return whether {@code count} bytes from {@code start} on are inside} */
  public boolean holds(long start, long count) {
    return start + count <= length;
  }

  /** {@return the address of byte {@code start}, of packets where that is now} */
  public long address(HelperCall call, long start) {
    return (isPacket() ? call.packet().address() : base) + offset + start;
  }

  /** {@return 0, or the error of reading {@code count} bytes from {@code start} on} */
  public long check(long start, long count) {
    if (isNull()) {
      return Errno.EINVAL.result();
    }
    return holds(start, count) ? 0 : Errno.E2BIG.result();
  }

  /** {@return the same from {@code start} to before {@code end}} */
  public Dynptr part(long start, long end) {
    return new Dynptr(kind, isReadOnly, base, (int) (offset + start), (int) (end - start));
  }
}
