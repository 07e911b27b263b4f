package dev.jbpf.methods.memory;

import dev.jbpf.dsl.value.part.Formats;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.plain.JavaMachine;
import dev.jbpf.vm.JavaRun;
import dev.jbpf.vm.context.Context;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a program sees: a packet, a value of a map, a record of a ring buffer, its context.
 * In a program it is an address; in plain Java, bytes from some place on. Offsets are in bytes;
 * numbers are in the machine's order, those of {@code be…} methods in network order.
 *
 * <p>What the library's own classes are written with; authors find these more comfortable.
 */
@Vocabulary
public final class Area {
  private final Bytes bytes;
  private final long start;

  private Area(Bytes bytes, long start) {
    this.bytes = bytes;
    this.start = start;
  }

  /** {@return the memory that {@code bytes} are, no copy: for plain Java} */
  public static Area of(byte[] bytes) {
    return new Area(new Bytes.Own(bytes), 0);
  }

  /** {@return the context, where a new run finds it: for plain Java} */
  public static Area of(Context context) {
    return placed(JavaMachine.current().start(0), context);
  }

  /** {@return the context, where {@code run} finds it: for plain Java} */
  public static Area placed(JavaRun run, Context context) {
    return new Area(new Bytes.OfRun(run), run.place(context));
  }

  /** {@return the memory at that address of a run; null for 0} */
  static @Nullable Area at(JavaRun run, long address) {
    return address == 0 ? null : new Area(new Bytes.OfRun(run), address);
  }

  /** {@return the run that this is memory of, if it is not Java's own} */
  Optional<JavaRun> run() {
    return bytes instanceof Bytes.OfRun of ? Optional.of(of.run()) : Optional.empty();
  }

  /** {@return the address, of memory of a run} */
  long address() {
    return start;
  }

  /** {@return the array that this is memory of, if it is Java's own} */
  Optional<byte[]> array() {
    return bytes instanceof Bytes.Own own ? Optional.of(own.array()) : Optional.empty();
  }

  /** {@return {@code size} bytes of the stack, all zero} */
  public static Area room(int size) {
    return of(new byte[size]);
  }

  /**
   * {@return the constant text {@code format}, with its NUL}
   *
   * @param arguments how many it wants
   * @throws IllegalArgumentException if it wants another number
   */
  public static Area text(String format, int arguments) {
    int wanted = Formats.conversions(format);
    if (wanted != arguments) {
      throw new IllegalArgumentException(
          "'" + format + "' wants " + wanted + " arguments, got " + arguments);
    }
    return of(Arrays.copyOf(printed(format), printed(format).length + 1));
  }

  /** {@return the bytes of that text, with its NUL} */
  public static int textSize(String format, int arguments) {
    return printed(format).length + 1;
  }

  private static byte[] printed(String format) {
    return Formats.ofLongs(format).getBytes(StandardCharsets.UTF_8);
  }

  /** {@return new memory that holds {@code value}} */
  public static <T> Area holding(Codec<T> codec, T value) {
    return of(Encoded.of(codec, value));
  }

  /**
   * {@return the size of the number that {@code codec} puts into memory; where it is refused, a
   * program is not made}
   *
   * @param least the bytes that it has at least
   * @throws IllegalArgumentException if it puts anything else there, or less
   */
  public static int numberSize(Codec<?> codec, int least) {
    return NumberSize.of(codec, least);
  }

  /** {@return the value that is here} */
  public <T> T read(Codec<T> codec) {
    byte[] all = bytes.read(start, codec.size());
    return codec.decode(ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()), 0);
  }

  /** Puts {@code value} here. */
  public <T> void write(Codec<T> codec, T value) {
    bytes.write(start, Encoded.of(codec, value));
  }

  /**
   * Puts {@code size} bytes of {@code from} here.
   *
   * @param size a constant
   */
  public void copy(Area from, int size) {
    bytes.write(start, from.toBytes(size));
  }

  /** {@return what is {@code offset} bytes on} */
  public Area plus(long offset) {
    return new Area(bytes, start + offset);
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
    return new Area(bytes, u32(offset));
  }

  /** {@return the end of the packet that the context has at {@code offset}} */
  public Area packetEnd(int offset) {
    return new Area(bytes, u32(offset));
  }

  /** {@return as {@link #packet}, of contexts that have an address of 64 bits there} */
  public Area widePacket(int offset) {
    return new Area(bytes, s64(offset));
  }

  /** {@return as {@link #packetEnd}, of contexts that have an address of 64 bits there} */
  public Area widePacketEnd(int offset) {
    return new Area(bytes, s64(offset));
  }

  /** {@return what the address at {@code offset} leads to; null where it is 0} */
  public @Nullable Area pointer(int offset) {
    long address = s64(offset);
    return address == 0 ? null : new Area(bytes, address);
  }

  /** {@return the byte of the packet of this context} */
  public int packet8(int offset) {
    return (int) ofPacket(offset, 1);
  }

  /** {@return the number of 16 bits of the packet of this context, from network order} */
  public int packet16(int offset) {
    return (int) ofPacket(offset, 2);
  }

  /** {@return the number of 32 bits of the packet of this context, from network order} */
  public int packet32(int offset) {
    return (int) ofPacket(offset, 4);
  }

  private long ofPacket(int offset, int size) {
    long found = run().orElseThrow().loadPacket(offset, size);
    if (found < 0) {
      throw new IndexOutOfBoundsException("no " + size + " bytes at " + offset + " of the packet");
    }
    return found;
  }

  /** {@return the number there} */
  public int s8(int offset) {
    return (byte) load(offset, 1);
  }

  private long load(int offset, int size) {
    return bytes.load(start + offset, size);
  }

  /** {@return the number there} */
  public int u8(int offset) {
    return (int) load(offset, 1);
  }

  /** {@return the number there} */
  public int s16(int offset) {
    return (short) load(offset, 2);
  }

  /** {@return the number there} */
  public int u16(int offset) {
    return (int) load(offset, 2);
  }

  /** {@return the number there} */
  public int s32(int offset) {
    return (int) load(offset, 4);
  }

  /** {@return the number there} */
  public long u32(int offset) {
    return load(offset, 4);
  }

  /** {@return the number there} */
  public long s64(int offset) {
    return load(offset, 8);
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
    bytes.store(start + offset, 1, value);
  }

  /** Writes the lower 16 bits there. */
  public void set16(int offset, int value) {
    bytes.store(start + offset, 2, value);
  }

  /** Writes the number there. */
  public void set32(int offset, int value) {
    bytes.store(start + offset, 4, value);
  }

  /** Writes the number there. */
  public void set64(int offset, long value) {
    bytes.store(start + offset, 8, value);
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

  /** {@return the bytes here, so many: for plain Java} */
  public byte[] toBytes(int size) {
    return bytes.read(start, size);
  }
}
