package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Chunks;
import dev.jbpf.vm.jit.callee.LargeFunction;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import java.util.BitSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** A piece of a function as one method: registers come and go in an array. */
final class ChunkBody extends MethodBody {
  static final String DESCRIPTOR = "(" + MACHINE + "[JII)I";

  private final BitSet entries;
  private final Label end = new Label();

  /** With the slots of the piece that control comes to from outside. */
  ChunkBody(
      MethodVisitor out,
      MicroCode code,
      CompiledFunction function,
      BitSet slots,
      BitSet entries,
      CallSites calls) {
    super(
        out,
        code,
        function,
        slots,
        calls,
        bases -> Locals.ofPiece(bases, code.isCounted()),
        EdgeCounter::new);
    this.entries = entries;
  }

  void compileMethod() {
    emit.out().visitCode();
    initialize();
    dispatch();
    compile();
    writeBack();
    end();
  }

  private void initialize() {
    for (int i = 0; i < Reg.COUNT; i++) {
      read(i);
      emit.pop(i);
    }
    read(Chunks.MAY_GOTO);
    emit.load(LSTORE, locals.mayGoto);
    fetchBudget();
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
    counter.initialize();
    accesses.initialize();
  }

  private void read(int index) {
    emit.load(ALOAD, locals.state);
    emit.pushInt(index);
    emit.op(LALOAD);
  }

  private void dispatch() {
    int[] keys = entries.stream().toArray();
    Label[] labels = new Label[keys.length];
    for (int i = 0; i < keys.length; i++) {
      labels[i] = at(keys[i]);
    }
    emit.load(ILOAD, locals.slot);
    emit.out().visitLookupSwitchInsn(labels[0], keys, labels);
  }

  private void writeBack() {
    emit.label(end);
    for (int i = 0; i < Reg.R10.number(); i++) {
      emit.load(ALOAD, locals.state);
      emit.pushInt(i);
      emit.push(i);
      emit.op(LASTORE);
    }
    emit.load(ALOAD, locals.state);
    emit.pushInt(Chunks.MAY_GOTO);
    emit.load(LLOAD, locals.mayGoto);
    emit.op(LASTORE);
    flushBudget();
    emit.load(ILOAD, locals.slot);
    emit.op(IRETURN);
  }

  /** The program's function charges nothing at depth 0: {@link LargeFunction} knows. */
  @Override
  void exit(int slot) {
    leave(~slot);
  }

  @Override
  void leave(int target) {
    emit.pushInt(target);
    emit.load(ISTORE, locals.slot);
    emit.jump(GOTO, end);
  }

  @Override
  boolean isEntered(int slot) {
    return entries.get(slot);
  }
}
