package dev.jbpf.elf.section;

import java.util.Optional;

/**
 * What a relocation changes. The addend is always in place, in the bytes to be changed.
 *
 * <p>Source: the kernel's {@code Documentation/bpf/llvm_reloc.rst}; rows with {@code DATA} are
 * those of binutils before 2.41, {@code GNU} those of binutils since.
 */
public enum RelocationType {
  /** Nothing. */
  R_BPF_NONE(0, 0),
  /** The 64-bit constant of an {@code lddw}: a map, a variable, a function. */
  R_BPF_64_64(1, 8),
  /** A 64-bit address in data. */
  R_BPF_64_ABS64(2, 8),
  /** A 32-bit address in data. */
  R_BPF_64_ABS32(3, 4),
  /** A 32-bit address that loaders leave alone, as in {@code .BTF} and {@code .BTF.ext}. */
  R_BPF_64_NODYLD32(4, 4),
  /** The distance to an 8-bit place. */
  R_BPF_DATA_8_PCREL(5, 1),
  /** The distance to a 16-bit place. */
  R_BPF_DATA_16_PCREL(6, 2),
  /** The distance to a 32-bit place. */
  R_BPF_DATA_32_PCREL(7, 4),
  /** An 8-bit address in data. */
  R_BPF_DATA_8(8, 1),
  /** A 16-bit address in data. */
  R_BPF_DATA_16(9, 2),
  /** The distance of a {@code call}, in its immediate. */
  R_BPF_64_32(10, 4),
  /** A 32-bit address in data. */
  R_BPF_DATA_32(11, 4),
  /** A 64-bit address in data. */
  R_BPF_DATA_64(12, 8),
  /** The distance to a 64-bit place. */
  R_BPF_DATA_64_PCREL(13, 8),
  /** The distance of a jump, in its offset. */
  R_BPF_GNU_64_16(256, 2);

  private static final RelocationType[] ALL = values();

  private final int number;
  private final int bytes;

  RelocationType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** {@return the number in the file} */
  public int number() {
    return number;
  }

  /** {@return how many bytes from its offset on a section must have at least} */
  public int bytes() {
    return bytes;
  }

  /** {@return the type of that number, if there is one} */
  public static Optional<RelocationType> of(int number) {
    for (RelocationType type : ALL) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
