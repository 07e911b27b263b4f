package dev.jbpf.classic;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds what the kernel would refuse when the program is attached. One program each. */
final class KernelCheck {
  private static final int ALL_WORDS = (1 << ClassicProgram.SCRATCH_WORDS) - 1;

  private final ClassicProgram program;
  private final int size;
  private final List<Diagnostic> errors = new ArrayList<>();

  KernelCheck(ClassicProgram program) {
    this.program = program;
    this.size = program.size();
  }

  List<Diagnostic> run() {
    checkSize();
    for (int i = 0; i < size; i++) {
      checkInsn(program.insns().get(i), i);
    }
    checkEnd();
    if (errors.isEmpty()) {
      new ScratchCheck().run();
    }
    return List.copyOf(errors);
  }

  private void checkSize() {
    if (size == 0) {
      error(DiagnosticCode.PROGRAM_EMPTY, "a filter has at least one instruction", Origin.UNKNOWN);
    } else if (size > ClassicProgram.MAX_SIZE) {
      error(
          DiagnosticCode.PROGRAM_SIZE,
          size + " instructions, the kernel takes at most " + ClassicProgram.MAX_SIZE,
          program.origin(ClassicProgram.MAX_SIZE));
    }
  }

  private void checkInsn(ClassicInsn insn, int index) {
    Optional<ClassicOp> op = insn.op();
    if (op.isEmpty()) {
      error(
          DiagnosticCode.CODE_UNKNOWN,
          "0x" + Integer.toHexString(insn.code()) + " is not the code of an instruction",
          program.origin(index));
      return;
    }
    if (op.get() == ClassicOp.RET_X) {
      error(
          DiagnosticCode.RETURN_INDEX,
          "the kernel does not return x",
          program.origin(index),
          "`txa` and `ret a` do the same");
    }
    checkOperand(op.get(), insn, index);
    checkTargets(op.get().format(), insn, index);
  }

  private void checkOperand(ClassicOp op, ClassicInsn insn, int index) {
    Origin origin = program.origin(index);
    switch (op) {
      case DIV_K, MOD_K -> {
        if (insn.k() == 0) {
          error(DiagnosticCode.DIVISION_BY_ZERO, op.mnemonic() + " by a constant zero", origin);
        }
      }
      case LSH_K, RSH_K -> {
        if (insn.k() >= Integer.SIZE) {
          error(
              DiagnosticCode.SHIFT_RANGE,
              op.mnemonic() + " by " + insn.k() + ", must be 0 to 31",
              origin);
        }
      }
      case LD_MEM, LDX_MEM, ST, STX -> {
        if (insn.k() >= ClassicProgram.SCRATCH_WORDS) {
          error(
              DiagnosticCode.SCRATCH_RANGE,
              "M[" + insn.k() + "] does not exist, M has 16 words",
              origin);
        }
      }
      case LD_W_ABS, LD_H_ABS, LD_B_ABS -> {
        if (insn.k() >= Extension.BASE && Extension.at(insn.k()).isEmpty()) {
          String place = "[" + (int) insn.k() + "]";
          error(
              DiagnosticCode.EXTENSION_UNKNOWN,
              place + " is neither in the packet nor an extension",
              origin);
        }
      }
      default -> {} // Any operand will do.
    }
  }

  private void checkTargets(ClassicFormat format, ClassicInsn insn, int index) {
    if (format == ClassicFormat.TARGET) {
      checkTarget(index, insn.k());
    } else if (format.branches()) {
      checkTarget(index, insn.jt());
      checkTarget(index, insn.jf());
    }
  }

  private void checkTarget(int index, long skip) {
    if (index + 1 + skip >= size) {
      error(
          DiagnosticCode.JUMP_RANGE,
          "jump by " + skip + " leaves the program",
          program.origin(index));
    }
  }

  private void checkEnd() {
    if (size == 0) {
      return;
    }
    Optional<ClassicOp> last = program.insns().get(size - 1).op();
    if (last.filter(op -> op.type() == ClassicClass.RETURN).isEmpty()) {
      error(
          DiagnosticCode.RETURN_MISSING,
          "the program does not end in a return",
          program.origin(size - 1),
          "`ret #0` drops the packet, `ret #-1` accepts all of it");
    }
  }

  private void error(DiagnosticCode code, String message, Origin origin, String... notes) {
    errors.add(new Diagnostic(Severity.ERROR, code, message, origin, 1, List.of(notes)));
  }

  /**
   * Follows which words of M have been written on all ways to an instruction: jumps go forward
   * only, so that one pass does. A set of words is a bit mask.
   */
  private final class ScratchCheck {
    private final int[] written = new int[size];

    ScratchCheck() {
      // What no way leads to may read anything; the first instruction has nothing.
      Arrays.fill(written, ALL_WORDS);
      written[0] = 0;
    }

    void run() {
      for (int i = 0; i < size; i++) {
        visit(program.insns().get(i), i);
      }
    }

    private void visit(ClassicInsn insn, int index) {
      ClassicOp op = insn.op().orElseThrow();
      switch (op.type()) {
        case STORE, STORE_INDEX -> flow(index, 0, written[index] | 1 << insn.k());
        case JUMP -> jump(op, insn, index);
        // The kernel takes a return for a way to the next instruction; so does this.
        case RETURN -> flow(index, 0, written[index]);
        case LOAD, LOAD_INDEX, ARITHMETIC, MOVE -> {
          checkRead(op, insn, index);
          flow(index, 0, written[index]);
        }
      }
    }

    private void jump(ClassicOp op, ClassicInsn insn, int index) {
      if (op == ClassicOp.JA) {
        flow(index, (int) insn.k(), written[index]);
      } else {
        flow(index, insn.jt(), written[index]);
        flow(index, insn.jf(), written[index]);
      }
    }

    private void flow(int from, int skip, int words) {
      if (from + 1 + skip < size) {
        written[from + 1 + skip] &= words;
      }
    }

    private void checkRead(ClassicOp op, ClassicInsn insn, int index) {
      if (op.format() == ClassicFormat.SCRATCH && (written[index] & 1 << insn.k()) == 0) {
        error(
            DiagnosticCode.SCRATCH_UNSET,
            "M[" + insn.k() + "] is read, but not written on every way to here",
            program.origin(index));
      }
    }
  }
}
