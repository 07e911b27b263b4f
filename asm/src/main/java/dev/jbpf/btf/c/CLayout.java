package dev.jbpf.btf.c;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a compiler would put members by itself, and what makes it put them elsewhere: the attribute
 * {@code packed}, and bit fields without a name. Positions are in bits.
 */
final class CLayout {
  private final Btf types;
  private final Map<Integer, Long> alignments = new HashMap<>();

  CLayout(Btf types) {
    this.types = types;
  }

  /** {@return how many bits a member takes} */
  long bits(BtfType.Member member) {
    return member.isBitField() ? member.bitSize() : size(member.type());
  }

  private long size(int id) {
    return types.sizeOf(id).orElse(0) * Byte.SIZE;
  }

  /** {@return whether something lies where no compiler would put it otherwise} */
  boolean isPacked(BtfType.Composite type) {
    long widest = Byte.SIZE;
    for (BtfType.Member member : type.members()) {
      long alignment = alignment(member.type());
      if (!member.isBitField() && member.bitOffset() % alignment != 0
          || member.isBitField() && crosses(member)) {
        return true;
      }
      widest = Math.max(widest, alignment);
    }
    return type.size() * Byte.SIZE % widest != 0;
  }

  /** A bit field lies within one unit of its type, unless it is packed. */
  private boolean crosses(BtfType.Member member) {
    long unit = size(member.type());
    return member.bitOffset() / unit != (member.bitOffset() + member.bitSize() - 1) / unit;
  }

  private long alignment(int id) {
    int plain = types.resolve(id);
    Long known = alignments.get(plain);
    if (known == null) {
      known = computed(plain);
      alignments.put(plain, known);
    }
    return known;
  }

  private long computed(int id) {
    BtfType type = types.type(id);
    if (type instanceof BtfType.Array array) {
      return alignment(array.element());
    } else if (type instanceof BtfType.Composite composite) {
      return isPacked(composite)
          ? Byte.SIZE
          : composite.members().stream()
              .mapToLong(member -> alignment(member.type()))
              .max()
              .orElse(Byte.SIZE);
    }
    long most =
        type instanceof BtfType.Int || type instanceof BtfType.Float ? 16 : types.pointerSize();
    boolean isNumber = type instanceof BtfType.Enum || type instanceof BtfType.Enum64;
    return Math.max(1, Math.min(size(id) / Byte.SIZE, isNumber ? Long.BYTES : most)) * Byte.SIZE;
  }

  /** {@return the lines between what ends there and {@code member}} */
  List<String> padding(long end, BtfType.Member member, boolean isPacked) {
    long natural = isPacked ? end : natural(end, member);
    return natural < member.bitOffset() ? fill(end, member.bitOffset()) : List.of();
  }

  private long natural(long end, BtfType.Member member) {
    if (member.isBitField()) {
      long unit = size(member.type());
      return end / unit != (end + member.bitSize() - 1) / unit ? up(end, unit) : end;
    }
    return up(end, alignment(member.type()));
  }

  /** {@return the lines behind the last member, up to the size of the whole} */
  List<String> tail(long end, BtfType.Composite type, boolean isPacked) {
    long widest =
        isPacked
            ? Byte.SIZE
            : type.members().stream().mapToLong(m -> alignment(m.type())).max().orElse(Byte.SIZE);
    long size = type.size() * Byte.SIZE;
    return up(end, widest) < size ? fill(end, size) : List.of();
  }

  private static long up(long position, long unit) {
    return (position + unit - 1) / unit * unit;
  }

  /** The widest units that fit, each within itself. */
  private static List<String> fill(long from, long to) {
    List<String> lines = new ArrayList<>();
    for (long at = from; at < to; ) {
      long bits = Math.min(Byte.SIZE - at % Byte.SIZE, to - at);
      for (long unit = Byte.SIZE; unit <= Long.SIZE; unit *= 2) {
        bits = at % unit == 0 && at + unit <= to ? unit : bits;
      }
      lines.add(name(bits) + ": " + bits + ";\n");
      at += bits;
    }
    return lines;
  }

  private static String name(long bits) {
    if (bits <= Byte.SIZE) {
      return "char";
    } else if (bits <= Short.SIZE) {
      return "short";
    }
    return bits <= Integer.SIZE ? "int" : "long long";
  }
}
