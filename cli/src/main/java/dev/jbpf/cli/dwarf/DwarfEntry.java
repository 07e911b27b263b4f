package dev.jbpf.cli.dwarf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that is described: a function, a variable, a type.
 *
 * @param tag what it is, one of {@link Tag}
 * @param attributes what is said of it, by {@link Attribute}: numbers, texts, bytes
 * @param children what is in it
 */
record DwarfEntry(int tag, Map<Integer, Object> attributes, List<DwarfEntry> children) {
  /** Kinds of entries. Source: DWARF 5, 7.5.3. */
  static final class Tag {
    static final int ARRAY = 0x01;
    static final int ENUMERATION = 0x04;
    static final int PARAMETER = 0x05;
    static final int BLOCK = 0x0b;
    static final int MEMBER = 0x0d;
    static final int POINTER = 0x0f;
    static final int STRUCT = 0x13;
    static final int TYPEDEF = 0x16;
    static final int UNION = 0x17;
    static final int INLINED = 0x1d;
    static final int SUBRANGE = 0x21;
    static final int BASE = 0x24;
    static final int CONST = 0x26;
    static final int ENUMERATOR = 0x28;
    static final int FUNCTION = 0x2e;
    static final int VARIABLE = 0x34;
    static final int VOLATILE = 0x35;

    private Tag() {}
  }

  /** What is said of entries. Source: DWARF 5, 7.5.4. */
  static final class Attribute {
    static final int LOCATION = 0x02;
    static final int NAME = 0x03;
    static final int BYTE_SIZE = 0x0b;
    static final int BIT_SIZE = 0x0d;
    static final int LOW_PC = 0x11;
    static final int HIGH_PC = 0x12;
    static final int CONST_VALUE = 0x1c;
    static final int ORIGIN = 0x31;
    static final int COUNT = 0x37;
    static final int MEMBER_LOCATION = 0x38;
    static final int ENCODING = 0x3e;
    static final int TYPE = 0x49;
    static final int DATA_BIT_OFFSET = 0x6b;
    static final int STR_OFFSETS_BASE = 0x72;
    static final int ADDR_BASE = 0x73;
    static final int LOCLISTS_BASE = 0x8c;

    private Attribute() {}
  }

  /** A location that is in the list of that number. */
  record ListIndex(long index) {}

  OptionalLong number(int attribute) {
    return attributes.get(attribute) instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  Optional<String> name() {
    return attributes.get(Attribute.NAME) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
