package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.exec.operation.AtomicBits;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.callee.CalleeField;
import dev.jbpf.vm.jit.flow.AccessGroups;
import dev.jbpf.vm.jit.flow.Bases;
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
  private final BytecodeEmitter emit;
  private final Locals locals;
  private final Bases bases;
  private final List<Runnable> longWays = new ArrayList<>();
  private final GroupAccesses groups;
  private Optional<FastLoop> fast = Optional.empty();
  private boolean isLongWay;

  Accesses(BytecodeEmitter emit, Bases bases) {
    this.emit = emit;
    this.locals = emit.locals();
    this.bases = bases;
    this.groups = new GroupAccesses(emit, this);
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

  /** Accesses that follow share {@code checks}. */
  void share(SharedChecks checks) {
    groups.share(checks);
  }

  /** From now on compiles the second copy of a stretch, or anything else. */
  void setLongWay(boolean isSecondCopy) {
    isLongWay = isSecondCopy;
  }

  boolean isMoved(int slot) {
    return fast.isPresent() && fast.get().isMoved(slot);
  }

  /** Has something compiled off the straight path. */
  void later(Runnable longWay) {
    longWays.add(longWay);
  }

  /** {@return the copy of a loop that is being compiled} */
  Optional<FastLoop> fast() {
    return fast;
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
    for (int group = 0; group < AccessGroups.MAX; group++) {
      pushNothing();
      emit.load(ASTORE, locals.groupData(group));
      emit.op(ICONST_0);
      emit.load(ISTORE, locals.groupIndex(group));
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

  /** Remembers the region that the run was given, wherever r1 points to by now. */
  void rememberRun() {
    if (bases.uses(Bases.ARGUMENT)) {
      emit.load(ALOAD, locals.argument);
      emit.load(ASTORE, locals.data(Bases.ARGUMENT));
      emit.machine();
      CalleeField.R1.get(emit.out());
      emit.load(LSTORE, locals.base(Bases.ARGUMENT));
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

  void remember(int base, int local) {
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
    Label done = new Label();
    if (isLongWay && !MicroFlow.isInFrame(word)) {
      setAddress(MicroCode.b(word), MicroCode.c(word));
      loadLongWay(slot, to, size);
    } else {
      boolean mayMiss = pushPlace(slot, word, () -> loadLongWay(slot, to, size), done);
      emit.call(groups.isByteOfTwo(slot) ? Callee.LOAD1_OF_2 : Callee.load(size));
      emit.pop(to);
      if (mayMiss) {
        emit.label(done);
      }
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
    int value = MicroCode.b(word);
    Label done = new Label();
    if (isLongWay && !MicroFlow.isInFrame(word)) {
      setAddress(MicroCode.a(word), MicroCode.c(word));
      storeLongWay(slot, value, size);
      return;
    }
    boolean mayMiss = pushPlace(slot, word, () -> storeLongWay(slot, value, size), done);
    emit.push(value);
    emit.call(Callee.store(size));
    if (mayMiss) {
      emit.label(done);
    }
  }

  /**
   * Pushes array and index of the access in {@code slot}.
   *
   * @return whether control may go the long way, and from there to {@code done}
   */
  private boolean pushPlace(int slot, long word, Runnable longWay, Label done) {
    if (MicroFlow.isInFrame(word)) {
      pushFrameIndex(MicroCode.c(word));
    } else if (isMoved(slot)) {
      fast.orElseThrow().pushIndex(slot);
    } else if (groups.has(slot)) {
      groups.push(slot, word);
    } else {
      pushChecked(slot, word, longWay, done);
      return true;
    }
    return false;
  }

  private void pushFrameIndex(int offset) {
    emit.load(ALOAD, locals.data(Bases.STACK));
    emit.pushInt(EngineState.FRAME_BYTES + offset);
  }

  /** Pushes array and index, or goes the long way and from there to {@code done}. */
  private void pushChecked(int slot, long word, Runnable longWay, Label done) {
    int base = bases.of(slot);
    Label away = new Label();
    setAddress(MicroFlow.pointer(word), MicroCode.c(word));
    jumpIfOutside(base, 0, MicroFlow.size(MicroCode.micro(word)), away);
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

  /**
   * Finds the offset in the region of {@code base} of what is {@code before} bytes before the
   * address.
   */
  void jumpIfOutside(int base, int before, int length, Label away) {
    emit.load(LLOAD, locals.address);
    emit.load(LLOAD, locals.base(base));
    emit.op(LSUB);
    if (before != 0) {
      emit.pushLong(before);
      emit.op(LSUB);
    }
    emit.op(DUP2);
    emit.load(LSTORE, locals.offset);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFLT, away);
    emit.load(LLOAD, locals.offset);
    emit.load(ALOAD, locals.data(base));
    emit.op(ARRAYLENGTH);
    emit.pushInt(length);
    emit.op(ISUB);
    emit.op(I2L);
    emit.op(LCMP);
    emit.jump(IFGT, away);
  }

  void setAddress(int register, int offset) {
    pushAddress(register, offset);
    emit.load(LSTORE, locals.address);
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
