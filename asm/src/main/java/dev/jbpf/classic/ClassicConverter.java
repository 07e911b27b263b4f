package dev.jbpf.classic;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Located;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Converts classic programs to eBPF socket filters that do the same, as the kernel does it when a
 * classic program is attached.
 *
 * <p>A is r0, X is r7, M is the top of the stack, and r6 keeps the context. The kernel's own
 * conversion reads {@code struct sk_buff}; a program that is loaded from outside reads {@code
 * struct __sk_buff} and calls helpers, and cannot do all that the kernel can: see {@link
 * ExtensionConverter}. Instructions that nothing leads to are left out, since the verifier refuses
 * them.
 *
 * <p>Comparisons with {@code <} and {@code <=} need Linux 4.14. Source: {@code
 * Documentation/networking/filter.rst}.
 */
public final class ClassicConverter {
  static final Reg A = Reg.R0;
  static final Reg X = Reg.R7;
  static final Reg CONTEXT = Reg.R6;
  static final Reg SCRATCH = Reg.R2;
  private static final Reg NONE = Reg.R0;

  private final ClassicProgram program;
  private final List<CodeElement> elements = new ArrayList<>();
  private final List<Diagnostic> errors = new ArrayList<>();
  private final BitSet reached = new BitSet();
  private final Label[] labels;
  private Origin origin = Origin.UNKNOWN;

  private ClassicConverter(ClassicProgram program) {
    this.program = program;
    this.labels = new Label[program.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Label.create();
    }
  }

  /** {@return the eBPF program for {@code program}, or why there is none} */
  public static Conversion convert(ClassicProgram program) {
    List<Diagnostic> refused = program.check();
    return refused.isEmpty()
        ? new ClassicConverter(program).convert()
        : new Conversion(Optional.empty(), refused);
  }

  private Conversion convert() {
    reached.set(0);
    prologue();
    for (int i = 0; i < program.size(); i++) {
      if (reached.get(i)) {
        origin = program.origin(i);
        elements.add(labels[i]);
        convert(program.insns().get(i), i);
      }
    }
    return errors.isEmpty() ? link() : new Conversion(Optional.empty(), errors);
  }

  private Conversion link() {
    try {
      return new Conversion(Optional.of(Program.link(elements)), List.of());
    } catch (LinkException e) {
      return new Conversion(Optional.empty(), e.diagnostics());
    }
  }

  /** A and X start as zero. */
  private void prologue() {
    emit(Op.MOV32_IMM, A, NONE, 0, 0);
    emit(Op.MOV32_IMM, X, NONE, 0, 0);
    emit(Op.MOV_REG, CONTEXT, Reg.R1, 0, 0);
  }

  private void convert(ClassicInsn insn, int index) {
    ClassicOp op = insn.op().orElseThrow();
    switch (op.type()) {
      case LOAD -> load(op, insn, A);
      case LOAD_INDEX -> load(op, insn, X);
      case STORE -> emit(Op.STXW, Reg.R10, A, place(insn), 0);
      case STORE_INDEX -> emit(Op.STXW, Reg.R10, X, place(insn), 0);
      case ARITHMETIC -> arithmetic(op, insn);
      case MOVE -> move(op);
      case JUMP -> jump(op, insn, index);
      case RETURN -> ret(op, insn);
    }
    if (op.type() != ClassicClass.JUMP && op.type() != ClassicClass.RETURN) {
      reached.set(index + 1);
    }
  }

  private void load(ClassicOp op, ClassicInsn insn, Reg to) {
    switch (op.format()) {
      case IMMEDIATE -> emit(Op.MOV32_IMM, to, NONE, 0, signed(insn));
      case SCRATCH -> emit(Op.LDXW, to, Reg.R10, place(insn), 0);
      case LENGTH -> emit(Op.LDXW, to, CONTEXT, ContextField.LEN.offset(), 0);
      case PACKET_INDEXED -> emit(inherited(op), NONE, X, 0, signed(insn));
      case HEADER_LENGTH -> headerLength(insn);
      case PACKET -> packet(op, insn);
      default -> throw new IllegalStateException(op + " does not load");
    }
  }

  private void packet(ClassicOp op, ClassicInsn insn) {
    Optional<Extension> extension = Extension.at(insn.k());
    if (extension.isPresent()) {
      new ExtensionConverter(this).convert(extension.get());
    } else {
      emit(inherited(op), NONE, NONE, 0, signed(insn));
    }
  }

  /** X = 4 * (byte & 15), and A as before: it waits in X for the byte that is read into it. */
  private void headerLength(ClassicInsn insn) {
    emit(Op.MOV_REG, X, A, 0, 0);
    emit(Op.LDABSB, NONE, NONE, 0, signed(insn));
    emit(Op.AND_IMM, A, NONE, 0, 0xf);
    emit(Op.LSH_IMM, A, NONE, 0, 2);
    emit(Op.MOV_REG, SCRATCH, X, 0, 0);
    emit(Op.MOV_REG, X, A, 0, 0);
    emit(Op.MOV_REG, A, SCRATCH, 0, 0);
  }

