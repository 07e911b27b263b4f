package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.callee.CalleeField;
import dev.jbpf.vm.jit.flow.AccessGroups;
import dev.jbpf.vm.jit.flow.Bases;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.MicroFlow;
import dev.jbpf.vm.jit.flow.Stretch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Compiles the instructions of one method: a whole function, or a piece of one. The two differ in
 * how control leaves.
 */
abstract class MethodBody {
  static final String MACHINE = "L" + Locals.MACHINE + ";";

  /** More than any instruction needs: a call of a function takes 16. */
  private static final int MAX_STACK = 24;

  /** About how much bytecode a method may have, what is there twice included. */
  private static final int MAX_WITH_COPIES = 7_000;

  final BytecodeEmitter emit;
  final Locals locals;
  final Accesses accesses;
  final EdgeCounter counter;
  final BitSet slots;
  final CompiledFunction function;
  private final MicroCode code;
  private final Arithmetics arithmetics;
  private final JumpConditions conditions;
  private final CallSites calls;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final List<Runnable> stubs = new ArrayList<>();
  private Map<Integer, Label> loopLabels = Map.of();
  private Optional<FastLoop> fast = Optional.empty();

  MethodBody(
      MethodVisitor out,
      MicroCode code,
      CompiledFunction function,
      BitSet slots,
      CallSites calls,
      IntFunction<Locals> variables,
      BiFunction<BytecodeEmitter, CallSites, EdgeCounter> counters) {
    this.code = code;
    this.function = function;
    this.slots = slots;
    this.calls = calls;
    Bases bases = new Bases(code, slots, function);
    this.locals = variables.apply(bases.count());
    this.emit = new BytecodeEmitter(out, code, locals);
    this.counter = counters.apply(emit, calls);
    this.accesses = new Accesses(emit, bases);
    this.arithmetics = new Arithmetics(emit);
    this.conditions = new JumpConditions(emit);
  }

  /** Leaves the function with the result in r0, from the instruction in {@code slot}. */
  abstract void exit(int slot);

  /** Goes to {@code target}, which is in another method. */
  abstract void leave(int target);

  /** Whether a jump from elsewhere comes to {@code slot}. */
  abstract boolean isEntered(int slot);

