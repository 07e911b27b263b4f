package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.kernel.Helper;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.Locale;
import java.util.regex.Pattern;

/** The language that a program is written in, and that a fix is shown in. */
public enum Style {
  /** {@code r0 = 1}. */
  LLVM,
  /** {@code mov %r0, 1}. */
  GNU,
  /** {@code BPF_MOV64_IMM(BPF_REG_0, 1)}. */
  MACRO,
  /** {@code b.mov(R0, 1)}. */
  BUILDER,
  /** {@code p.u32(1)}: values, of which a compiler makes instructions. */
  VALUES,
  /** {@code int x = 1;}: methods, of which it does the same. */
  METHODS,
  /** One of these two, or what else is written in Java and not in instructions. */
  JAVA,
  /** C, of which instructions show nothing. */
  C;

  /** Where a fix jumps to: the author's own way out. */
  static final String OUT = "out";

  private static final Pattern C_FILE = Pattern.compile(".*\\.(c|h|cc|cpp|rs)");
  private static final String JAVA_FILE = ".java";
  private static final Pattern GNU_LINE =
      Pattern.compile(".*%[rw]\\d.*|\\s*(?!if|goto|lock|call|exit|r\\d|w\\d)[a-z][a-z0-9]+\\s.*");

  /**
   * {@return what the line at {@code origin} is written in; {@code LLVM} if that is not clear}
   *
   * @param areInstructions whether what is written in Java is instructions
   */
  static Style of(Origin origin, boolean areInstructions, String line) {
    if (origin instanceof Origin.Java) {
      return areInstructions ? BUILDER : JAVA;
    } else if (origin instanceof Origin.Source source && source.file().endsWith(JAVA_FILE)) {
      return JAVA;
    } else if (origin instanceof Origin.Source source && C_FILE.matcher(source.file()).matches()) {
      return C;
    } else if (line.contains("BPF_")) {
      return MACRO;
    }
    return !line.contains("=") && GNU_LINE.matcher(line).matches() ? GNU : LLVM;
  }

  /** {@return whether authors write instructions, so that one may be shown to them} */
  boolean isInstructions() {
    return isText() || this == BUILDER;
  }

  /** {@return whether a line may be several instructions} */
  boolean isText() {
    return this == LLVM || this == GNU || this == MACRO;
  }

  /** {@return how a program says that {@code kernel} is the oldest that it is for} */
  public String since(KernelVersion kernel) {
    return switch (this) {
      case BUILDER, VALUES -> "since(" + kernel.major() + ", " + kernel.minor() + ")";
      case METHODS -> "since = \"" + kernel + "\"";
      case LLVM, GNU, MACRO, JAVA, C -> "Linux " + kernel;
    };
  }

  /** {@return {@code insn} as it is written; a jump leads to {@value #OUT}} */
  String write(Insn insn) {
    return switch (this) {
      case LLVM -> call(insn, text(insn, Dialect.LLVM).replace("+0", OUT));
      case GNU -> call(insn, text(insn, Dialect.GNU).replace("+0", OUT));
      case MACRO -> macro(insn);
      case BUILDER, VALUES, METHODS, JAVA, C -> java(insn);
    };
  }

  private static String text(Insn insn, Dialect dialect) {
    return Disassembler.lines(Program.of(insn), dialect).get(0).strip();
  }

  private static String macro(Insn insn) {
    String text = text(insn, Dialect.MACRO).replaceAll(",$", "");
    return insn.op().isCondition() ? text.replaceAll("0\\)$", OUT + ")") : text;
  }

  private static String call(Insn insn, String text) {
    return helper(insn) ? "call " + name(insn) : text;
  }

  private static boolean helper(Insn insn) {
    return insn.op() == Op.CALL && Helper.of((int) insn.imm()).isPresent();
  }

  private static String name(Insn insn) {
    return Helper.of((int) insn.imm()).orElseThrow().signature().name();
  }

  private static String java(Insn insn) {
    if (insn.op().isCondition()) {
      return "b.ifThen(" + condition(insn) + ", t -> t.mov(R0, 0).exit()).end()";
    } else if (helper(insn)) {
      return "b.call(Helper." + Helper.of((int) insn.imm()).orElseThrow().name() + ")";
    }
    String gnu = text(insn, Dialect.GNU);
    String operands = gnu.substring(insn.op().mnemonic().length()).strip();
    return "b." + insn.op().mnemonic() + "(" + arguments(operands) + ")";
  }

  private static String condition(Insn insn) {
    String right = insn.op().readsSrc() ? insn.src().name64() : Long.toString(insn.imm());
    return insn.dst().name64().toUpperCase(Locale.ROOT)
        + "."
        + insn.op().mnemonic().substring(1)
        + "("
        + right.toUpperCase(Locale.ROOT)
        + ")";
  }

  /** {@code [%r1+4], %r2} is {@code R1, 4, R2}. */
  private static String arguments(String operands) {
    return operands
        .replaceAll("\\[(%r\\d+)\\]", "$1, 0")
        .replaceAll("\\[(%r\\d+)\\+?(-?\\d+)\\]", "$1, $2")
        .replaceAll("%r", "R");
  }
}
