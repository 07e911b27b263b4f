package dev.jbpf.elf.extern;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Encoding;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A variable that stands for a setting of the kernel's configuration.
 *
 * @param name the setting's: {@code CONFIG_HZ}, or {@code LINUX_KERNEL_VERSION} and such
 * @param offset where it starts in {@code .kconfig}, in bytes
 * @param size in bytes
 * @param form how its value is written
 * @param isWeak whether the kernel may do without it; it is 0 then
 */
public record ConfigVariable(String name, int offset, int size, Form form, boolean isWeak) {
  /** What a variable can hold. */
  public enum Form {
    /** {@code y} or {@code n}, or 1 or 0. */
    BOOL,
    /** {@code y}, {@code n} or {@code m}, as that letter; or a number. */
    CHAR,
    /** {@code y}, {@code n} or {@code m}, as 1, 0 and 2: {@code enum libbpf_tristate}. */
    TRISTATE,
    SIGNED,
    UNSIGNED,
    /** Text, cut to what there is room for, and a zero. */
    TEXT,
    /** Something else, which no setting fits in. */
    OTHER
  }

  private static final String TRISTATE = "libbpf_tristate";

  static Form form(Btf types, int type) {
    BtfType plain = types.type(types.resolve(type));
    if (plain instanceof BtfType.Int number) {
      return form(number);
    } else if (plain instanceof BtfType.Array array) {
      return isChar(types, array.element()) && array.count() > 0 ? Form.TEXT : Form.OTHER;
    }
    boolean isTristate =
        (plain instanceof BtfType.Enum || plain instanceof BtfType.Enum64)
            && plain.name().equals(TRISTATE);
    return isTristate ? Form.TRISTATE : Form.OTHER;
  }

  private static Form form(BtfType.Int number) {
    if (number.encodings().contains(Encoding.BOOL)) {
      return number.size() == 1 ? Form.BOOL : Form.OTHER;
    } else if (number.size() == 1) {
      return Form.CHAR;
    }
    boolean isWhole = number.size() <= Long.BYTES && Long.bitCount(number.size()) == 1;
    return !isWhole ? Form.OTHER : number.isSigned() ? Form.SIGNED : Form.UNSIGNED;
  }

  private static boolean isChar(Btf types, int type) {
    return types.type(types.resolve(type)) instanceof BtfType.Int number
        && form(number) == Form.CHAR;
  }

  /**
   * Writes a setting's value to its place.
   *
   * @param value as a file {@code .config} has it behind the equals sign
   * @throws IllegalArgumentException if the variable cannot hold it
   */
  public void write(ByteBuffer section, String value) {
    if (value.equals("y") || value.equals("n") || value.equals("m")) {
      section.put(offset, letter(value.charAt(0)));
    } else if (value.startsWith("\"")) {
      writeText(section, value);
    } else {
      writeNumber(section, number(value));
    }
  }

  private byte letter(char letter) {
    return switch (form) {
      case CHAR -> (byte) letter;
      case TRISTATE -> (byte) (letter == 'n' ? 0 : letter == 'y' ? 1 : 2);
      case BOOL -> {
        if (letter == 'm') {
          throw unfit("m", "a bool: declare it as enum libbpf_tristate or char");
        }
        yield (byte) (letter == 'y' ? 1 : 0);
      }
      case SIGNED, UNSIGNED, TEXT, OTHER -> throw unfit(String.valueOf(letter), "that type");
    };
  }

  private void writeText(ByteBuffer section, String value) {
    if (form != Form.TEXT || !value.endsWith("\"") || value.length() < 2) {
      throw unfit(value, "that type");
    }
    byte[] text = value.substring(1, value.length() - 1).getBytes(StandardCharsets.UTF_8);
    section.put(offset, text, 0, Math.min(text.length, size - 1));
  }

  private BigInteger number(String value) {
    boolean isNegative = value.startsWith("-");
    String digits = isNegative ? value.substring(1) : value;
    try {
      BigInteger number =
          digits.startsWith("0x") || digits.startsWith("0X")
              ? new BigInteger(digits.substring(2), 16)
              : new BigInteger(digits);
      return isNegative ? number.negate() : number;
    } catch (NumberFormatException e) {
      throw unfit(value, "any variable");
    }
  }

  private void writeNumber(ByteBuffer section, BigInteger number) {
    int bits = size * Byte.SIZE;
    boolean fits =
        switch (form) {
          case SIGNED -> number.bitLength() < bits;
          case UNSIGNED -> number.signum() >= 0 && number.bitLength() <= bits;
          case CHAR ->
              number.bitLength() < bits || number.signum() > 0 && number.bitLength() == bits;
          case BOOL -> number.signum() >= 0 && number.bitLength() <= 1;
          case TRISTATE, TEXT, OTHER -> false;
        };
    if (!fits) {
      throw unfit(number.toString(), "that type");
    }
    long value = number.longValue();
    switch (size) {
      case 1 -> section.put(offset, (byte) value);
      case 2 -> section.putShort(offset, (short) value);
      case 4 -> section.putInt(offset, (int) value);
      default -> section.putLong(offset, value);
    }
  }

  private IllegalArgumentException unfit(String value, String type) {
    return new IllegalArgumentException(
        String.format("%s is %s, which does not fit in %s (%d bytes)", name, value, type, size));
  }
}
