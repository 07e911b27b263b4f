package dev.jbpf.methods.memory;

import dev.jbpf.map.Codec;
import dev.jbpf.methods.mark.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Memory that a program sees: a packet, a value of a map, a record of a ring buffer, its context.
 * In a program it is an address; in plain Java, bytes from some place on. Offsets are in bytes;
 * numbers are in the machine's order, those of {@code be…} methods in network order.
 *
 * <p>What the library's own classes are written with; authors find these more comfortable.
 */
@Vocabulary
public final class Area {
  /** Where a context keeps its packet. */
  private static final int PACKET = -1;

  private final ByteBuffer bytes;
  private final int start;
  private final Map<Integer, Area> pointers;
  private Optional<Owner> owner = Optional.empty();

  private Area(ByteBuffer bytes, int start, Map<Integer, Area> pointers) {
    this.bytes = bytes;
    this.start = start;
    this.pointers = pointers;
  }

  /** {@return the memory that {@code bytes} are, no copy: for plain Java} */
  public static Area of(byte[] bytes) {
    return new Area(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0, new HashMap<>());
  }

  /** {@return {@code size} bytes of the stack, all zero} */
  public static Area room(int size) {
    return of(new byte[size]);
  }

  /** {@return new memory that holds {@code value}} */
  public static <T> Area holding(Codec<T> codec, T value) {
    Area area = of(new byte[codec.size()]);
    codec.encode(value, area.bytes, 0);
    return area;
  }

  /** {@return the value that is here} */
  public <T> T read(Codec<T> codec) {
    return codec.decode(bytes, start);
  }

  /** Puts {@code value} here. */
  public <T> void write(Codec<T> codec, T value) {
    codec.encode(value, bytes, start);
  }

  /** {@return what is {@code offset} bytes on} */
  public Area plus(long offset) {
    return new Area(bytes, Math.toIntExact(start + offset), pointers);
  }

  /** {@return whether there are {@code size} bytes from here to {@code end}} */
  public boolean reaches(Area end, long size) {
    return start + size <= end.start;
  }

  /** {@return how many bytes {@code end} is behind this} */
  public long distance(Area end) {
    return end.start - start;
  }

  /** {@return the start of the packet that the context has at {@code offset}} */
  public Area packet(int offset) {
    return pointer(offset);
  }

  /** {@return the end of the packet that the context has at {@code offset}} */
  public Area packetEnd(int offset) {
    return pointer(offset);
  }

  /** Notes what the packet is that the context is of: for plain Java. */
  public void pointToPacket(Area packet) {
    pointers.put(PACKET, packet);
  }

  /** {@return the byte of the packet of this context} */
  public int packet8(int offset) {
    return pointers.get(PACKET).u8(offset);
  }

  /** {@return the number of 16 bits of the packet of this context, from network order} */
  public int packet16(int offset) {
    return pointers.get(PACKET).be16(offset);
  }

  /** {@return the number of 32 bits of the packet of this context, from network order} */
  public int packet32(int offset) {
    return pointers.get(PACKET).be32(offset);
  }

  private Area pointer(int offset) {
    Area area = pointers.get(start + offset);
    if (area == null) {
      throw new IllegalStateException("no address at byte " + offset);
    }
    return area;
  }

  /** Puts an address there: for plain Java. */
  public void point(int offset, Area area) {
    pointers.put(start + offset, area);
  }

  /** {@return the number there} */
  public int s8(int offset) {
    return bytes.get(start + offset);
  }

  /** {@return the number there} */
  public int u8(int offset) {
    return bytes.get(start + offset) & 0xff;
  }

  /** {@return the number there} */
  public int s16(int offset) {
    return bytes.getShort(start + offset);
  }

  /** {@return the number there} */
  public int u16(int offset) {
    return bytes.getShort(start + offset) & 0xffff;
  }

  /** {@return the number there} */
  public int s32(int offset) {
    return bytes.getInt(start + offset);
  }

  /** {@return the number there} */
  public long u32(int offset) {
    return bytes.getInt(start + offset) & 0xffff_ffffL;
  }

  /** {@return the number there} */
  public long s64(int offset) {
    return bytes.getLong(start + offset);
  }

  /** {@return the number there} */
  public int be16(int offset) {
    return Short.toUnsignedInt(big(Short.reverseBytes((short) s16(offset)), (short) s16(offset)));
  }

  private static short big(short reversed, short plain) {
    return isLittle() ? reversed : plain;
  }

  private static boolean isLittle() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  /** {@return the number there, all 32 bits} */
  public int be32(int offset) {
    int number = s32(offset);
    return isLittle() ? Integer.reverseBytes(number) : number;
  }

  /** {@return the number there, all 64 bits} */
  public long be64(int offset) {
    long number = s64(offset);
    return isLittle() ? Long.reverseBytes(number) : number;
  }

  /** Writes the lower 8 bits there. */
  public void set8(int offset, int value) {
    bytes.put(start + offset, (byte) value);
  }

  /** Writes the lower 16 bits there. */
  public void set16(int offset, int value) {
    bytes.putShort(start + offset, (short) value);
  }

  /** Writes the number there. */
  public void set32(int offset, int value) {
    bytes.putInt(start + offset, value);
  }

  /** Writes the number there. */
  public void set64(int offset, long value) {
    bytes.putLong(start + offset, value);
  }

  /** Writes the lower 16 bits there. */
  public void setBe16(int offset, int value) {
    set16(offset, big(Short.reverseBytes((short) value), (short) value));
  }

  /** Writes the number there. */
  public void setBe32(int offset, int value) {
    set32(offset, isLittle() ? Integer.reverseBytes(value) : value);
  }

  /** Writes the number there. */
  public void setBe64(int offset, long value) {
    set64(offset, isLittle() ? Long.reverseBytes(value) : value);
  }

  /** Adds to the number there, as one step. */
  public void add32(int offset, int value) {
    set32(offset, s32(offset) + value);
  }

  /** Adds to the number there, as one step. */
  public void add64(int offset, long value) {
    set64(offset, s64(offset) + value);
  }

  /** {@return what was there; the bits of both are there now, as one step; since Linux 5.12} */
  public long or64(int offset, long value) {
    long old = s64(offset);
    set64(offset, old | value);
    return old;
  }

  /** {@return what was there; the bits in common are there now, as one step; since 5.12} */
  public long and64(int offset, long value) {
    long old = s64(offset);
    set64(offset, old & value);
    return old;
  }

  /** {@return what was there; {@code value} is there now, as one step; since Linux 5.12} */
  public long exchange64(int offset, long value) {
    long old = s64(offset);
    set64(offset, value);
    return old;
  }

  /** {@return what was there; {@code value} is there now if that was {@code expected}; 5.12} */
  public long compareExchange64(int offset, long expected, long value) {
    long old = s64(offset);
    if (old == expected) {
      set64(offset, value);
    }
    return old;
  }

  /** Whose record it is, as long as it is not handed over. */
  record Owner(MapStore ring, int size) {}

  void setOwner(MapStore ring, int size) {
    owner = Optional.of(new Owner(ring, size));
  }

  Owner takeOwner() {
    Owner known =
        owner.orElseThrow(() -> new IllegalStateException("the record was handed over before"));
    owner = Optional.empty();
    return known;
  }

  /** {@return the bytes here, so many: for plain Java} */
  public byte[] toBytes(int size) {
    byte[] copy = new byte[size];
    bytes.get(start, copy);
    return copy;
  }
}
