package dev.jbpf.cli.debug;

import dev.jbpf.vm.debug.NamedValue;
import dev.jbpf.vm.packet.Hexdump;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How memory is shown, as gdb's {@code x/8xb} says it.
 *
 * @param count how many
 * @param letter x, d, u, t, c or s; empty for a dump
 * @param size of each, in bytes
 */
record MemoryFormat(int count, String letter, int size) {
  private static final int LONGEST = 4_096;
  private static final int USUAL = 16;
  private static final int IN_A_ROW = 16;
  private static final Pattern FORM = Pattern.compile("(\\d*)([xductsa]?)([bhwg]?)([xduct]?)");

  /** {@return what {@code letters} say} A number alone counts bytes, of a dump. */
  static MemoryFormat parse(String letters) {
    Matcher form = FORM.matcher(letters);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "x/" + letters + ": a count, one of x d u t c s, and one of b h w g, as in x/8xb");
    }
    String letter = form.group(2) + form.group(4);
    boolean isDump = letter.isEmpty() && form.group(3).isEmpty();
    int count = form.group(1).isEmpty() ? 1 : (int) NamedValue.number(form.group(1));
    int size =
        switch (form.group(3)) {
          case "h" -> 2;
          case "w" -> 4;
          case "g" -> 8;
          case "b" -> 1;
          default -> letter.matches("[cs]?") ? 1 : 4;
        };
    if (isDump && form.group(1).isEmpty()) {
      count = USUAL;
    }
    return new MemoryFormat(Math.min(count, LONGEST / size), isDump ? "" : letter, size);
  }

  int bytes() {
    return count * size;
  }

  /** {@return the bytes, which are those at {@code address}} */
  String text(long address, byte[] bytes) {
    if (letter.isEmpty()) {
      return Hexdump.of(bytes).stripTrailing();
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < bytes.length; at += size) {
      if (at % IN_A_ROW == 0) {
        text.append(at == 0 ? "" : "\n").append(String.format("0x%x:", address + at));
      }
      text.append('\t').append(number(letter, little(bytes, at), size));
    }
    return text.toString();
  }

  private long little(byte[] bytes, int at) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[at + i] & 0xff;
    }
    return value;
  }

  /** {@return {@code value}, of {@code size} bytes, as {@code letter} says} */
  static String number(String letter, long value, int size) {
    long bits = size == Long.BYTES ? value : value & (1L << size * Byte.SIZE) - 1;
    int unused = Long.SIZE - size * Byte.SIZE;
    return switch (letter) {
      case "x", "a" -> String.format("0x%0" + (size == Long.BYTES ? 1 : 2 * size) + "x", bits);
      case "d" -> String.valueOf(bits << unused >> unused);
      case "u" -> Long.toUnsignedString(bits);
      case "t" -> Long.toBinaryString(bits);
      case "c", "s" -> (byte) bits + " '" + (bits >= ' ' && bits < 127 ? (char) bits : '.') + "'";
      default -> String.format("0x%x\t%d", value, value);
    };
  }
}
