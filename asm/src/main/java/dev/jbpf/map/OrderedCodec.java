package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Another codec with a byte order of its own, as network headers have. */
sealed interface OrderedCodec<T> extends Codec<T> {
  /** {@return {@code codec} in that order; without boxing, if it works without} */
  @SuppressWarnings("unchecked") // the type of the values is the same
  static <T> Codec<T> of(Codec<T> codec, ByteOrder order) {
    if (codec instanceof Codec.OfInt number) {
      return (Codec<T>) new Ints(number, order);
    }
    if (codec instanceof Codec.OfLong number) {
      return (Codec<T>) new Longs(number, order);
    }
    return new Objects<>(codec, order);
  }

  /** {@return what the bytes mean} */
  Codec<T> codec();

  /** {@return the order of the bytes} */
  ByteOrder order();

  @Override
  default int size() {
    return codec().size();
  }

  @Override
  default int alignment() {
    return codec().alignment();
  }

  @Override
  default Layout layout() {
    return order() == ByteOrder.BIG_ENDIAN && codec().layout() instanceof Layout.Number number
        ? new Layout.BigEndianNumber(number.bytes())
        : codec().layout();
  }

  /** A duplicate: the order of a buffer that others read too is not ours to change. */
  private static ByteBuffer view(ByteBuffer buffer, ByteOrder order) {
    return buffer.order() == order ? buffer : buffer.duplicate().order(order);
  }

  private static String text(OrderedCodec<?> ordered) {
    return ordered.codec() + (ordered.order() == ByteOrder.BIG_ENDIAN ? "be" : "le");
  }

  /** Numbers of at most 32 bits. */
  record Ints(Codec.OfInt codec, ByteOrder order) implements OrderedCodec<Integer>, Codec.OfInt {
    @Override
    public void encodeInt(int value, ByteBuffer out, int at) {
      codec.encodeInt(value, view(out, order), at);
    }

    @Override
    public int decodeInt(ByteBuffer in, int at) {
      return codec.decodeInt(view(in, order), at);
    }

    @Override
    public String toString() {
      return text(this);
    }
  }

  /** Numbers that need a {@code long}. */
  record Longs(Codec.OfLong codec, ByteOrder order) implements OrderedCodec<Long>, Codec.OfLong {
    @Override
    public void encodeLong(long value, ByteBuffer out, int at) {
      codec.encodeLong(value, view(out, order), at);
    }

    @Override
    public long decodeLong(ByteBuffer in, int at) {
      return codec.decodeLong(view(in, order), at);
    }

    @Override
    public String toString() {
      return text(this);
    }
  }

  /** What is made of numbers. */
  record Objects<T>(Codec<T> codec, ByteOrder order) implements OrderedCodec<T> {
    @Override
    public void encode(T value, ByteBuffer out, int at) {
      codec.encode(value, view(out, order), at);
    }

    @Override
    public T decode(ByteBuffer in, int at) {
      return codec.decode(view(in, order), at);
    }

    @Override
    public String toString() {
      return text(this);
    }
  }
}
