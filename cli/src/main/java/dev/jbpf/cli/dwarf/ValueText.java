package dev.jbpf.cli.dwarf;

import dev.jbpf.cli.dwarf.DwarfEntry.Attribute;
import dev.jbpf.cli.dwarf.DwarfEntry.Tag;
import dev.jbpf.vm.fault.VmFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Bytes as values of their types.
 *
 * @param memory what pointers point to
 * @param depth how many pointers away one is
 */
record ValueText(DwarfUnit unit, Memory memory, int depth) {
  private static final int DEEPEST = 3;

  /** Reads memory; fails where none is. */
  interface Memory {
    byte[] read(long address, int size);
  }

  ValueText(DwarfUnit unit, Memory memory) {
    this(unit, memory, 0);
  }

  private static final int MOST = 64;
  private static final int LONGEST = 120;

  /** {@return {@code bytes} as a value of the type of {@code entry}, which is called so} */
  Local of(String name, DwarfEntry entry, byte[] bytes, OptionalLong address) {
    String type = new CTypeText(unit).of(entry);
    DwarfEntry plain = unit.type(entry).orElse(entry);
    List<Local> parts = parts(plain, bytes, address);
    boolean isWhole = parts.isEmpty() || plain.tag() == Tag.POINTER;
    String value = isWhole ? single(plain, bytes) : together(plain, bytes, parts);
    return new Local(name, type, value, address, bytes.length, parts);
  }

  private static String together(DwarfEntry type, byte[] bytes, List<Local> parts) {
    boolean isArray = type.tag() == Tag.ARRAY;
    if (isArray && parts.get(0).type().equals("char")) {
      return '"' + new String(bytes, StandardCharsets.ISO_8859_1).split("\0", 2)[0] + '"';
    }
    String all =
        parts.stream()
            .map(part -> (isArray ? "" : part.name() + " = ") + part.value())
            .collect(Collectors.joining(", ", "{", "}"));
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
  }

  private List<Local> parts(DwarfEntry type, byte[] bytes, OptionalLong address) {
    List<Local> parts = new ArrayList<>();
    if (type.tag() == Tag.STRUCT || type.tag() == Tag.UNION) {
      type.children().stream()
          .filter(member -> member.tag() == Tag.MEMBER)
          .forEach(member -> add(parts, member(member, bytes, address)));
    } else if (type.tag() == Tag.POINTER) {
      parts.addAll(target(type, number(bytes)));
    } else if (type.tag() == Tag.ARRAY) {
      int size = unit.type(type).map(unit::size).orElse(0);
      for (int i = 0; i < Math.min(unit.count(type), MOST) && size > 0; i++) {
        parts.add(of("[" + i + "]", type, slice(bytes, i * size, size), plus(address, i * size)));
      }
    }
    return parts;
  }

  /** What is in a structure without a name is its owner's. */
  private static void add(List<Local> parts, Local member) {
    if (member.name().isEmpty()) {
      parts.addAll(member.parts());
    } else {
      parts.add(member);
    }
  }

  /** {@return the members of what a pointer points to; of what has none, that itself} */
  private List<Local> target(DwarfEntry pointer, long address) {
    int size = unit.type(pointer).map(unit::size).orElse(0);
    if (size == 0 || address == 0 || depth == DEEPEST) {
      return List.of();
    }
    try {
      byte[] there = memory.read(address, size);
      Local whole =
          new ValueText(unit, memory, depth + 1).of("*", pointer, there, OptionalLong.of(address));
      return whole.parts().isEmpty() ? List.of(whole) : whole.parts();
    } catch (VmFault notThere) {
      return List.of();
    }
  }

  private Local member(DwarfEntry member, byte[] bytes, OptionalLong address) {
    String name = member.name().orElse("");
    OptionalLong bit = member.number(Attribute.DATA_BIT_OFFSET);
    if (bit.isPresent()) {
      return bits(name, member, bytes, (int) bit.getAsLong());
    }
    int at = (int) member.number(Attribute.MEMBER_LOCATION).orElse(0);
    int size = unit.type(member).map(unit::size).orElse(0);
    return of(name, member, slice(bytes, at, size), plus(address, at));
  }

  private Local bits(String name, DwarfEntry member, byte[] bytes, int bit) {
    int width = (int) member.number(Attribute.BIT_SIZE).orElse(0);
    long word = number(slice(bytes, bit / Byte.SIZE, Long.BYTES)) >>> bit % Byte.SIZE;
    long value = width >= Long.SIZE ? word : word & (1L << width) - 1;
    String type = new CTypeText(unit).of(member) + " : " + width;
    return new Local(name, type, Long.toString(value), OptionalLong.empty(), 0, List.of());
  }

  private String single(DwarfEntry type, byte[] bytes) {
    long value = number(bytes);
    return switch (type.tag()) {
      case Tag.POINTER -> "0x" + Long.toHexString(value);
      case Tag.ENUMERATION -> enumerated(type, (int) value);
      case Tag.BASE -> base(type, value, bytes.length);
      default -> "{}";
    };
  }

  private static String base(DwarfEntry type, long value, int size) {
    if (DwarfNumbers.isBoolean(type)) {
      return String.valueOf(value != 0);
    }
    long whole = DwarfNumbers.cut(value, size, DwarfNumbers.isSigned(type));
    String number =
        DwarfNumbers.isSigned(type) ? Long.toString(whole) : Long.toUnsignedString(whole);
    boolean isLetter = DwarfNumbers.isCharacter(type) && whole >= ' ' && whole < 127;
    return isLetter ? number + " '" + (char) whole + "'" : number;
  }

  private static String enumerated(DwarfEntry type, int value) {
    return type.children().stream()
        .filter(one -> one.tag() == Tag.ENUMERATOR)
        .filter(one -> (int) one.number(Attribute.CONST_VALUE).orElse(0) == value)
        .flatMap(one -> one.name().stream())
        .findFirst()
        .orElse(Integer.toString(value));
  }

  private static long number(byte[] bytes) {
    return new DwarfBytes(bytes, 0).number(Math.min(bytes.length, Long.BYTES));
  }

  private static byte[] slice(byte[] bytes, int from, int size) {
    return new DwarfBytes(bytes, from).take(size);
  }

  private static OptionalLong plus(OptionalLong address, int distance) {
    return address.isPresent()
        ? OptionalLong.of(address.getAsLong() + distance)
        : OptionalLong.empty();
  }
}