  private void arithmetic(ClassicOp op, ClassicInsn insn) {
    if (op == ClassicOp.DIV_X || op == ClassicOp.MOD_X) {
      returnZeroUnlessIndex();
    }
    switch (op.format()) {
      case IMMEDIATE -> emit(inherited(op), A, NONE, 0, signed(insn));
      case INDEX -> emit(inherited(op), A, X, 0, 0);
      case NONE -> emit(inherited(op), A, NONE, 0, 0);
      default -> throw new IllegalStateException(op + " does not compute");
    }
  }

  /** Division by zero ends a classic program, with zero. */
  private void returnZeroUnlessIndex() {
    Label divide = Label.create();
    emit(new Branch(Op.JNE_IMM, X, NONE, 0, divide));
    emit(Op.MOV32_IMM, A, NONE, 0, 0);
    emit(Op.EXIT, NONE, NONE, 0, 0);
    elements.add(divide);
  }

  private void move(ClassicOp op) {
    if (op == ClassicOp.TAX) {
      emit(Op.MOV_REG, X, A, 0, 0);
    } else {
      emit(Op.MOV_REG, A, X, 0, 0);
    }
  }

  private void ret(ClassicOp op, ClassicInsn insn) {
    if (op == ClassicOp.RET_K) {
      emit(Op.MOV32_IMM, A, NONE, 0, signed(insn));
    }
    emit(Op.EXIT, NONE, NONE, 0, 0);
  }

  private void jump(ClassicOp op, ClassicInsn insn, int index) {
    if (op == ClassicOp.JA) {
      jumpTo(index + 1 + (int) insn.k(), index);
    } else if (insn.jt() == insn.jf()) {
      jumpTo(index + 1 + insn.jt(), index);
    } else {
      compare(op, insn, index);
    }
  }

  private void jumpTo(int target, int index) {
    reached.set(target);
    if (target != index + 1) {
      emit(Branch.to(Op.JA, labels[target]));
    }
  }

  private void compare(ClassicOp op, ClassicInsn insn, int index) {
    int yes = index + 1 + insn.jt();
    int no = index + 1 + insn.jf();
    reached.set(yes);
    reached.set(no);
    boolean inRegister = op.format() == ClassicFormat.COMPARE_INDEX || signed(insn) < 0;
    Reg with = op.format() == ClassicFormat.COMPARE_INDEX ? X : SCRATCH;
    if (inRegister && with == SCRATCH) {
      // As an immediate it would be taken for a negative number of 64 bits.
      emit(Op.MOV32_IMM, SCRATCH, NONE, 0, signed(insn));
    }
    Comparison comparison = Comparison.of(op);
    boolean isInverse = insn.jt() == 0 && comparison.hasOpposite();
    Op jump = comparison.jump(isInverse, inRegister);
    emit(
        new Branch(
            jump,
            A,
            inRegister ? with : NONE,
            inRegister ? 0 : signed(insn),
            labels[isInverse ? no : yes]));
    if (!isInverse && insn.jf() != 0) {
      emit(Branch.to(Op.JA, labels[no]));
    }
  }

  /** What a comparison is in eBPF, and its opposite, each with a number and with a register. */
  private enum Comparison {
    EQUAL(Op.JEQ_IMM, Op.JEQ_REG, Op.JNE_IMM, Op.JNE_REG),
    GREATER(Op.JGT_IMM, Op.JGT_REG, Op.JLE_IMM, Op.JLE_REG),
    GREATER_OR_EQUAL(Op.JGE_IMM, Op.JGE_REG, Op.JLT_IMM, Op.JLT_REG),
    ANY_BIT(Op.JSET_IMM, Op.JSET_REG, Op.JSET_IMM, Op.JSET_REG);

    private final Op immediate;
    private final Op register;
    private final Op oppositeImmediate;
    private final Op oppositeRegister;

    Comparison(Op immediate, Op register, Op oppositeImmediate, Op oppositeRegister) {
      this.immediate = immediate;
      this.register = register;
      this.oppositeImmediate = oppositeImmediate;
      this.oppositeRegister = oppositeRegister;
    }

    static Comparison of(ClassicOp op) {
      return switch (op) {
        case JEQ_K, JEQ_X -> EQUAL;
        case JGT_K, JGT_X -> GREATER;
        case JGE_K, JGE_X -> GREATER_OR_EQUAL;
        case JSET_K, JSET_X -> ANY_BIT;
        default -> throw new IllegalStateException(op + " does not compare");
      };
    }

    boolean hasOpposite() {
      return this != ANY_BIT;
    }

    Op jump(boolean opposite, boolean inRegister) {
      if (opposite) {
        return inRegister ? oppositeRegister : oppositeImmediate;
      }
      return inRegister ? register : immediate;
    }
  }

  /** The eBPF instruction that kept the code of {@code op}. */
  private static Op inherited(ClassicOp op) {
    return Op.of(op.code()).orElseThrow();
  }

  private static int signed(ClassicInsn insn) {
    return (int) insn.k();
  }

  /** Where M[k] is, from the frame pointer. */
  private static int place(ClassicInsn insn) {
    return ((int) insn.k() - ClassicProgram.SCRATCH_WORDS) * Integer.BYTES;
  }

  void emit(Op op, Reg dst, Reg src, int off, long imm) {
    emit(Insn.of(op, dst, src, off, imm));
  }

  void emit(CodeElement element) {
    elements.add(element instanceof Label ? element : new Located(element, origin));
  }

  void error(String code, String message, String note) {
    errors.add(new Diagnostic(Severity.ERROR, code, message, origin, 1, List.of(note)));
  }
}
