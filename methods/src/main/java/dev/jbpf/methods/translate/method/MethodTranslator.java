package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.Condition;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.methods.classfile.CodeBlocks;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.item.Site;
import dev.jbpf.methods.item.State;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Boxes;
import dev.jbpf.methods.translate.scope.CallPath;
import dev.jbpf.methods.translate.scope.Handlers;
import dev.jbpf.methods.translate.scope.Library;
import dev.jbpf.methods.translate.scope.Meeting;
import dev.jbpf.methods.translate.scope.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Writes one method into a function of the IR: its blocks, each behind those that lead to it. */
public final class MethodTranslator {
  private static final int RETURN = -1;
  private static final int MOST_VALUES = 100_000;
  private static final int MOST_WAYS = 8;

  private final MethodSteps steps;
  private final Scope scope;
  private final CallPath path;
  private final CodeBlocks code;
  private final List<Item> held;
  private final Map<Integer, Meeting> meetings = new HashMap<>();
  private final Map<Value, Value> tests = new IdentityHashMap<>();
  private final boolean isLibrary;
  private State state;
  private int at;

  /**
   * A translator of the method of {@code path}.
   *
   * @param steps what its instructions do
   * @param held what those who call it still need
   */
  public MethodTranslator(MethodSteps steps, Scope scope, CallPath path, List<Item> held) {
    this.steps = steps;
    this.scope = scope;
    this.path = path;
    this.code = path.method().blocks();
    this.held = held;
    this.isLibrary = Library.isLibrary(path.method().type());
    this.state = State.empty(0);
  }

  /**
   * {@return the ways out, each with its result as the only operand}
   *
   * @param caller what is known where it is called
   * @param arguments what it takes, {@code this} first
   */
  public List<Meeting.Way> run(State caller, List<Item> arguments) {
    mark(0);
    requireSupported();
    State entry = caller.inside(path.method().node().maxLocals);
    int local = 0;
    for (Item argument : arguments) {
      entry.setLocal(local, isLibrary ? argument : unmarked(argument));
      local += argument.isWide() ? 2 : 1;
    }
    meeting(0).arrive(entry);
    for (int block : code.order()) {
      if (meeting(block).isReached()) {
        mark(block);
        enter(block);
      }
    }
    return meeting(RETURN).ways();
  }

  /** Where nothing is computed, what is known on each way is kept apart. */
  private void enter(int block) {
    Meeting meeting = meeting(block);
    boolean isLoop = code.isLoop(block);
    if (isLoop || meeting.ways().size() > MOST_WAYS || !code.isPlain(block)) {
      state = meeting.open(isLoop);
      translate(block);
      return;
    }
    for (Meeting.Way way : meeting.ways()) {
      f().enter(way.block());
      state = way.state();
      translate(block);
    }
  }

  private void requireSupported() {
    if (isSynchronized()) {
      throw refuse(Rule.MONITOR, path.method() + " is synchronized");
    }
    for (TryCatchBlockNode handler : path.method().node().tryCatchBlocks) {
      if (!Handlers.onlyFail(code, handler)) {
        mark(code.index(handler.start));
        throw refuse(Rule.EXCEPTION_HANDLED, path.method() + " has a catch or finally");
      }
    }
    if (f().function().valueCount() > MOST_VALUES) {
      throw refuse(Rule.TOO_LARGE, path.method() + ", with what it calls");
    }
  }

