package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.CalleeField;
import dev.jbpf.vm.jit.callee.Chunks;
import dev.jbpf.vm.jit.callee.LargeFunction;
import dev.jbpf.vm.jit.flow.Bases;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.MicroFlow;
import java.util.BitSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** A piece of a function as one method: registers come and go in an array. */
final class ChunkBody extends MethodBody {
  static final String DESCRIPTOR = "(" + MACHINE + "[JII[B)I";

  private final BitSet entries;
  private final BitSet written = new BitSet();
  private final boolean keepsRegions;
  private boolean hasJumps;
  private boolean hasCalls;
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
    this.keepsRegions = function.entry() == 0 && !calls.movesMemory();
    slots.stream().mapToLong(slot -> code.words()[slot]).forEach(this::note);
  }

  /** What is not changed need not be written back: HotSpot would keep it until then. */
  private void note(long word) {
    int micro = MicroCode.micro(word);
    MicroFlow.written(word).ifPresent(written::set);
    hasJumps |= MicroFlow.isJump(micro);
    hasCalls |= MicroFlow.isCall(micro);
  }

  /** {@return what the method is given last: the bytes of what the run was given} */
  CalleeField argument() {
    return accesses.bases().stores(Bases.ARGUMENT)
        ? CalleeField.WRITABLE_ARGUMENT
        : CalleeField.ARGUMENT;
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
    if (keepsRegions) {
      accesses.rememberRun();
    }
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
    written.stream().forEach(register -> write(register, locals.register(register)));
    if (hasJumps) {
      write(Chunks.MAY_GOTO, locals.mayGoto);
    }
    if (hasJumps || hasCalls) {
      flushBudget();
    }
    emit.load(ILOAD, locals.slot);
    emit.op(IRETURN);
  }

  private void write(int index, int local) {
    emit.load(ALOAD, locals.state);
    emit.pushInt(index);
    emit.load(LLOAD, local);
    emit.op(LASTORE);
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
