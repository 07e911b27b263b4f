package dev.jbpf.text.section;

import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Section;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The words and letters that sources have for types and flags of sections. */
public final class SectionKinds {
  private record Type(String word, int number) {}

  private record Flag(char letter, long bit) {}

  private static final Type[] TYPES = {
    new Type("progbits", Section.PROGBITS),
    new Type("nobits", Section.NOBITS),
    new Type("note", 7),
    new Type("init_array", 14),
    new Type("fini_array", 15),
    new Type("preinit_array", 16)
  };

  private static final Flag[] FLAGS = {
    new Flag('a', Section.ALLOC),
    new Flag('w', Section.WRITE),
    new Flag('x', Section.EXEC),
    new Flag('M', Section.MERGE),
    new Flag('S', Section.STRINGS),
    new Flag('T', 0x400),
    new Flag('e', 0x8000_0000L)
  };

  private SectionKinds() {}

  /** {@return the number of the type that has that name, if one has} */
  public static OptionalInt type(String word) {
    for (Type type : TYPES) {
      if (type.word.equals(word)) {
        return OptionalInt.of(type.number);
      }
    }
    return OptionalInt.empty();
  }

  /** {@return the names that types have} */
  public static List<String> words() {
    return Stream.of(TYPES).map(Type::word).toList();
  }

  /** {@return the word for a type, the number where there is none} */
  public static String word(int number) {
    for (Type type : TYPES) {
      if (type.number == number) {
        return type.word;
      }
    }
    return Integer.toUnsignedString(number);
  }

  /** {@return the flag that a letter stands for, if it stands for one} */
  public static OptionalLong flag(char letter) {
    for (Flag flag : FLAGS) {
      if (flag.letter == letter) {
        return OptionalLong.of(flag.bit);
      }
    }
    return OptionalLong.empty();
  }

  /** {@return the letters for flags; those that have none are left out} */
  public static String letters(long flags) {
    StringBuilder letters = new StringBuilder();
    for (Flag flag : FLAGS) {
      if ((flags & flag.bit) != 0) {
        letters.append(flag.letter);
      }
    }
    return letters.toString();
  }

  /**
   * {@return how a number of {@code width} bytes is relocated} As LLVM: what only tools for
   * debugging and BTF read is marked so that loaders pass it over.
   *
   * @param flags those of the section that the symbol is in; 0 if it is in none
   * @param named whether the symbol is one that objects keep
   */
  public static RelocationType relocation(int width, long flags, boolean named) {
    if (width == 8) {
      return RelocationType.R_BPF_64_ABS64;
    }
    long wanted = Section.ALLOC | (named ? Section.WRITE : Section.EXEC);
    return (flags & wanted) == wanted
        ? RelocationType.R_BPF_64_NODYLD32
        : RelocationType.R_BPF_64_ABS32;
  }
}
