package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Callee;
import java.util.Optional;
import org.objectweb.asm.Label;

/** Compiles the conditions of jumps. */
final class JumpConditions {
  /**
   * Whether HotSpot makes one instruction of an unsigned comparison of longs. Before, it adds the
   * least long to both sides, which takes five.
   */
  private static final boolean HAS_UNSIGNED = Runtime.version().feature() >= 19;

  private final BytecodeEmitter emit;
  private Optional<Swapped> swapped = Optional.empty();

  JumpConditions(BytecodeEmitter emit) {
    this.emit = emit;
  }

  /** Jumps that follow may compare what {@code swap} swaps, which is compiled next. */
  void keep(Swapped swap) {
    swap.keep(emit);
    swapped = Optional.of(swap);
  }

  /** What follows has nothing to do with what was swapped. */
  void forget() {
    swapped = Optional.empty();
  }

  /** Goes to {@code label} if the condition of the jump {@code micro} holds, else goes on. */
  void jumpIf(int micro, int a, int b, Label label) {
    if (swapped.isPresent() && swapped.get().jumpIf(emit, micro, a, b, label)) {
      return;
    }
    switch (micro) {
      case Micro.JEQ -> longs(a, b, IFEQ, label);
      case Micro.JNE -> longs(a, b, IFNE, label);
      case Micro.JSGT -> longs(a, b, IFGT, label);
      case Micro.JSGE -> longs(a, b, IFGE, label);
      case Micro.JSLT -> longs(a, b, IFLT, label);
      case Micro.JSLE -> longs(a, b, IFLE, label);
      case Micro.JGT -> unsignedLongs(a, b, IFGT, label);
      case Micro.JGE -> unsignedLongs(a, b, IFGE, label);
      case Micro.JLT -> unsignedLongs(a, b, IFLT, label);
      case Micro.JLE -> unsignedLongs(a, b, IFLE, label);
      case Micro.JSET -> bits(a, b, label);
      case Micro.JEQ32 -> ints(a, b, IF_ICMPEQ, label);
      case Micro.JNE32 -> ints(a, b, IF_ICMPNE, label);
      case Micro.JSGT32 -> ints(a, b, IF_ICMPGT, label);
      case Micro.JSGE32 -> ints(a, b, IF_ICMPGE, label);
      case Micro.JSLT32 -> ints(a, b, IF_ICMPLT, label);
      case Micro.JSLE32 -> ints(a, b, IF_ICMPLE, label);
      case Micro.JGT32 -> unsignedInts(a, b, IFGT, label);
      case Micro.JGE32 -> unsignedInts(a, b, IFGE, label);
      case Micro.JLT32 -> unsignedInts(a, b, IFLT, label);
      case Micro.JLE32 -> unsignedInts(a, b, IFLE, label);
      case Micro.JSET32 -> bits32(a, b, label);
      case Micro.MAY_GOTO -> mayGoto(label);
      default -> throw new AssertionError("no condition: " + micro);
    }
  }

  private void longs(int a, int b, int opcode, Label label) {
    emit.push(a);
    emit.push(b);
    emit.op(LCMP);
    emit.jump(opcode, label);
  }

  private void unsignedLongs(int a, int b, int opcode, Label label) {
    if (!HAS_UNSIGNED && MicroCode.isConstant(b) && emit.code().constant(b) >= 0) {
      boolean isStrict = opcode == IFLT || opcode == IFGE;
      long limit = emit.code().constant(b) + (isStrict ? 0 : 1);
      if (Long.bitCount(limit) == 1) {
        withPower(a, limit, opcode, label);
      } else {
        withSmall(a, b, opcode, label);
      }
      return;
    }
    emit.push(a);
    emit.push(b);
    emit.call(Callee.COMPARE8);
    emit.jump(opcode, label);
  }

  /** Compares with a constant that is not negative in two signed comparisons. */
  private void withSmall(int a, int b, int opcode, Label label) {
    Label skipped = new Label();
    boolean isTakenByLarge = isTakenByLarge(opcode);
    emit.push(a);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFLT, isTakenByLarge ? label : skipped);
    longs(a, b, opcode, label);
    if (!isTakenByLarge) {
      emit.label(skipped);
    }
  }

  /** Compares with a power of two: what is below has no bit from there on. */
  private void withPower(int a, long power, int opcode, Label label) {
    emit.push(a);
    emit.pushLong(-power);
    emit.op(LAND);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(isTakenByLarge(opcode) ? IFNE : IFEQ, label);
  }

  private static boolean isTakenByLarge(int opcode) {
    return opcode == IFGT || opcode == IFGE;
  }

  private void bits(int a, int b, Label label) {
    emit.push(a);
    emit.push(b);
    emit.op(LAND);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFNE, label);
  }

  private void ints(int a, int b, int opcode, Label label) {
    emit.pushLow(a);
    emit.pushLow(b);
    emit.jump(opcode, label);
  }

  private void unsignedInts(int a, int b, int opcode, Label label) {
    emit.pushLow(a);
    emit.pushLow(b);
    emit.call(Callee.COMPARE4);
    emit.jump(opcode, label);
  }

  private void bits32(int a, int b, Label label) {
    emit.pushLow(a);
    emit.pushLow(b);
    emit.op(IAND);
    emit.jump(IFNE, label);
  }

  /** Jumps when there is nothing left, and counts down else. */
  private void mayGoto(Label label) {
    int left = emit.locals().mayGoto;
    emit.load(LLOAD, left);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFEQ, label);
    emit.load(LLOAD, left);
    emit.op(LCONST_1);
    emit.op(LSUB);
    emit.load(LSTORE, left);
  }
}
