package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EdgeCounts;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.flow.Bases;
import dev.jbpf.vm.jit.flow.Linear;
import dev.jbpf.vm.jit.flow.LoopAccess;
import dev.jbpf.vm.jit.flow.MicroFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.objectweb.asm.Label;

/**
 * Writes the second copy of a {@link InnerLoop}, which counts rounds instead of checking the
 * budget, and indexes arrays instead of checking addresses: HotSpot unrolls it as it does a loop of
 * Java's. The first copy decides at its head how many rounds the second one may run, and takes over
 * when that is none: all faults happen there.
 */
final class FastLoop {
  /**
   * Whether HotSpot unrolls loops that load, and have no branch, by so many rounds, all loads
   * first, that it runs out of registers and spills each of them: a checksum then takes a quarter
   * more. That of JDK 17 does, that of 25 does not; none between has been measured.
   */
  private static final boolean LOADS_RUN_AHEAD = Runtime.version().feature() < 21;

  /** How many different pointers have their checks moved out. */
  static final int MAX_POINTERS = 2;

  /** The sum that is the frame's address: what is inside the frame needs no check anyway. */
  private static final int FRAME = Linear.ofRegister(Reg.R10.number()).registers();

  private final BytecodeEmitter emit;
  private final EdgeCounter counter;
  private final Locals locals;
  private final Bases bases;
  private final InnerLoop loop;

  /** The registers, a bit each, that the addresses of a pointer are the sum of. */
  private final List<Integer> pointers = new ArrayList<>();

  private final Map<Integer, LoopAccess> moved = new LinkedHashMap<>();

  /** Whether no fault can come after the start of a round, so that counts may be held. */
  private final boolean isSafe;

  /** Whether all that rounds do with memory is to load, the same loads in each. */
  private final boolean onlyLoads;

  /** What is counted in variables until the loop is left, by its index in {@link EdgeCounts}. */
  private final Map<Integer, Integer> held = new LinkedHashMap<>();

  private final Label start = new Label();
  private final Label round = new Label();
  private final Label end = new Label();

  FastLoop(
      BytecodeEmitter emit, EdgeCounter counter, Bases bases, InnerLoop loop, CallSites calls) {
    this.emit = emit;
    this.counter = counter;
    this.locals = emit.locals();
    this.bases = bases;
    this.loop = loop;
    for (LoopAccess access : loop.accesses()) {
      if (access.address().registers() != FRAME && hasRoom(access.address().registers())) {
        moved.put(access.slot(), access);
      }
    }
    this.isSafe = loop.canFault().allMatch(slot -> isMoved(slot) || isHarmless(slot, calls));
    this.onlyLoads =
        !moved.isEmpty() && loop.isStraight() && loop.canFault().allMatch(this::isLoad);
    if (counter.isOn() && isSafe) {
      holdCounts();
    }
  }

  private boolean isLoad(int slot) {
    return MicroFlow.isLoad(MicroCode.micro(emit.code().words()[slot]));
  }

  private boolean hasRoom(int registers) {
    if (!pointers.contains(registers) && pointers.size() < MAX_POINTERS) {
      pointers.add(registers);
    }
    return pointers.contains(registers);
  }

  /** Whether what may fault elsewhere cannot here, or only in the first round. */
  private boolean isHarmless(int slot, CallSites calls) {
    long word = emit.code().words()[slot];
    return MicroFlow.isInFrame(word)
        || MicroCode.micro(word) == Micro.CALL_LOCAL
            && !calls.function(MicroCode.c(word)).canFault();
  }

  private void holdCounts() {
    for (int slot = loop.head(); slot < loop.last(); slot++) {
      long word = emit.code().words()[slot];
      if (MicroCode.micro(word) == Micro.CALL_LOCAL) {
        hold(EdgeCounts.edge(slot));
        hold(EdgeCounts.entry(emit.code(), MicroCode.c(word)));
      } else if (MicroFlow.isJump(MicroCode.micro(word)) && loop.contains(MicroCode.c(word))) {
        hold(EdgeCounts.edge(slot));
      }
    }
  }

  private void hold(int index) {
    if (!held.containsKey(index) && held.size() < EdgeCounter.MAX_HELD) {
      held.put(index, locals.held(held.size()));
    }
  }

  /** {@return the variable that counts how often the jump in {@code slot} is taken} */
  OptionalInt held(int slot) {
    Integer local = held.get(EdgeCounts.edge(slot));
    return local == null ? OptionalInt.empty() : OptionalInt.of(local);
  }

  boolean holds(int slot) {
    return held(slot).isPresent();
  }

  /** Control takes the edge of {@code slot}, as {@link EdgeCounter#edge}. */
  void edge(int slot) {
    if (holds(slot)) {
      emit.out().visitIincInsn(held.get(EdgeCounts.edge(slot)), 1);
    } else {
      counter.edge(slot);
    }
  }

  /** The function at {@code slot} is entered, as {@link EdgeCounter#entry}. */
  void entry(int slot) {
    int index = EdgeCounts.entry(emit.code(), slot);
    if (held.containsKey(index)) {
      emit.out().visitIincInsn(held.get(index), 1);
    } else {
      counter.entry(slot);
    }
  }

  InnerLoop loop() {
    return loop;
  }

