package dev.jbpf.benchmarks.program;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Sources of plain statements, with a jump and a label in every twenty lines. */
public final class BenchmarkSources {
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

  /** The macros as people write them, with blanks, comments and names of the kernel's. */
  private static final String[] PASTED = {
    "\tBPF_MOV64_IMM(BPF_REG_%d, %d),",
    "\tBPF_ALU64_REG(BPF_ADD, BPF_REG_%d, BPF_REG_%d), /* the sum */",
    "\tBPF_LDX_MEM( BPF_W, BPF_REG_%d, BPF_REG_%d, 16 ),",
    "\tBPF_STX_MEM(BPF_DW, BPF_REG_10, BPF_REG_%d, -8), // on the stack",
    "\tBPF_MOV64_REG(BPF_REG_%d, BPF_REG_FP),\n",
    "\t/* another one */\n\t\tBPF_MOV32_IMM(BPF_REG_%d, XDP_DROP) ,",
  };

  /** Slots field by field. */
  private static final String[] FIELDS = {
    "BPF_RAW_INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_%d, 0, 0, %d),",
    "BPF_RAW_INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_ktime_get_ns),",
    "{ .code = BPF_ALU64 | BPF_ADD | BPF_X, .dst_reg = BPF_REG_%d, .src_reg = BPF_REG_%d },",
    "{ .code = 0xb7, .dst_reg = %d, .src_reg = 0, .off = 0, .imm = %d },"
  };

  private static final String JUMP = "BPF_JMP_IMM(BPF_JEQ, BPF_REG_1, %d, 1),";
  private static final String CALL = "BPF_EMIT_CALL(7),";
  private static final String EXIT = "BPF_EXIT_INSN(),";

  private BenchmarkSources() {}

  /**
   * {@return so many statements in the dialect {@code llvm}, {@code gnu} or {@code macro}, of which
   * {@code pasted} and {@code fields} are other forms, and an exit}
   */
  public static byte[] of(String dialect, int lines) {
    return switch (dialect) {
      case "llvm" -> of(LLVM, "if r1 == %d goto L%d", "L%d:", "exit", lines);
      case "gnu" -> of(GNU, "jeq %%r1,%d,L%d", "L%d:", "exit", lines);
      case "macro" -> of(MACRO, JUMP, CALL, EXIT, lines);
      case "pasted" -> of(PASTED, JUMP, CALL, EXIT, lines);
      case "fields" -> of(FIELDS, JUMP, CALL, EXIT, lines);
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
