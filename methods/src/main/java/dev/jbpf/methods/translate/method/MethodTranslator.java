package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.build.BranchCondition;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.item.Site;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.CallPath;
import dev.jbpf.methods.translate.scope.FunctionScope;
import dev.jbpf.methods.translate.scope.Meeting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Writes one method into a function of the IR: its blocks, each behind those that lead to it. */
public final class MethodTranslator extends MethodOperands {
  private static final int RETURN = -1;
  private static final int MOST_WAYS = 8;

  private final MethodSteps steps;
  private final List<Item> held;
  private final Map<Integer, Meeting> meetings = new HashMap<>();

  /**
   * A translator of the method of {@code path}.
   *
   * @param steps what its instructions do
   * @param held what those who call it still need
   */
  public MethodTranslator(MethodSteps steps, FunctionScope scope, CallPath path, List<Item> held) {
    super(scope, path);
    this.steps = steps;
    this.held = held;
  }

  /**
   * {@return the ways out, each with its result as the only operand}
   *
   * @param caller what is known where it is called
   * @param arguments what it takes, {@code this} first
   */
  public List<Meeting.Way> run(FrameState caller, List<Item> arguments) {
    mark(0);
    new SupportedMethod(this).require();
    FrameState entry = caller.inside(path.method().node().maxLocals);
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

  private Meeting meeting(int block) {
    Meeting meeting = meetings.get(block);
    if (meeting == null) {
      meeting = new Meeting(path, block, f());
      meetings.put(block, meeting);
    }
    return meeting;
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
  public MethodTranslator with(FunctionScope other, CallPath callee, List<Item> needed) {
    return new MethodTranslator(steps, other, callee, needed);
  }

  /** {@return what {@code step} says, which begins with {@code known}} */
  public boolean within(FrameState known, BooleanSupplier step) {
    state = known;
    return step.getAsBoolean();
  }

  /** Does {@code step}, which begins with {@code known}. */
  void in(FrameState known, Runnable step) {
    state = known;
    step.run();
  }

  /** Ends the block: goes on at the instruction of that number. */
  public void go(int target) {
    go(target, state);
  }

  public void go(int target, FrameState known) {
    FrameState kept = known.copy();
    kept.keep(code.live(target));
    forget(kept);
    meeting(target).arrive(kept);
  }

  /** Ends the block: leaves the method. */
  public void leave(Optional<Item> result) {
    FrameState end = FrameState.empty(0).inside(0);
    end.takeHeap(state);
    if (result.isPresent()) {
      end.push(result.get() instanceof Item.Number number ? returned(number) : result.get());
    }
    forget(end);
    meeting(RETURN).arrive(end);
  }

  private Item returned(Item.Number number) {
    return path.method().isUnsigned() ? new Item.Number(number.value(), true) : number;
  }

  /** Forgets the objects that nobody can reach any more. */
  private void forget(FrameState kept) {
    List<Item> roots = new ArrayList<>(kept.roots());
    roots.addAll(held);
    Set<Site> reachable = kept.reachable(roots);
    kept.heap().keySet().retainAll(reachable);
  }

  /** {@return everything that is needed behind the instruction, here and by those who called} */
  public List<Item> needed() {
    FrameState after = state.copy();
    after.keep(code.live(at + 1));
    List<Item> all = new ArrayList<>(after.roots());
    all.addAll(held);
    return all;
  }

  /** Goes on at {@code target} if {@code condition} holds, else behind the instruction. */
  public void branch(BranchCondition condition, int target) {
    branch(condition, target, state, state);
  }

  public void branch(BranchCondition condition, int target, FrameState then, FrameState otherwise) {
    var yes = f().newBlock("");
    var no = f().newBlock("");
    f().branch(condition, yes, no);
    f().enter(yes);
    go(target, then);
    f().enter(no);
    go(at + 1, otherwise);
  }

  /**
   * Ends the block: does what {@code callee} does, and goes on behind the instruction.
   *
   * @param then changes what is known there, its result on top if it has one
   */
  public void call(CallPath callee, List<Item> arguments, Consumer<FrameState> then) {
    List<Meeting.Way> ways = with(scope, callee, needed()).run(state, arguments);
    mark(at);
    for (Meeting.Way way : ways) {
      f().enter(way.block());
      FrameState after = state.copy();
      after.takeHeap(way.state());
      for (Item item : way.state().operands()) {
        after.push(item);
      }
      then.accept(after);
      go(at + 1, after);
    }
  }
}
