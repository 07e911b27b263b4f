package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the instruction table means to the kernel what it means here: the verifier's log
 * shows the encoded instruction as text, and that text assembles to the instruction.
 */
@KernelTest
class KernelTextTest {
  private static final Pattern FIRST = Pattern.compile("(?m)^0: \\([0-9a-f]{2}\\) ([^;\n]*)");

  /** Refused before the verifier comes to show them; and lddw is shown as if it were mov. */
  private static final Set<Op> NOT_SHOWN =
      EnumSet.of(
          Op.CALL_LOCAL,
          Op.CALL_KFUNC,
          Op.CALLX,
          Op.EXIT,
          Op.LDDW,
          Op.LDDW_MAP_FD,
          Op.LDDW_MAP_VALUE,
          Op.LDDW_BTF_ID,
          Op.LDDW_FUNC,
          Op.LDDW_MAP_IDX,
          Op.LDDW_MAP_IDX_VALUE,
          // Later than the kernels that tests run on.
          Op.GOTO_OR_NOP,
          Op.GOTOX);

  static Stream<Op> shown() {
    return Op.all().stream().filter(op -> !NOT_SHOWN.contains(op));
  }

  @ParameterizedTest
  @MethodSource("shown")
  void whatTheVerifierShowsIsTheInstruction(Op op) {
    Insn insn = example(op);
    String text = shown(insn).orElse("(nothing)");
    Assembly assembly = Assembler.assemble(text);
    assertThat(assembly.report()).isEmpty();
    assertThat(assembly.program()).as(text).contains(Program.of(insn));
  }

  private static Insn example(Op op) {
    return Insn.of(
        op,
        op.format().has(Field.DST) ? Reg.R1 : Reg.R0,
        op.format().has(Field.SRC) ? Reg.R2 : Reg.R0,
        op.format().offset() == Offset.BYTES ? -8 : 0,
        immediate(op.format().immediate()));
  }

  private static long immediate(Immediate immediate) {
    return switch (immediate) {
      case S32, LOW32 -> 5;
      case S64 -> 0x1_0000_0002L;
      case U16_PAIR -> 1;
      case FIXED, SLOTS, LOW32_SLOTS, PAIR32 -> 0;
    };
  }

  private static Optional<String> shown(Insn insn) {
    Insn zero = Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, 0);
    Insn exit = Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0);
    Matcher first = FIRST.matcher(log(insn, zero, exit));
    return first.find() ? Optional.of(first.group(1).strip()) : Optional.empty();
  }

  private static String log(CodeElement... elements) {
    ProgramSpec spec =
        ProgramSpec.of("row", ProgramType.SOCKET_FILTER, Program.of(elements))
            .withLog(LogLevel.VERBOSE);
    try (KernelProgram program = Bpf.load(spec)) {
      return program.log();
    } catch (VerifierException e) {
      return e.log();
    }
  }
}