  /** The block that leaves a monitor is also a handler of exceptions, which nobody has written. */
  private boolean isSynchronized() {
    MethodNode node = path.method().node();
    if ((node.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      return true;
    }
    for (AbstractInsnNode each : node.instructions) {
      if (each.getOpcode() == Opcodes.MONITORENTER) {
        mark(node.instructions.indexOf(each));
        return true;
      }
    }
    return false;
  }

  private Meeting meeting(int block) {
    return meetings.computeIfAbsent(block, number -> new Meeting(path, number, f()));
  }

  /** What is written next is of the instruction of that number. */
  void mark(int index) {
    at = index;
    if (!isLibrary) {
      scope.at(path.method().origin(index));
    }
  }

  private void translate(int block) {
    translate(block, code.end(block));
  }

  private void translate(int from, int end) {
    for (int i = from; i < end; i++) {
      AbstractInsnNode insn = code.insn(i);
      if (insn.getOpcode() >= 0) {
        mark(i);
        Optional<Item.Several> unknown = SeveralCode.unknown(this, insn);
        if (unknown.isPresent()) {
          int at = i;
          new SeveralCode(this).each(unknown.get(), insn, () -> translate(at, end));
          return;
        }
        if (!step(insn)) {
          return;
        }
      }
    }
    go(end);
  }

  /** What nobody has thought of is refused as well, at its line. */
  private boolean step(AbstractInsnNode insn) {
    try {
      return steps.step(this, insn);
    } catch (ClassCastException
        | NullPointerException
        | NoSuchElementException
        | IndexOutOfBoundsException e) {
      RefusedException refused = refuse(Rule.UNSUPPORTED, "this use of an object");
      refused.initCause(e);
      throw refused;
    }
  }

  // What instructions ask for.

  /** {@return a translator of another method, whose instructions do the same} */
  public MethodTranslator with(Scope other, CallPath callee, List<Item> needed) {
    return new MethodTranslator(steps, other, callee, needed);
  }

  public Scope scope() {
    return scope;
  }

  public FunctionBuilder f() {
    return scope.f();
  }

  public State state() {
    return state;
  }

  /** {@return what {@code step} says, which begins with {@code known}} */
  public boolean within(State known, BooleanSupplier step) {
    state = known;
    return step.getAsBoolean();
  }

  /** Does {@code step}, which begins with {@code known}. */
  void in(State known, Runnable step) {
    state = known;
    step.run();
  }

  public CallPath path() {
    return path;
  }

  public CodeBlocks code() {
    return code;
  }

  public int at() {
    return at;
  }

  public RefusedException refuse(Rule rule, String what) {
    return scope.refuse(rule, what);
  }

  /** Ends the block: goes on at the instruction of that number. */
  public void go(int target) {
    go(target, state);
  }

  public void go(int target, State known) {
    State kept = known.copy();
    kept.keep(code.live(target));
    forget(kept, List.of());
    meeting(target).arrive(kept);
  }

  /** Ends the block: leaves the method. */
  public void leave(Optional<Item> result) {
    State end = State.empty(0).inside(0);
    end.takeHeap(state);
    result
        .map(item -> item instanceof Item.Number number ? returned(number) : item)
        .ifPresent(end::push);
    forget(end, List.of());
    meeting(RETURN).arrive(end);
  }

  private Item returned(Item.Number number) {
    return path.method().isUnsigned() ? new Item.Number(number.value(), true) : number;
  }

  /** Forgets the objects that nobody can reach any more. */
  private void forget(State kept, List<Item> more) {
    List<Item> roots = new ArrayList<>(kept.roots());
    roots.addAll(held);
    roots.addAll(more);
    Set<Site> reachable = kept.reachable(roots);
    kept.heap().keySet().retainAll(reachable);
  }

  /** {@return everything that is needed behind the instruction, here and by those who called} */
  public List<Item> needed() {
    State after = state.copy();
    after.keep(code.live(at + 1));
    List<Item> all = new ArrayList<>(after.roots());
    all.addAll(held);
    return all;
  }

  /** Goes on at {@code target} if {@code condition} holds, else behind the instruction. */
  public void branch(Condition condition, int target) {
    branch(condition, target, state, state);
  }

  public void branch(Condition condition, int target, State then, State otherwise) {
    var yes = f().newBlock("");
    var no = f().newBlock("");
    f().branch(condition, yes, no);
    f().enter(yes);
    go(target, then);
    f().enter(no);
    go(at + 1, otherwise);
  }

  // Operands.

  public void push(Item item) {
    state.push(item);
  }

  public void push(Value value) {
    state.push(new Item.Number(value));
  }

  /** Pushes 1 where {@code absent} is 0, which the next instruction mostly asks for. */
  public void pushTest(Value absent) {
    Value isThere = f().cast(f().compare(Opcode.EQ, absent, zero(absent)), Type.S32);
    tests.put(isThere, absent);
    push(isThere);
  }

  /** {@return the flag of absence that {@code test} has asked for} */
  public Optional<Value> tested(Value test) {
    return Optional.ofNullable(tests.get(test));
  }

  public Item pop() {
    return usable(state.pop());
  }

  /** {@return {@code item}, if it can be used} */
  public Item usable(Item item) {
    if (item instanceof Item.Unusable unusable) {
      throw refuse(unusable.rule(), unusable.why());
    }
    return item;
  }

  /** {@return the number on top, of 32 or 64 bits; out of its box} */
  public Value popNumber() {
    return number(pop());
  }

  /** {@return the same, of which only the place where it is kept says whether it has a sign} */
  public static Item unmarked(Item item) {
    return item instanceof Item.Number number && number.isUnsigned()
        ? new Item.Number(number.value())
        : item;
  }

  /** {@return whether one of the operands on top, so many, has no sign} */
  public boolean isUnsigned(int count) {
    for (int i = 0; i < count; i++) {
      if (state.peek(i) instanceof Item.Number number && number.isUnsigned()) {
        return true;
      }
    }
    return false;
  }

  /** Refuses numbers without sign on top, which {@code what} would take for signed ones. */
  public void requireSigned(int count, String what) {
    if (isUnsigned(count)) {
      throw refuse(Rule.UNSIGNED, what);
    }
  }

  public Value number(Item item) {
    if (item instanceof Item.Number number) {
      return number.value();
    }
    if (item instanceof Item.Struct box && Boxes.isBox(box.type())) {
      present(box);
      return number(box.fields().get(Boxes.VALUE));
    }
    throw refuse(Rule.UNSUPPORTED, item.words() + " where a number is wanted");
  }

  /** {@return {@code item}, if it cannot be null} */
  public Item present(Item item) {
    boolean isNullable =
        item instanceof Item.Address address && address.isNullable()
            || item instanceof Item.Kernel kernel && kernel.isNullable()
            || item instanceof Item.Struct struct && struct.absent().isPresent()
            || item instanceof Item.Instance instance && instance.absent().isPresent();
    if (isNullable) {
      throw refuse(Rule.MAY_BE_NULL, nameOf(item));
    }
    if (item instanceof Item.Null) {
      throw refuse(Rule.IS_NULL, "a method or field of null");
    }
    return usable(item);
  }

  /** {@return the author's name for {@code item}, where a local variable holds it} */
  private String nameOf(Item item) {
    List<LocalVariableNode> variables =
        Optional.ofNullable(path.method().node().localVariables).orElse(List.of());
    return variables.stream()
        .filter(variable -> state.local(variable.index) == item)
        .filter(variable -> code.index(variable.start) <= at && at < code.index(variable.end))
        .map(variable -> variable.name)
        .findFirst()
        .orElse(item.words());
  }

  public Value zero(Value like) {
    return f().constant(like.type().isWide() ? Type.S64 : Type.S32, 0);
  }

  /**
   * Ends the block: does what {@code callee} does, and goes on behind the instruction.
   *
   * @param then changes what is known there, its result on top if it has one
   */
  public void call(CallPath callee, List<Item> arguments, Consumer<State> then) {
    List<Meeting.Way> ways = with(scope, callee, needed()).run(state, arguments);
    mark(at);
    for (Meeting.Way way : ways) {
      f().enter(way.block());
      State after = state.copy();
      after.takeHeap(way.state());
      way.state().operands().forEach(after::push);
      then.accept(after);
      go(at + 1, after);
    }
  }
}
