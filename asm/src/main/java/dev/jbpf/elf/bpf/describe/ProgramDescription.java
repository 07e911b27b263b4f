package dev.jbpf.elf.bpf.describe;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.code.Program;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.isa.Words;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel can be told of a program when it is loaded: its functions, and where its lines
 * were written. The verifier quotes the lines in its log, and demands the functions of programs
 * that hand one of them to a helper.
 *
 * @param types BTF, as {@code BPF_BTF_LOAD} takes it; since Linux 5.0
 * @param functionInfo the kernel's {@code struct bpf_func_info}s: a slot and the id of a function's
 *     type each
 * @param lineInfo the kernel's {@code struct bpf_line_info}s: a slot, the string offsets of file
 *     and text, and line &lt;&lt; 10 | column each; none if no line is known
 */
public record ProgramDescription(byte[] types, int[] functionInfo, int[] lineInfo) {
  /** In what is made here, all functions are in one section, as in the program. */
  private static final String SECTION = "program";

  /**
   * {@return a description of {@code program} by its origins; empty if it is not divided into
   * functions, as where a jump leads from one into another}
   *
   * @param name the name of the entry; other functions are named by their labels
   * @param sources what the lines are
   * @param order the byte order of the machine that loads it
   */
  public static Optional<ProgramDescription> of(
      String name, Program program, SourceLineText sources, ByteOrder order) {
    List<FunctionSpan> functions;
    try {
      functions = FunctionSpan.of(name, program);
    } catch (IllegalArgumentException noFunctions) {
      return Optional.empty();
    }
    ObjectTypes types = new ObjectTypes(order);
    ProgramLines lines = new ProgramLines(types, sources, program);
    for (FunctionSpan function : functions) {
      int start = function.start() * Words.BYTES;
      if (start == 0) {
        types.program(SECTION, start, function.name());
      } else {
        types.subprogram(SECTION, start, function.name());
      }
      lines.write(function, SECTION, start);
    }
    return Optional.of(describe(types));
  }

  private static ProgramDescription describe(ObjectTypes types) {
    byte[] rows = types.rows();
    byte[] bytes = types.toBtf();
    BtfExt ext = BtfExt.parse(rows, Btf.parse(bytes));
    return new ProgramDescription(bytes, numbers(ext.functions()), numbers(ext.lines()));
  }

  /** The rows of the one section, with slots instead of offsets in bytes. */
  private static int[] numbers(List<BtfExt.Rows> sections) {
    return BtfExt.of(sections, SECTION).map(ProgramDescription::numbers).orElse(new int[0]);
  }

  private static int[] numbers(BtfExt.Rows rows) {
    int[] numbers = new int[rows.size() * rows.columns()];
    for (int i = 0; i < numbers.length; i++) {
      int column = i % rows.columns();
      int number = rows.at(i / rows.columns(), column);
      numbers[i] = column == 0 ? number / Words.BYTES : number;
    }
    return numbers;
  }
}