  /** Goes to the second copy if it may run a round at least. At the head of the first. */
  void enter() {
    emit.load(LLOAD, locals.budget);
    emit.pushInt(loop.charge());
    emit.call(Callee.ROUNDS);
    emit.load(ISTORE, locals.rounds);
    if (loop.isCounted()) {
      limitToCount();
    }
    for (int pointer = 0; pointer < pointers.size(); pointer++) {
      keepRegion(pointer);
    }
    emit.load(ILOAD, locals.rounds);
    emit.jump(IFGT, start);
  }

  /** Leaves the last round to the first copy, so that the second need not look for it. */
  private void limitToCount() {
    long word = emit.code().words()[loop.last()];
    emit.push(loop.step() > 0 ? MicroCode.b(word) : MicroCode.a(word));
    emit.push(loop.step() > 0 ? MicroCode.a(word) : MicroCode.b(word));
    emit.op(LSUB);
    emit.load(ILOAD, locals.rounds);
    emit.call(Callee.BEFORE);
    emit.load(ISTORE, locals.rounds);
  }

  private void keepRegion(int pointer) {
    List<LoopAccess> accesses = accesses(pointer);
    LoopAccess first = accesses.get(0);
    int base = bases.of(first.slot());
    emit.load(ALOAD, locals.data(base));
    emit.load(ASTORE, locals.pointerData(pointer));
    pushSum(new Linear(first.address().registers(), 0));
    emit.load(LLOAD, locals.base(base));
    emit.op(LSUB);
    emit.load(LSTORE, locals.address);
    emit.load(LLOAD, locals.address);
    emit.op(L2I);
    emit.load(ISTORE, locals.pointerIndex(pointer));
    if (!first.stride().isConstant()) {
      pushSum(first.stride());
      emit.op(L2I);
      emit.load(ISTORE, locals.pointerStride(pointer));
    }
    accesses.forEach(access -> limit(access, pointer));
  }

  private List<LoopAccess> accesses(int pointer) {
    return moved.values().stream().filter(access -> pointerOf(access) == pointer).toList();
  }

  private int pointerOf(LoopAccess access) {
    return pointers.indexOf(access.address().registers());
  }

  private void pushSum(Linear sum) {
    emit.pushLong(sum.constant());
    for (int register = 0; register < Reg.COUNT; register++) {
      if (sum.has(register)) {
        emit.push(register);
        emit.op(LADD);
      }
    }
  }

  /** Takes the offset of the pointer in its region from the variable for addresses. */
  private void limit(LoopAccess access, int pointer) {
    emit.load(ALOAD, locals.pointerData(pointer));
    emit.load(LLOAD, locals.address);
    emit.pushLong(access.address().constant());
    emit.op(LADD);
    emit.pushInt(access.size());
    pushSum(access.stride());
    emit.load(ILOAD, locals.rounds);
    emit.call(Callee.WITHIN);
    emit.load(ISTORE, locals.rounds);
  }

  /** Before a round of the second copy. The test is in front: HotSpot unrolls that form better. */
  void begin() {
    emit.label(start);
    held.values().forEach(this::clear);
    emit.op(ICONST_0);
    emit.load(ISTORE, locals.round);
    emit.label(round);
    emit.load(ILOAD, locals.round);
    emit.load(ILOAD, locals.rounds);
    emit.jump(IF_ICMPGE, end);
  }

  private void clear(int local) {
    emit.op(ICONST_0);
    emit.load(ISTORE, local);
  }

  /** {@return whether the access in {@code slot} needs no check} */
  boolean isMoved(int slot) {
    return moved.containsKey(slot);
  }

  /** Pushes array and index of the access in {@code slot}. */
  void pushIndex(int slot) {
    LoopAccess access = moved.get(slot);
    int pointer = pointerOf(access);
    emit.load(ALOAD, locals.pointerData(pointer));
    emit.load(ILOAD, locals.pointerIndex(pointer));
    emit.pushInt((int) access.address().constant());
    emit.op(IADD);
    if (access.stride().isConstant()) {
      emit.load(ILOAD, locals.round);
      emit.pushInt((int) access.stride().constant());
      emit.op(IMUL);
      emit.op(IADD);
    }
  }

  /**
   * Moves the pointers whose stride is no constant. Indexes with a constant stride are computed
   * from the round, of which HotSpot finds out that they are inside.
   */
  private void movePointers() {
    for (int pointer = 0; pointer < pointers.size(); pointer++) {
      if (!accesses(pointer).get(0).stride().isConstant()) {
        emit.load(ILOAD, locals.pointerIndex(pointer));
        emit.load(ILOAD, locals.pointerStride(pointer));
        emit.op(IADD);
        emit.load(ISTORE, locals.pointerIndex(pointer));
      }
    }
  }

  /** Goes on with the next round, or falls through after the last that is known to be fine. */
  void next() {
    if (!isSafe) {
      counter.edge(loop.last());
    }
    movePointers();
    if (LOADS_RUN_AHEAD && onlyLoads) {
      emit.call(Callee.LOADS_COME_BEFORE); // No instruction on x86.
    }
    emit.out().visitIincInsn(locals.round, 1);
    emit.jump(GOTO, round);
    emit.label(end);
  }

  /** Takes what the finished rounds cost, and {@code more}, from the budget. */
  void pay(int more) {
    if (isSafe) {
      counter.edges(loop.last(), locals.round);
      held.forEach(counter::addVariable);
    }
    emit.load(LLOAD, locals.budget);
    emit.load(ILOAD, locals.round);
    emit.op(I2L);
    emit.pushLong(loop.charge());
    emit.op(LMUL);
    emit.pushLong(more);
    emit.op(LADD);
    emit.op(LSUB);
    emit.load(LSTORE, locals.budget);
  }
}
