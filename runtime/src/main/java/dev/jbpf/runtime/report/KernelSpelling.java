package dev.jbpf.runtime.report;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.regex.Pattern;

/**
 * Spells an instruction as the kernel's own dumps do: {@code (r10 -4)} where clang writes {@code
 * (r10 - 4)}, distances from {@code pc}, constants of conditions in hexadecimal.
 */
final class KernelSpelling {
  private static final Pattern PLACE = Pattern.compile("\\((r\\d+) ([+-]) (\\d+)\\)");
  private static final Pattern DISTANCE = Pattern.compile("([+-]\\d+)$");
  private static final Pattern HALF_REGISTER = Pattern.compile("\\bw(\\d)");
  private static final int CONSTANT = 3;

  private KernelSpelling() {}

  /** {@return {@code plain}, as clang spells the instruction of that word, as the kernel does} */
  static String of(Op op, long word, String plain) {
    return switch (op.format()) {
      case LOAD, STORE_REG, STORE_IMM -> memory(plain);
      case ATOMIC -> atomic(op, word, plain);
      case JUMP, JUMP_LONG, JUMP_REG -> jump(plain);
      case JUMP_IMM -> comparison(word, jump(plain));
      default -> plain;
    };
  }

  private static String jump(String plain) {
    return DISTANCE.matcher(plain).replaceFirst("pc$1");
  }

  private static String comparison(long word, String line) {
    String[] words = line.split(" ");
    words[CONSTANT] = "0x" + Integer.toHexString(Words.imm(word));
    return String.join(" ", words);
  }

  /** Registers are whole ones: the type says how much of them is meant. */
  private static String memory(String plain) {
    String line = PLACE.matcher(plain).replaceAll("($1 $2$3)");
    return HALF_REGISTER.matcher(line).replaceAll("r$1");
  }

  private static String atomic(Op op, long word, String plain) {
    String name = op.width() == Long.SIZE ? "atomic64_" : "atomic_";
    String place =
        String.format("((u%d *)(r%d %+d), ", op.width(), Words.dst(word), Words.off(word));
    return switch (op.operation()) {
      case EXCHANGE -> String.format("r%1$d = %2$sxchg%3$sr%1$d)", Words.src(word), name, place);
      case COMPARE_EXCHANGE ->
          String.format("r0 = %scmpxchg%sr0, r%d)", name, place, Words.src(word));
      default -> memory(plain.replace("atomic_", name));
    };
  }
}
