package dev.jbpf.classic;

import java.util.BitSet;
import java.util.Locale;

/** Writes classic programs: as source, and in the two forms of {@code bpf_asm}'s output. */
public final class ClassicPrinter {
  private ClassicPrinter() {}

  /**
   * {@return the source of {@code program}, a line an instruction, that assembles to the same
   * bytes}
   *
   * <p>What the language cannot say, such as an unknown code or a value in a field without meaning,
   * is written as {@code .raw code, jt, jf, k}, with what it would be otherwise in a comment.
   */
  public static String source(ClassicProgram program) {
    return new Source(program).print();
  }

  /**
   * {@return the decimal form: the number of instructions and four numbers for each, all in one
   * line; {@code xt_bpf} and {@code cls_bpf} take it}
   */
  public static String decimal(ClassicProgram program) {
    StringBuilder out = new StringBuilder().append(program.size()).append(',');
    for (ClassicInsn insn : program.insns()) {
      out.append(insn.code()).append(' ').append(insn.jt()).append(' ');
      out.append(insn.jf()).append(' ').append(insn.k()).append(',');
    }
    return out.append('\n').toString();
  }

  /** {@return the elements of a C array of {@code struct sock_filter}, a line each} */
  public static String cArray(ClassicProgram program) {
    StringBuilder out = new StringBuilder();
    for (ClassicInsn insn : program.insns()) {
      // C's %#010x writes no 0x before zero.
      String k = insn.k() == 0 ? "0000000000" : format("0x%08x", insn.k());
      String code = insn.code() == 0 ? "0000" : format("0x%02x", insn.code());
      out.append(format("{ %s, %2d, %2d, %s },\n", code, insn.jt(), insn.jf(), k));
    }
    return out.toString();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** One source text. */
  private static final class Source {
    private final ClassicProgram program;
    private final BitSet targets = new BitSet();
    private final StringBuilder out = new StringBuilder();

    Source(ClassicProgram program) {
      this.program = program;
    }

    String print() {
      for (int i = 0; i < program.size(); i++) {
        collectTargets(program.insns().get(i), i);
      }
      for (int i = 0; i < program.size(); i++) {
        out.append(format("%-7s", targets.get(i) ? label(i) + ":" : ""));
        append(program.insns().get(i), i);
        out.append('\n');
      }
      return out.toString();
    }

    private void collectTargets(ClassicInsn insn, int index) {
      if (!isPrintable(insn, index)) {
        return;
      }
      ClassicFormat format = insn.op().orElseThrow().format();
      if (format == ClassicFormat.TARGET) {
        targets.set(index + 1 + (int) insn.k());
      } else if (format.branches()) {
        targets.set(index + 1 + insn.jt());
        if (insn.jf() != 0) {
          targets.set(index + 1 + insn.jf());
        }
      }
    }

    /** Whether the language has a statement for exactly these fields, here. */
    private boolean isPrintable(ClassicInsn insn, int index) {
      if (!insn.isPlain()) {
        return false;
      }
      long room = program.size() - index - 2L;
      return switch (insn.op().orElseThrow().format()) {
        case SCRATCH -> insn.k() < ClassicProgram.SCRATCH_WORDS;
        case TARGET -> insn.k() <= room;
        case COMPARE_IMMEDIATE, COMPARE_INDEX -> Math.max(insn.jt(), insn.jf()) <= room;
        case NONE, IMMEDIATE, PACKET, PACKET_INDEXED, HEADER_LENGTH, LENGTH, ACCUMULATOR, INDEX ->
            true;
      };
    }

    private void append(ClassicInsn insn, int index) {
      if (isPrintable(insn, index)) {
        out.append(statement(insn, index));
      } else {
        out.append(
            format(".raw 0x%02x, %d, %d, 0x%x", insn.code(), insn.jt(), insn.jf(), insn.k()));
        insn.op().ifPresent(op -> out.append("  ; ").append(statement(insn, index)));
      }
    }

    private static String statement(ClassicInsn insn, int index) {
      ClassicOp op = insn.op().orElseThrow();
      String operand = operand(op, insn, index);
      return operand.isEmpty() ? op.mnemonic() : op.mnemonic() + " " + operand;
    }

    private static String operand(ClassicOp op, ClassicInsn insn, int index) {
      long k = insn.k();
      return switch (op.format()) {
        case NONE -> "";
        case IMMEDIATE -> immediate(k);
        case PACKET -> packet(k);
        case PACKET_INDEXED -> "[x + " + offset(k) + "]";
        case HEADER_LENGTH -> "4*([" + offset(k) + "]&0xf)";
        case LENGTH -> "#len";
        case SCRATCH -> "M[" + k + "]";
        case ACCUMULATOR -> "a";
        case INDEX -> "x";
        case TARGET -> label(index + 1 + (int) k);
        case COMPARE_IMMEDIATE -> immediate(k) + targets(insn, index);
        case COMPARE_INDEX -> "x" + targets(insn, index);
      };
    }

    private static String immediate(long k) {
      return "#" + (k < 10 ? k : "0x" + Long.toHexString(k));
    }

    private static String packet(long k) {
      return Extension.at(k)
          .filter(extension -> !extension.names().isEmpty())
          .map(extension -> "#" + extension.names().get(0))
          .orElseGet(() -> "[" + offset(k) + "]");
    }

    /** Places in the packet; those of the special ranges are shown as the negative numbers of C. */
    private static String offset(long k) {
      return Integer.toString((int) k);
    }

    private static String targets(ClassicInsn insn, int index) {
      String holds = ", " + label(index + 1 + insn.jt());
      return insn.jf() == 0 ? holds : holds + ", " + label(index + 1 + insn.jf());
    }

    private static String label(int index) {
      return "l" + index;
    }
  }
}
