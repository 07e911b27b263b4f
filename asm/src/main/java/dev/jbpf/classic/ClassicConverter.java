package dev.jbpf.classic;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Located;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.SkBuff;
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

  /** The bit of the code that says that the operand is a register; of both machines. */
  private static final int BPF_X = 0x08;

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
    reach();
    prologue();
    for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
      origin = program.origin(i);
      elements.add(labels[i]);
      convert(program.insns().get(i), i);
    }
    // No instruction becomes more than 7 slots: every jump of 4096 of them reaches its target.
    return new Conversion(
        errors.isEmpty() ? Optional.of(Program.link(elements)) : Optional.empty(), errors);
  }

  /** Finds the instructions that something leads to: jumps go forward, so that one pass does. */
  private void reach() {
    reached.set(0);
    for (int i = 0; i < program.size(); i++) {
      ClassicInsn insn = program.insns().get(i);
      ClassicOp op = insn.op().orElseThrow();
      if (!reached.get(i) || op.type() == ClassicClass.RETURN) {
        continue;
      } else if (op == ClassicOp.JA) {
        reached.set(i + 1 + (int) insn.k());
      } else {
        boolean branches = op.format().branches();
        reached.set(i + 1 + (branches ? insn.jt() : 0));
        reached.set(i + 1 + (branches ? insn.jf() : 0));
      }
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
  }

  private void load(ClassicOp op, ClassicInsn insn, Reg to) {
    switch (op.format()) {
      case IMMEDIATE -> emit(Op.MOV32_IMM, to, NONE, 0, signed(insn));
      case SCRATCH -> emit(Op.LDXW, to, Reg.R10, place(insn), 0);
      case LENGTH -> emit(Op.LDXW, to, CONTEXT, SkBuff.LEN.offset(), 0);
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
    if (target != next(index)) {
      emit(Branch.to(Op.JA, labels[target]));
    }
  }

  /** The instruction that comes next in the conversion. */
  private int next(int index) {
    return reached.nextSetBit(index + 1);
  }

  private void compare(ClassicOp op, ClassicInsn insn, int index) {
    int yes = index + 1 + insn.jt();
    int no = index + 1 + insn.jf();
    Op jump = inherited(op);
    Optional<Op> opposite = yes == next(index) ? jump.opposite() : Optional.empty();
    boolean isInverse = opposite.isPresent();
    Op taken = opposite.orElse(jump);
    Label target = labels[isInverse ? no : yes];
    if (op.format() == ClassicFormat.COMPARE_INDEX) {
      emit(new Branch(taken, A, X, 0, target));
    } else if (signed(insn) < 0) {
      // As an immediate it would be taken for a negative number of 64 bits.
      emit(Op.MOV32_IMM, SCRATCH, NONE, 0, signed(insn));
      emit(new Branch(withRegister(taken), A, SCRATCH, 0, target));
    } else {
      emit(new Branch(taken, A, NONE, signed(insn), target));
    }
    if (!isInverse && no != next(index)) {
      emit(Branch.to(Op.JA, labels[no]));
    }
  }

  /** The eBPF instruction that kept the code of {@code op}. */
  private static Op inherited(ClassicOp op) {
    return Op.of(op.code()).orElseThrow();
  }

  /** {@return the same comparison with a register} */
  private static Op withRegister(Op comparison) {
    return Op.of(comparison.opcode() | BPF_X).orElseThrow();
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

  void error(DiagnosticCode code, String message, String note) {
    errors.add(new Diagnostic(Severity.ERROR, code, message, origin, 1, List.of(note)));
  }
}
