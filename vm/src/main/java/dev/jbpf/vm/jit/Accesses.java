package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.exec.operation.AtomicBits;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.callee.CalleeField;
import dev.jbpf.vm.jit.flow.MicroFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Label;

/**
 * Compiles accesses to memory. A method remembers, for each {@link Bases base}, the region that the
 * last access went to, as an array and its address: an access inside it costs a subtraction and a
 * comparison. Others go the long way, behind the method's straight path, which finds the region or
 * the fault. At a constant offset from r10 an access is known to be inside the frame.
 */
final class Accesses {
  private static final int FRAME_POINTER = Reg.R10.number();

  private final BytecodeEmitter emit;
  private final Locals locals;
  private final Bases bases;
  private final List<Runnable> longWays = new ArrayList<>();
  private Optional<FastLoop> fast = Optional.empty();

  Accesses(BytecodeEmitter emit, Bases bases) {
    this.emit = emit;
    this.locals = emit.locals();
    this.bases = bases;
  }

  /** Compiles what is off the straight path. To be called at the end. */
  void finish() {
    longWays.forEach(Runnable::run);
    longWays.clear();
  }

  /** From now on compiles the second copy of a loop; empty for anything else. */
  void setFast(Optional<FastLoop> copy) {
    fast = copy;
  }

  private boolean isMoved(int slot) {
    return fast.isPresent() && fast.get().isMoved(slot);
  }

  Bases bases() {
    return bases;
  }

  /** Remembers nothing of regions but the frame, at the start of a method. */
  void initialize() {
    for (int pointer = 0; pointer < FastLoop.MAX_POINTERS; pointer++) {
      pushNothing();
      emit.load(ASTORE, locals.pointerData(pointer));
      emit.op(ICONST_0);
      emit.load(ISTORE, locals.pointerIndex(pointer));
      emit.op(ICONST_0);
      emit.load(ISTORE, locals.pointerStride(pointer));
    }
    forget();
    if (bases.uses(Bases.STACK)) {
      rememberFrame();
    } else {
      forget(Bases.STACK);
    }
  }

  private void pushNothing() {
    CalleeField.NOTHING.get(emit.out());
  }

  /** Remembers the region that r1 points to, if accesses start from there. */
  void rememberArgument() {
    if (bases.uses(Bases.ARGUMENT)) {
      remember(Bases.ARGUMENT, locals.register(1));
    }
  }

  /** Forgets all regions but the frame. */
  void forget() {
    for (int base = Bases.ARGUMENT; base < locals.bases(); base++) {
      forget(base);
    }
  }

  /** Forgets all regions. */
  void forgetAll() {
    forget(Bases.STACK);
    forget();
  }

  private void forget(int base) {
    pushNothing();
    emit.load(ASTORE, locals.data(base));
    emit.op(LCONST_0);
    emit.load(LSTORE, locals.base(base));
  }

  private void remember(int base, int local) {
    emit.machine();
    emit.load(LLOAD, local);
    emit.call(bases.stores(base) ? Callee.WRITABLE_REGION : Callee.READABLE_REGION);
    keep(base);
  }

  private void rememberFrame() {
    emit.machine();
    emit.load(ILOAD, locals.depth);
    emit.call(Callee.FRAME);
    keep(Bases.STACK);
  }

  private void keep(int base) {
    emit.op(DUP);
    CalleeField.DATA.get(emit.out());
    emit.load(ASTORE, locals.data(base));
    CalleeField.BASE.get(emit.out());
    emit.load(LSTORE, locals.base(base));
  }

  void load(int slot, long word) {
    int micro = MicroCode.micro(word);
    int size = MicroFlow.size(micro);
    int to = MicroCode.a(word);
    int from = MicroCode.b(word);
    if (isInFrame(from, MicroCode.c(word), size)) {
      pushFrameIndex(MicroCode.c(word));
      emit.call(Callee.load(size));
      emit.pop(to);
    } else if (isMoved(slot)) {
      fast.orElseThrow().pushIndex(slot);
      emit.call(Callee.load(size));
      emit.pop(to);
    } else {
      Label done = new Label();
      pushChecked(slot, from, MicroCode.c(word), size, () -> loadLongWay(slot, to, size), done);
      emit.call(Callee.load(size));
      emit.pop(to);
      emit.label(done);
    }
    extendSign(micro, to);
  }

  /** Makes of what was loaded, if {@code micro} is a signed load, a signed number. */
  void extendSign(int micro, int register) {
    if (micro >= Micro.LOADS1 && micro <= Micro.LOADS4) {
      emit.load(LLOAD, locals.register(register));
      emit.op(L2I);
      if (micro != Micro.LOADS4) {
        emit.op(micro == Micro.LOADS1 ? I2B : I2S);
      }
      emit.op(I2L);
      emit.pop(register);
    }
  }