  /** Compiles all instructions; what comes before and after is the caller's. */
  void compile() {
    Map<Integer, FastLoop> loops = loops();
    SharedChecks shared = sharedChecks();
    accesses.share(shared);
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      if (isLabelled(slot)) {
        arrive(at(slot));
      }
      if (loops.containsKey(slot)) {
        loops.get(slot).enter();
      }
      int micro = MicroCode.micro(code.words()[slot]);
      compile(slot, code.words()[slot], micro);
      int following = MicroFlow.following(slot, micro);
      if (MicroFlow.fallsThrough(micro) && slots.nextSetBit(slot + 1) != following) {
        go(following);
      }
    }
    loops.values().forEach(this::compileFast);
    shared.stretches().forEach(stretch -> compileLongWay(stretch, shared));
    accesses.finish();
    for (int i = 0; i < stubs.size(); i++) {
      stubs.get(i).run();
    }
  }

  /** What accesses of this method have one check for several. */
  SharedChecks sharedChecks() {
    List<Stretch> stretches =
        AccessGroups.of(code, function, slots, this::isLabelled, accesses.bases());
    int room = MAX_WITH_COPIES - Chunker.weight(code, slots);
    SharedChecks shared = new SharedChecks(code, stretches, room);
    // The second copies go on there.
    shared.stretches().forEach(stretch -> at(stretch.end()));
    return shared;
  }

  private boolean isLabelled(int slot) {
    return function.targets().get(slot) || isEntered(slot) || labels.containsKey(slot);
  }

  private Map<Integer, FastLoop> loops() {
    BitSet entered = new BitSet();
    slots.stream().filter(this::isEntered).forEach(entered::set);
    Map<Integer, FastLoop> loops = new LinkedHashMap<>();
    slots.stream()
        .filter(slot -> isBackJump(code.words()[slot], slot))
        .mapToObj(slot -> InnerLoop.closedBy(code, slot, slots, entered, calls))
        .flatMap(Optional::stream)
        .forEach(
            loop -> {
              loops.put(loop.head(), new FastLoop(emit, counter, accesses.bases(), loop, calls));
              // The second copy comes back to here, and is written after it.
              at(loop.last() + 1);
            });
    return loops;
  }

  private static boolean isBackJump(long word, int slot) {
    return MicroFlow.isJump(MicroCode.micro(word)) && MicroCode.c(word) <= slot;
  }

  private void compileFast(FastLoop copy) {
    InnerLoop loop = copy.loop();
    fast = Optional.of(copy);
    loopLabels = new HashMap<>();
    accesses.setFast(fast);
    copy.begin();
    conditions.forget();
    for (int slot = loop.head(); slot < loop.last(); ) {
      if (function.targets().get(slot) && slot > loop.head()) {
        arrive(inLoop(slot));
      }
      slot = compileInFast(copy, slot);
    }
    closeFast(copy, code.words()[loop.last()]);
    fast = Optional.empty();
    accesses.setFast(fast);
  }

  /** The second copy of a stretch, for where a check of several accesses fails. */
  private void compileLongWay(Stretch stretch, SharedChecks shared) {
    accesses.setLongWay(true);
    for (int slot = stretch.start(); slot < stretch.end(); ) {
      shared.entry(slot).ifPresent(this::arrive);
      int micro = MicroCode.micro(code.words()[slot]);
      compile(slot, code.words()[slot], micro);
      slot = MicroFlow.following(slot, micro);
    }
    go(stretch.end());
    accesses.setLongWay(false);
  }

  /** {@return the slot that follows} */
  private int compileInFast(FastLoop copy, int slot) {
    Optional<SkippedAddition> skipped = SkippedAddition.at(code, function, slot);
    if (skipped.isPresent() && (!counter.isOn() || copy.holds(slot))) {
      conditions.forget();
      skipped.get().compile(emit, conditions, copy.held(slot));
      return SkippedAddition.end(slot);
    }
    int micro = MicroCode.micro(code.words()[slot]);
    compile(slot, code.words()[slot], micro);
    return MicroFlow.following(slot, micro);
  }

  /** The jump back: another round, or the first copy, or out of the loop. */
  private void closeFast(FastLoop copy, long word) {
    InnerLoop loop = copy.loop();
    if (function.targets().get(loop.last()) && loop.last() > loop.head()) {
      arrive(inLoop(loop.last()));
    }
    if (MicroCode.micro(word) != Micro.JA && !loop.isCounted()) {
      Label again = new Label();
      conditions.jumpIf(MicroCode.micro(word), MicroCode.a(word), MicroCode.b(word), again);
      copy.pay(loop.calleeCharge());
      go(loop.last() + 1);
      emit.label(again);
    }
    copy.next();
    copy.pay(0);
    go(loop.head());
  }

  /** Control comes here from elsewhere, too. */
  private void arrive(Label label) {
    emit.label(label);
    conditions.forget();
  }

  private Label inLoop(int slot) {
    return loopLabels.computeIfAbsent(slot, unused -> new Label());
  }

  /** A jump forwards in the second copy of a loop, which may leave it. */
  private void jumpInFast(FastLoop copy, int slot, long word, int micro) {
    int target = MicroCode.c(word);
    boolean stays = copy.loop().contains(target);
    Label taken = stays && !counter.isOn() ? inLoop(target) : new Label();
    if (micro == Micro.JA) {
      emit.jump(GOTO, taken);
    } else {
      conditions.jumpIf(micro, MicroCode.a(word), MicroCode.b(word), taken);
    }
    if (!stays) {
      stubs.add(
          () -> {
            emit.label(taken);
            counter.edge(slot);
            copy.pay(0);
            go(target);
          });
    } else if (counter.isOn()) {
      Label inside = inLoop(target);
      stubs.add(
          () -> {
            emit.label(taken);
            copy.edge(slot);
            emit.jump(GOTO, inside);
          });
    }
  }

  Label at(int slot) {
    return labels.computeIfAbsent(slot, unused -> new Label());
  }

  private void go(int target) {
    if (slots.get(target)) {
      emit.jump(GOTO, at(target));
    } else {
      leave(target);
    }
  }

  private void compile(int slot, long word, int micro) {
    if (!MicroFlow.isJump(micro)) {
      conditions.forget();
    }
    if (MicroFlow.isLoad(micro)) {
      load(slot, word);
    } else if (MicroFlow.isStore(micro)) {
      accesses.store(slot, word);
    } else if (MicroFlow.isJump(micro)) {
      jump(slot, word, micro);
    } else {
      other(slot, word, micro);
    }
  }

  void load(int slot, long word) {
    accesses.load(slot, word);
  }

  private void other(int slot, long word, int micro) {
    switch (micro) {
      case Micro.TRAP -> trap(MicroCode.b(word));
      case Micro.CALL -> callHelper(slot, MicroCode.b(word));
      case Micro.CALL_LOCAL -> callLocal(slot, MicroCode.c(word));
      case Micro.TAIL_CALL -> tailCall(slot);
      case Micro.EXIT -> exit(slot);
      case Micro.ATOMIC -> accesses.atomic(slot, word);
      case Micro.ACQUIRE -> accesses.acquire(slot, word);
      case Micro.RELEASE -> accesses.release(slot, word);
      case Micro.PACKET -> packet(slot, word);
      default -> {
        Swapped.at(code, slot).ifPresent(conditions::keep);
        arithmetics.compile(micro, MicroCode.a(word), MicroCode.b(word));
      }
    }
  }

  /** Ends the method. */
  final void end() {
    emit.out().visitMaxs(MAX_STACK, locals.size());
    emit.out().visitEnd();
  }

  private void trap(int index) {
    emit.machine();
    emit.pushInt(index);
    emit.call(Callee.TRAPPED);
    emit.op(ATHROW);
  }

  private void jump(int slot, long word, int micro) {
    if (fast.isPresent()) {
      jumpInFast(fast.get(), slot, word, micro);
      return;
    }
    int target = MicroCode.c(word);
    boolean isBack = target <= slot;
    if (micro == Micro.JA) {
      jumpAlways(slot, target);
    } else if (!isBack && slots.get(target) && !counter.isOn()) {
      conditions.jumpIf(micro, MicroCode.a(word), MicroCode.b(word), at(target));
    } else {
      Label taken = new Label();
      conditions.jumpIf(micro, MicroCode.a(word), MicroCode.b(word), taken);
      stubs.add(
          () -> {
            emit.label(taken);
            jumpAlways(slot, target);
          });
    }
  }

  private void jumpAlways(int slot, int target) {
    if (target <= slot) {
      charge(slot + 1 - target, slot);
    }
    counter.edge(slot);
    go(target);
  }

  /** Takes from what is left of the budget, which is in a local variable. */
  final void charge(int amount, int slot) {
    Label out = new Label();
    emit.load(LLOAD, locals.budget);
    emit.pushLong(amount);
    emit.op(LSUB);
    emit.op(DUP2);
    emit.load(LSTORE, locals.budget);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFLT, out);
    stubs.add(
        () -> {
          emit.label(out);
          emit.machine();
          emit.pushInt(slot);
          emit.call(Callee.OUT_OF_BUDGET);
          emit.op(ATHROW);
        });
  }

  /** Puts what is left of the budget into the machine. */
  final void flushBudget() {
    emit.machine();
    emit.load(LLOAD, locals.budget);
    CalleeField.BUDGET.put(emit.out());
  }

  /** Takes what is left of the budget from the machine. */
  final void fetchBudget() {
    emit.machine();
    CalleeField.BUDGET.get(emit.out());
    emit.load(LSTORE, locals.budget);
  }

  private void callHelper(int slot, int index) {
    HelperFunction helper = code.helpers().get(index);
    emit.machine();
    emit.pushInt(slot);
    CalleeField.SLOT.put(emit.out());
    if (helper.callsBack()) {
      flushBudget();
      emit.machine();
      emit.load(ILOAD, locals.depth);
      CalleeField.DEPTH.put(emit.out());
    }
    invokeHelper(index);
    emit.pop(0);
    if (helper.callsBack()) {
      fetchBudget();
      counter.edge(slot);
    }
    if (helper.movesMemory()) {
      accesses.forget();
    }
  }

  private void invokeHelper(int index) {
    calls.pushHelper(emit, index);
    emit.machine();
    pushArguments();
    emit.call(Callee.CALL_HELPER);
  }

  private void pushArguments() {
    for (int register = 1; register <= 5; register++) {
      emit.push(register);
    }
  }

  private void callLocal(int slot, int target) {
    boolean isCharged = calls.isChargedByCaller(target);
    if (!isCharged) {
      flushBudget();
    }
    emit.machine();
    calls.pushTarget(emit, target);
    pushArguments();
    emit.machine();
    emit.load(ILOAD, locals.depth);
    emit.pushInt(slot);
    emit.call(Callee.DEEPER);
    if (isCharged) {
      enterSimple(target);
    }
    calls.invoke(emit, target);
    emit.pop(0);
    if (fast.isPresent()) {
      fast.get().edge(slot);
      return;
    }
    if (isCharged) {
      CompiledFunction callee = calls.function(target);
      charge(callee.charge(callee.exit()), callee.exit());
    } else {
      fetchBudget();
    }
    counter.edge(slot);
    if (calls.movesMemory()) {
      accesses.forget();
    }
  }

  /** The callee does not count that it is entered, nor what it costs. */
  private void enterSimple(int target) {
    if (fast.isPresent()) {
      fast.get().entry(target);
    } else {
      counter.entry(target);
    }
  }

  private void tailCall(int slot) {
    Label found = new Label();
    flushBudget();
    emit.machine();
    emit.pushInt(slot);
    emit.load(ILOAD, locals.depth);
    emit.push(2);
    emit.push(3);
    emit.call(Callee.TAIL_CALL);
    emit.op(DUP);
    emit.load(ASTORE, locals.next);
    emit.jump(IFNONNULL, found);
    emit.call(Callee.NO_PROGRAM);
    emit.pop(0);
    counter.edge(slot);
    stubs.add(() -> continueAt(slot, found));
  }

  private void continueAt(int slot, Label found) {
    emit.label(found);
    emit.machine();
    emit.load(ALOAD, locals.next);
    emit.push(1);
    emit.load(ILOAD, locals.depth);
    emit.call(Callee.CONTINUE_WITH);
    emit.pop(0);
    fetchBudget();
    exit(slot);
  }

  private void packet(int slot, long word) {
    Label outside = new Label();
    emit.machine();
    emit.push(MicroCode.b(word));
    if (MicroCode.a(word) != 0) {
      emit.push(MicroCode.a(word) - 1);
      emit.op(LADD);
    }
    emit.pushInt(MicroCode.c(word));
    emit.call(Callee.PACKET);
    emit.op(DUP2);
    emit.pop(0);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFLT, outside);
    stubs.add(
        () -> {
          emit.label(outside);
          counter.edge(slot);
          emit.op(LCONST_0);
          emit.pop(0);
          exit(slot);
        });
  }
}
