package dev.jbpf.map;

import dev.jbpf.kernel.StructField;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Layout;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.map.layout.U8;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How a value of type {@code T} lies in the bytes of a map's key or value.
 *
 * <p>Numbers are in the byte order of the buffer, which whoever keeps the map sets to that of the
 * machine on which the program runs. A value that does not fit is refused, never cut.
 *
 * @param <T> an immutable type, or one that the caller does not change meanwhile
 */
public interface Codec<T> {
  /** {@code __u8}: 0 to 255. */
  OfInt U8 = IntCodec.U8;

  /** {@code __u16}: 0 to 65,535. */
  OfInt U16 = IntCodec.U16;

  /** {@code __u32}: 0 to 4,294,967,295. */
  OfLong U32 = LongCodec.U32;

  /** {@code __u64}: all 64 bits; {@link Long#toUnsignedString(long)} shows the upper half. */
  OfLong U64 = LongCodec.U64;

  /** {@code __s8}: -128 to 127. */
  OfInt S8 = IntCodec.S8;

  /** {@code __s16}: -32,768 to 32,767. */
  OfInt S16 = IntCodec.S16;

  /** {@code __s32}. */
  OfInt S32 = IntCodec.S32;

  /** {@code __s64}. */
  OfLong S64 = LongCodec.S64;

  /** {@code __u32} as the index of an array: 0 to 2,147,483,647. */
  OfInt INDEX = IntCodec.INDEX;

  /** No bytes: the key of queues, stacks, filters and buffers. */
  Codec<Nothing> NOTHING = new Nothing.InNoBytes();

  /** {@code __be32}, an address of IPv4, as packets have it. */
  Codec<Inet4Address> IPV4 = AddressCodec.IPV4.ipv4();

  /** {@code struct in6_addr}, an address of IPv6, as packets have it. */
  Codec<Inet6Address> IPV6 = AddressCodec.IPV6.ipv6();

  /**
   * {@return a codec of an array of {@code count} numbers of 8 bytes, such as the addresses of a
   * stack}
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  static Codec<long[]> longs(int count) {
    return new LongArrayCodec(count);
  }

  /**
   * {@return a codec of exactly {@code size} bytes, taken as they are}
   *
   * @throws IllegalArgumentException if {@code size} is not positive
   */
  static Codec<byte[]> bytes(int size) {
    return new BytesCodec(size);
  }

  /**
   * {@return a codec of a C string in a {@code char[size]}: UTF-8, at most {@code size - 1} bytes,
   * the rest NUL}
   *
   * @throws IllegalArgumentException if {@code size} is not positive
   */
  static Codec<String> text(int size) {
    return new TextCodec(size);
  }

  /**
   * {@return a codec of a C struct with the record's components as members, in their order and each
   * at its natural alignment; padding is zero}
   *
   * <p>{@code byte}, {@code short}, {@code int} and {@code long} are signed numbers of their size;
   * {@link U8} and {@link U16} on an {@code int} and {@link U32} on a {@code long} make them
   * unsigned, {@link BigEndian} puts them into network order. {@code byte[]}, {@code int[]}, {@code
   * long[]} and {@link String} (a {@code char[]}) take their {@link Size}. {@link Inet4Address} and
   * {@link Inet6Address} are addresses in network order; {@link SpinLock} is the kernel's lock,
   * {@link dev.jbpf.map.layout.BpfTimer} its timer. Records nest.
   *
   * @throws IllegalArgumentException if a component has another type, or there is none
   */
  static <R extends Record> Codec<R> record(Class<R> type) {
    return RecordCodec.of(type);
  }

  /**
   * {@return how a component of the record lies in memory that {@link #record} made {@code record}
   * of}
   *
   * @throws IllegalArgumentException if it is of no record, or that has no such component
   */
  static Codec<?> component(Codec<?> record, String name) {
    return RecordCodec.require(record).member(name).codec();
  }

  /** {@return the offset of the component, in bytes; fails as {@link #component} does} */
  static int offset(Codec<?> record, String name) {
    return RecordCodec.require(record).member(name).offset();
  }

  /** {@return the record that {@link #record} made {@code codec} of, if it did} */
  static Optional<Class<?>> recordType(Codec<?> codec) {
    return codec instanceof RecordCodec<?> known ? Optional.of(known.type()) : Optional.empty();
  }

  /**
   * {@return where {@link #record} puts a component: for programs that write or read the struct}
   *
   * @throws IllegalArgumentException if {@code type} has no such component, or is none that {@link
   *     #record} takes
   */
  static StructField field(Class<? extends Record> type, String component) {
    return RecordCodec.of(type).field(component);
  }

  /** {@return a codec of a value for each CPU, as per-CPU maps have them} */
  static <T> PerCpuCodec<T> perCpu(Codec<T> value) {
    return new PerCpuCodec<>(value, 1);
  }

  /** {@return {@code number} in that byte order, whatever the machine's is} */
  static <T> Codec<T> ordered(Codec<T> number, ByteOrder order) {
    return OrderedCodec.of(number, order);
  }

  /** {@return the number of bytes, the same for every value} */
  int size();

  /** {@return the alignment in bytes that C gives the type: a power of two} */
  int alignment();

  /** {@return what the bytes are in C; bytes, if the codec does not know more} */
  default Layout layout() {
    return new Layout.Array(new Layout.Number(1, false), size());
  }

  /**
   * Writes all {@link #size()} bytes of {@code value} from the index {@code at} on, padding
   * included. The position of {@code out} does not matter and does not move.
   *
   * @throws IllegalArgumentException if {@code value} does not fit
   * @throws IndexOutOfBoundsException if there is no room
   */
  void encode(T value, ByteBuffer out, int at);

  /**
   * {@return the value in the bytes from the index {@code at} on}
   *
   * @throws IndexOutOfBoundsException if there are too few bytes
   */
  T decode(ByteBuffer in, int at);

  /** A codec that also works without boxing. */
  interface OfInt extends Codec<Integer> {
    /** As {@link #encode}. */
    void encodeInt(int value, ByteBuffer out, int at);

    /** As {@link #decode}. */
    int decodeInt(ByteBuffer in, int at);

    @Override
    default void encode(Integer value, ByteBuffer out, int at) {
      encodeInt(value, out, at);
    }

    @Override
    default Integer decode(ByteBuffer in, int at) {
      return decodeInt(in, at);
    }
  }

  /** A codec that also works without boxing. */
  interface OfLong extends Codec<Long> {
    /** As {@link #encode}. */
    void encodeLong(long value, ByteBuffer out, int at);

    /** As {@link #decode}. */
    long decodeLong(ByteBuffer in, int at);

    @Override
    default void encode(Long value, ByteBuffer out, int at) {
      encodeLong(value, out, at);
    }

    @Override
    default Long decode(ByteBuffer in, int at) {
      return decodeLong(in, at);
    }
  }
}
