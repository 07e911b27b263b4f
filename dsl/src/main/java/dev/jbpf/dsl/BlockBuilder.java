package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.dsl.internal.ConditionJumps;
import dev.jbpf.dsl.internal.LoopPlaces;
import dev.jbpf.isa.Condition;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** The layer of the builder that adds blocks: under a condition, round after round, by a value. */
abstract sealed class BlockBuilder extends ElementBuilder permits OperandBuilder {
  final Target target;
  private final Deque<LoopPlaces> loops = new ArrayDeque<>();

  BlockBuilder(Target target) {
    super(machine(target));
    this.target = target;
  }

  private static TargetMachine machine(Target target) {
    return target.kernel().map(TargetMachine.ANY::kernel).orElse(TargetMachine.ANY);
  }

  /**
   * Adds a block that runs if {@code condition} holds; see {@link IfBlock} for alternatives. A
   * label inside is visible in the whole program.
   */
  public IfBlock ifThen(Condition condition, Consumer<? super ProgramBuilder> body) {
    return ifThen(condition, body, Label.create());
  }

  IfBlock ifThen(Condition condition, Consumer<? super ProgramBuilder> body, Label end) {
    Label otherwise = Label.create();
    jumpIfNot(condition, otherwise);
    body(body);
    return unfinished(new IfBlock(self(), otherwise, end));
  }

  /** Jumps to {@code target} if {@code condition} holds. */
  public ProgramBuilder jumpIf(Condition condition, Label target) {
    ConditionJumps.of(condition, true, target).forEach(this::with);
    return self();
  }

  private void jumpIfNot(Condition condition, Label target) {
    ConditionJumps.of(condition, false, target).forEach(this::with);
  }

  /** Adds a loop that runs while {@code condition} holds; it is asked before the first round. */
  public ProgramBuilder whileLoop(Condition condition, Consumer<? super ProgramBuilder> body) {
    Label end = Label.create();
    jumpIfNot(condition, end);
    Label top = Label.create();
    Label next = Label.create();
    bind(top);
    loop(new LoopPlaces(next, end), body);
    bind(next);
    return jumpIf(condition, top).bind(end);
  }

  /**
   * Adds a loop that only {@link #breakIf} or a jump leaves. The verifier, since Linux 5.3, must be
   * able to tell that it ends.
   */
  public ProgramBuilder whileTrue(Consumer<? super ProgramBuilder> body) {
    Label top = Label.create();
    Label end = Label.create();
    bind(top);
    loop(new LoopPlaces(top, end), body);
    return isOpen() ? ja(top).bind(end) : bind(end);
  }

  /** Adds a loop of {@code times} rounds, counted in {@code counter} from 0; see forRange. */
  public ProgramBuilder loop(int times, Reg counter, Consumer<? super ProgramBuilder> body) {
    return forRange(counter, 0, times, body);
  }

  /**
   * Adds a loop over the numbers {@code from} to {@code to - 1} in {@code counter}, which the body
   * must keep: one that jumps back, or, for kernels before 5.3, the body once for each number.
   * Without a number nothing is added but the first value of {@code counter}.
   */
  public ProgramBuilder forRange(
      Reg counter, int from, int to, Consumer<? super ProgramBuilder> body) {
    LoopForm form = target.lacks(LoopForm.BOUNDED.since()) ? LoopForm.UNROLLED : LoopForm.BOUNDED;
    return from < to
        ? forRange(form, counter, from, to, LoopRegisters.NOTHING, body)
        : mov(counter, from);
  }

  /**
   * Adds a loop over the numbers {@code from} to {@code to - 1} in {@code counter}, in the newest
   * form that the target's kernel takes; see {@link LoopForm#of}.
   *
   * <p>That the program does the same in each form, the body must keep to what each allows: of the
   * registers it has {@code counter}, which it must keep, and what is carried; the stack's content
   * is neither known in it nor after it, apart from what it finds through carried addresses; it
   * leaves by {@link #breakIf} and {@link #continueIf} only. Behind the loop R0 to R5 and {@code
   * counter} hold nothing of use.
   *
   * @param counter one of R6 to R9
   */
  public ProgramBuilder forRange(
      Reg counter, int from, int to, LoopRegisters carried, Consumer<? super ProgramBuilder> body) {
    return forRange(LoopForm.of(target), counter, from, to, carried, body);
  }

  /** The same in that form, whatever the target is. */
  public ProgramBuilder forRange(
      LoopForm form,
      Reg counter,
      int from,
      int to,
      LoopRegisters carried,
      Consumer<? super ProgramBuilder> body) {
    if (from < to) {
      new RangeLoop(counter, from, to, body).emit(self(), form, carried);
    }
    return self();
  }

  /**
   * Adds {@code body} for each number {@code from} to {@code to - 1}: for kernels without loops.
   */
  public ProgramBuilder unrolled(int from, int to, ObjIntConsumer<? super ProgramBuilder> body) {
    Label end = Label.create();
    for (int i = from; i < to; i++) {
      int number = i;
      Label next = Label.create();
      loop(new LoopPlaces(next, end), b -> body.accept(b, number));
      bind(next);
    }
    return bind(end);
  }

  ProgramBuilder loop(LoopPlaces loop, Consumer<? super ProgramBuilder> body) {
    loops.push(loop);
    try {
      return body(body);
    } finally {
      loops.pop();
    }
  }

  /**
   * Leaves the innermost loop if {@code condition} holds.
   *
   * @throws IllegalStateException outside a loop
   */
  public ProgramBuilder breakIf(Condition condition) {
    return jumpIf(condition, innermost("breakIf").leave());
  }

  /**
   * Goes on with the innermost loop's next round if {@code condition} holds.
   *
   * @throws IllegalStateException outside a loop
   */
  public ProgramBuilder continueIf(Condition condition) {
    return jumpIf(condition, innermost("continueIf").next());
  }

  private LoopPlaces innermost(String what) {
    return Optional.ofNullable(loops.peek())
        .orElseThrow(() -> new IllegalStateException(what + " is not in a loop"));
  }

  /** Runs the case of the value of {@code reg}. */
  public ProgramBuilder switchOn(Reg reg, Consumer<? super Switch> cases) {
    Switch all = new Switch();
    cases.accept(all);
    all.emit(self(), reg);
    return self();
  }
}
