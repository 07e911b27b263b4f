package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LADD;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;

import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.MicroFlow;
import java.util.Optional;
import java.util.OptionalInt;
import org.objectweb.asm.Label;

/**
 * A jump over nothing but the addition of a constant, as in loops that count: compiled as the
 * addition of either that constant or zero. The choice between two sums, which is the same, would
 * make each round wait for the condition of the round before.
 */
record SkippedAddition(long jump, long addition) {

  /** {@return what is at {@code slot}, if it is that and no other jump comes between the two} */
  static Optional<SkippedAddition> at(MicroCode code, CompiledFunction function, int slot) {
    long jump = code.words()[slot];
    if (!isConditional(MicroCode.micro(jump))
        || MicroCode.c(jump) != end(slot)
        || function.targets().get(slot + 1)) {
      return Optional.empty();
    }
    long next = code.words()[slot + 1];
    return MicroCode.micro(next) == Micro.ADD && MicroCode.isConstant(MicroCode.b(next))
        ? Optional.of(new SkippedAddition(jump, next))
        : Optional.empty();
  }

  private static boolean isConditional(int micro) {
    return MicroFlow.isJump(micro) && micro != Micro.JA && micro != Micro.MAY_GOTO;
  }

  /** {@return the slot that follows} */
  static int end(int slot) {
    return slot + 2;
  }

  /**
   * Writes it.
   *
   * @param taken the variable that counts how often it is skipped, if any does
   */
  void compile(BytecodeEmitter emit, JumpConditions conditions, OptionalInt taken) {
    Label chosen = new Label();
    int summand = emit.locals().address;
    emit.op(LCONST_0);
    emit.load(LSTORE, summand);
    taken.ifPresent(unused -> setSkipped(emit, ICONST_1));
    conditions.jumpIf(MicroCode.micro(jump), MicroCode.a(jump), MicroCode.b(jump), chosen);
    emit.push(MicroCode.b(addition));
    emit.load(LSTORE, summand);
    taken.ifPresent(unused -> setSkipped(emit, ICONST_0));
    emit.label(chosen);
    taken.ifPresent(count -> addSkipped(emit, count));
    emit.push(MicroCode.a(addition));
    emit.load(LLOAD, summand);
    emit.op(LADD);
    emit.pop(MicroCode.a(addition));
  }

  private static void setSkipped(BytecodeEmitter emit, int constant) {
    emit.op(constant);
    emit.load(ISTORE, emit.locals().index);
  }

  private static void addSkipped(BytecodeEmitter emit, int count) {
    emit.load(ILOAD, count);
    emit.load(ILOAD, emit.locals().index);
    emit.op(IADD);
    emit.load(ISTORE, count);
  }
}
