package dev.jbpf.runtime.attach.usdt;

import dev.jbpf.runtime.attach.usdt.ProbeArgument.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How programs read where a probe's arguments are: {@code struct __bpf_usdt_spec}, which grew.
 *
 * <p>Source: what clang makes of libbpf's {@code usdt.bpf.h}.
 */
enum SpecLayout {
  /** Before libbpf 1.7, which knows no scaled index. */
  FIRST(16) {
    @Override
    void put(ByteBuffer spec, ProbeArgument argument) {
      if (argument.kind() == Kind.INDEXED) {
        throw new IllegalArgumentException(
            "an argument is found by two registers, which this object's programs cannot read:"
                + " compile them with the usdt.bpf.h of libbpf 1.7 or newer");
      }
      spec.putLong(argument.value()).putInt(argument.kind().ordinal());
      end(spec, argument);
    }
  },
  /** Since libbpf 1.7: bit fields, where a number of 16 bits starts at an even byte. */
  INDEXED(24) {
    @Override
    void put(ByteBuffer spec, ProbeArgument argument) {
      boolean isLittle = spec.order() == ByteOrder.LITTLE_ENDIAN;
      int index =
          isLittle
              ? argument.index() | argument.shift() << 12
              : argument.index() << 4 | argument.shift();
      byte kind = (byte) argument.kind().ordinal();
      spec.putLong(argument.value())
          .put(isLittle ? kind : 0)
          .put((byte) 0)
          .putShort((short) index)
          .put(isLittle ? 0 : kind)
          .put((byte) 0);
      end(spec, argument);
      spec.position(spec.position() + 6);
    }
  };

  private static final int MOST_ARGUMENTS = 12;

  private final int argumentSize;

  SpecLayout(int argumentSize) {
    this.argumentSize = argumentSize;
  }

  abstract void put(ByteBuffer spec, ProbeArgument argument);

  private static void end(ByteBuffer spec, ProbeArgument argument) {
    spec.putShort((short) argument.register())
        .put((byte) (argument.isSigned() ? 1 : 0))
        .put((byte) (Long.SIZE - argument.bytes() * Byte.SIZE));
  }

  /** {@return the one whose values are that long} */
  static Optional<SpecLayout> of(int size) {
    return Arrays.stream(values()).filter(layout -> layout.size() == size).findFirst();
  }

  /** Arguments, the cookie, their number and what alignment adds. */
  int size() {
    return MOST_ARGUMENTS * argumentSize + 2 * Long.BYTES;
  }

  /**
   * {@return what programs read of a probe}
   *
   * @throws IllegalArgumentException if they cannot read that many arguments, or one of them
   */
  byte[] spec(List<ProbeArgument> arguments, long cookie) {
    if (arguments.size() > MOST_ARGUMENTS) {
      throw new IllegalArgumentException(
          "the probe has " + arguments.size() + " arguments, programs can read " + MOST_ARGUMENTS);
    }
    ByteBuffer spec = ByteBuffer.allocate(size()).order(ByteOrder.nativeOrder());
    arguments.forEach(argument -> put(spec, argument));
    spec.position(MOST_ARGUMENTS * argumentSize);
    return spec.putLong(cookie).putShort((short) arguments.size()).array();
  }
}