  void store(int slot, long word) {
    int size = MicroFlow.size(MicroCode.micro(word));
    int to = MicroCode.a(word);
    int value = MicroCode.b(word);
    if (isInFrame(to, MicroCode.c(word), size) || isMoved(slot)) {
      if (isMoved(slot)) {
        fast.orElseThrow().pushIndex(slot);
      } else {
        pushFrameIndex(MicroCode.c(word));
      }
      emit.push(value);
      emit.call(Callee.store(size));
      return;
    }
    Label done = new Label();
    pushChecked(slot, to, MicroCode.c(word), size, () -> storeLongWay(slot, value, size), done);
    emit.push(value);
    emit.call(Callee.store(size));
    emit.label(done);
  }

  /** {@return whether {@code word} is a load or store that is known to be inside the frame} */
  static boolean isInFrame(long word) {
    int micro = MicroCode.micro(word);
    int pointer = MicroFlow.isLoad(micro) ? MicroCode.b(word) : MicroCode.a(word);
    return (MicroFlow.isLoad(micro) || MicroFlow.isStore(micro))
        && isInFrame(pointer, MicroCode.c(word), MicroFlow.size(micro));
  }

  private static boolean isInFrame(int register, int offset, int size) {
    return register == FRAME_POINTER && offset >= -EngineState.FRAME_BYTES && offset <= -size;
  }

  private void pushFrameIndex(int offset) {
    emit.load(ALOAD, locals.data(Bases.STACK));
    emit.pushInt(EngineState.FRAME_BYTES + offset);
  }

  /** Pushes array and index, or goes the long way and from there to {@code done}. */
  private void pushChecked(
      int slot, int register, int offset, int size, Runnable longWay, Label done) {
    int base = bases.of(slot);
    Label away = new Label();
    pushAddress(register, offset);
    emit.load(LSTORE, locals.address);
    emit.load(LLOAD, locals.address);
    emit.load(LLOAD, locals.base(base));
    emit.op(LSUB);
    emit.op(DUP2);
    emit.load(LSTORE, locals.offset);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFLT, away);
    emit.load(LLOAD, locals.offset);
    emit.load(ALOAD, locals.data(base));
    emit.op(ARRAYLENGTH);
    emit.pushInt(size);
    emit.op(ISUB);
    emit.op(I2L);
    emit.op(LCMP);
    emit.jump(IFGT, away);
    emit.load(ALOAD, locals.data(base));
    emit.load(LLOAD, locals.offset);
    emit.op(L2I);
    longWays.add(
        () -> {
          emit.label(away);
          longWay.run();
          if (base != Bases.STACK) {
            remember(base, locals.address);
          }
          emit.jump(GOTO, done);
        });
  }

  /** Pushes the sum of a register and a constant. */
  void pushAddress(int register, int offset) {
    emit.push(register);
    if (offset != 0) {
      emit.pushLong(offset);
      emit.op(LADD);
    }
  }

  private void loadLongWay(int slot, int to, int size) {
    emit.machine();
    emit.load(LLOAD, locals.address);
    emit.pushInt(size);
    emit.pushInt(slot);
    emit.call(Callee.LOAD);
    emit.pop(to);
  }

  private void storeLongWay(int slot, int value, int size) {
    emit.machine();
    emit.load(LLOAD, locals.address);
    emit.push(value);
    emit.pushInt(size);
    emit.pushInt(slot);
    emit.call(Callee.STORE);
  }

  void atomic(int slot, long word) {
    int bits = MicroCode.b(word);
    emit.machine();
    pushAddress(MicroCode.a(word), MicroCode.c(word));
    emit.push(AtomicBits.src(bits));
    emit.push(0);
    emit.pushInt(bits);
    emit.pushInt(slot);
    emit.call(Callee.ATOMIC);
    if (AtomicBits.fetches(bits)) {
      emit.pop(AtomicBits.result(bits));
    } else {
      emit.op(POP2);
    }
  }

  void acquire(int slot, long word) {
    emit.machine();
    pushAddress(MicroCode.b(word) & 0xf, MicroCode.c(word));
    emit.pushInt(MicroCode.b(word) >> 4);
    emit.pushInt(slot);
    emit.call(Callee.ACQUIRE);
    emit.pop(MicroCode.a(word));
  }

  void release(int slot, long word) {
    emit.machine();
    pushAddress(MicroCode.a(word), MicroCode.c(word));
    emit.push(MicroCode.b(word) & 0xf);
    emit.pushInt(MicroCode.b(word) >> 4);
    emit.pushInt(slot);
    emit.call(Callee.RELEASE);
  }
}
