package dev.jbpf.btf.core.operand;

import java.util.Arrays;
import java.util.Optional;

/** Of what kind a member of the kernel's is: only members of the same kind are found for it. */
public enum CoreValue {
  PTR("ptr", 8, false),
  U8("u8", 1, false),
  U16("u16", 2, false),
  U32("u32", 4, false),
  U64("u64", 8, false),
  S8("s8", 1, true),
  S16("s16", 2, true),
  S32("s32", 4, true),
  S64("s64", 8, true),
  ENUM("enum", 4, false),
  STRUCT("struct", 0, false),
  UNION("union", 0, false);

  private final String word;
  private final int bytes;
  private final boolean isSigned;

  CoreValue(String word, int bytes, boolean isSigned) {
    this.word = word;
    this.bytes = bytes;
    this.isSigned = isSigned;
  }

  /** {@return the one that authors call so} */
  public static Optional<CoreValue> named(String word) {
    return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
  }

  /** {@return what a load of that many bytes is taken to read: 8 are a pointer} */
  public static Optional<CoreValue> read(int bytes) {
    return switch (bytes) {
      case 1 -> Optional.of(U8);
      case 2 -> Optional.of(U16);
      case 4 -> Optional.of(U32);
      case 8 -> Optional.of(PTR);
      default -> Optional.empty();
    };
  }

  /** {@return what authors call it} */
  public String word() {
    return word;
  }

  /** {@return how many bytes it has, 0 for structures} */
  public int bytes() {
    return bytes;
  }

  /** {@return whether it is a signed number} */
  public boolean isSigned() {
    return isSigned;
  }
}
