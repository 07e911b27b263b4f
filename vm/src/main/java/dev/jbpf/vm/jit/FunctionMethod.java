package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import org.objectweb.asm.MethodVisitor;

/** A function as one method: its arguments are parameters, r0 is what it returns. */
final class FunctionMethod extends MethodBody {
  static final String DESCRIPTOR = "(" + MACHINE + "JJJJJI)J";

  FunctionMethod(MethodVisitor out, MicroCode code, CompiledFunction function, CallSites calls) {
    super(
        out,
        code,
        function,
        function.slots(),
        calls,
        bases -> Locals.ofFunction(bases, code.isCounted()),
        EdgeCounter::new);
  }

  void compileMethod() {
    emit.out().visitCode();
    initialize();
    if (function.entry() != slots.nextSetBit(0)) {
      emit.jump(GOTO, at(function.entry()));
    }
    compile();
    end();
  }

  private void initialize() {
    for (int i = 0; i < Reg.R10.number(); i++) {
      if (i == 0 || i > 5) {
        emit.op(LCONST_0);
        emit.pop(i);
      }
    }
    emit.load(ILOAD, locals.depth);
    emit.call(Callee.FRAME_POINTER);
    emit.pop(Reg.R10.number());
    fetchBudget();
    emit.pushLong(EngineState.MAY_GOTO_LIMIT);
    emit.load(LSTORE, locals.mayGoto);
    emit.op(LCONST_0);
    emit.load(LSTORE, locals.address);
    emit.op(LCONST_0);
    emit.load(LSTORE, locals.offset);
    for (int local : new int[] {locals.index, locals.round, locals.rounds}) {
      emit.op(ICONST_0);
      emit.load(ISTORE, local);
    }
    emit.op(ACONST_NULL);
    emit.load(ASTORE, locals.next);
    if (function.isStraight()) {
      counter.initializeToNothing();
    } else {
      counter.initialize();
    }
    if (!function.isSimple()) {
      counter.entry(function.entry());
    }
    accesses.initialize();
    accesses.rememberArgument();
  }

  @Override
  void exit(int slot) {
    if (!function.isSimple()) {
      flushBudget();
      chargeExit(slot);
    }
    emit.push(0);
    emit.op(LRETURN);
  }

  private void chargeExit(int slot) {
    emit.machine();
    if (function.entry() == 0) {
      emit.load(ILOAD, locals.depth);
    }
    emit.pushInt(function.charge(slot));
    emit.pushInt(slot);
    if (function.entry() == 0) {
      emit.call(Callee.CHARGE_IF_CALLED);
    } else {
      emit.call(Callee.CHARGE);
    }
  }

  @Override
  void leave(int target) {
    throw new AssertionError("slot " + target + " is not in its function");
  }

  @Override
  boolean isEntered(int slot) {
    return slot == function.entry();
  }
}
