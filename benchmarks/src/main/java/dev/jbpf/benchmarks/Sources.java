package dev.jbpf.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Sources of plain statements, with a jump and a label in every twenty lines. */
final class Sources {
  private static final String[] LLVM = {
    "r%d = %d",
    "r%d += r%d",
    "r%d = *(u32 *)(r%d + 16)",
    "*(u64 *)(r10 - 8) = r%d",
    "w%d ^= %d",
    "r%d <<= %d",
    "r%d = r%d",
    "r%d &= %d"
  };
  private static final String[] GNU = {
    "mov %%r%d,%d",
    "add %%r%d,%%r%d",
    "ldxw %%r%d,[%%r%d+16]",
    "stxdw [%%r10+-8],%%r%d",
    "xor32 %%r%d,%d",
    "lsh %%r%d,%d",
    "mov %%r%d,%%r%d",
    "and %%r%d,%d"
  };

  private static final String[] MACRO = {
    "BPF_MOV64_IMM(BPF_REG_%d, %d),",
    "BPF_ALU64_REG(BPF_ADD, BPF_REG_%d, BPF_REG_%d),",
    "BPF_LDX_MEM(BPF_W, BPF_REG_%d, BPF_REG_%d, 16),",
    "BPF_STX_MEM(BPF_DW, BPF_REG_10, BPF_REG_%d, -8),",
    "BPF_ALU32_IMM(BPF_XOR, BPF_REG_%d, %d),",
    "BPF_ALU64_IMM(BPF_LSH, BPF_REG_%d, %d),",
    "BPF_MOV64_REG(BPF_REG_%d, BPF_REG_%d),",
    "BPF_ALU64_IMM(BPF_AND, BPF_REG_%d, %d),"
  };

  private Sources() {}

  /**
   * {@return so many lines in the dialect {@code llvm}, {@code gnu} or {@code macro}, and an exit}
   */
  static byte[] of(String dialect, int lines) {
    return switch (dialect) {
      case "llvm" -> of(LLVM, "if r1 == %d goto L%d", "L%d:", "exit", lines);
      case "gnu" -> of(GNU, "jeq %%r1,%d,L%d", "L%d:", "exit", lines);
      case "macro" ->
          of(
              MACRO,
              "BPF_JMP_IMM(BPF_JEQ, BPF_REG_1, %d, 1),",
              "BPF_EMIT_CALL(7),",
              "BPF_EXIT_INSN(),",
              lines);
      default -> throw new IllegalArgumentException(dialect);
    };
  }

  private static byte[] of(String[] forms, String jump, String label, String exit, int lines) {
    Random random = new Random(1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      String line =
          switch (i % 20) {
            case 18 -> String.format(jump, i, i / 20);
            case 19 -> String.format(label, i / 20);
            default ->
                String.format(
                    forms[random.nextInt(forms.length)], random.nextInt(10), random.nextInt(10));
          };
      out.append(i % 20 == 19 ? "" : "\t").append(line).append('\n');
    }
    return out.append('\t')
        .append(exit)
        .append('\n')
        .toString()
        .getBytes(StandardCharsets.US_ASCII);
  }
}
