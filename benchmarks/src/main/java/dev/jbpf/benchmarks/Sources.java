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

  private Sources() {}

  /** {@return so many lines in the dialect {@code llvm} or {@code gnu}, and an exit} */
  static byte[] of(String dialect, int lines) {
    boolean isLlvm = dialect.equals("llvm");
    String[] forms = isLlvm ? LLVM : GNU;
    String jump = isLlvm ? "if r1 == %d goto L%d" : "jeq %%r1,%d,L%d";
    Random random = new Random(1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      if (i % 20 == 19) {
        out.append("L").append(i / 20).append(":\n");
        continue;
      }
      String form = i % 20 == 18 ? jump : forms[random.nextInt(forms.length)];
      int first = i % 20 == 18 ? i : random.nextInt(10);
      int second = i % 20 == 18 ? i / 20 : random.nextInt(10);
      out.append('\t').append(String.format(form, first, second)).append('\n');
    }
    return out.append("\texit\n").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
