package dev.jbpf.dsl.value.internal;

import dev.jbpf.code.origin.Capture;
import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BranchCondition;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperPredecessors;
import dev.jbpf.kernel.KernelConstant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The function that values are of: where what is written next goes. What a value does, it does by
 * {@link #at}, which notes the line of the caller.
 */
public final class Scope {
  private static final long U32_MAX = 0xffff_ffffL;

  private final Unit unit;
  private final FunctionBuilder function;
  private final HeldResources held = new HeldResources(this);
  private int moves;

  Scope(Unit unit, FunctionBuilder function) {
    this.unit = unit;
    this.function = function;
  }

  /** {@return the program that the function is of} */
  public Unit unit() {
    return unit;
  }

  /**
   * {@return the builder of the function, which notes the line of the caller for what it is asked
   * next}
   *
   * @throws IrException if another function is being written, or control never comes here
   */
  public FunctionBuilder at() {
    if (Capture.isOn()) {
      function.at(Origin.caller());
    }
    if (unit.current() != this) {
      throw error(
          "function-foreign",
          "this is a value of " + function.function().name() + ", and no argument",
          "hand it over as an argument of the function");
    }
    if (!function.isOpen()) {
      throw error("unreachable", "control never comes here: the program has ended before");
    }
    return function;
  }

  /** {@return what the function takes first: of the program its own, the context} */
  public Value parameter() {
    return function.parameter(0);
  }

  /** {@return what the function takes} */
  public List<Value> parameters() {
    return function.function().parameters();
  }

  /** {@return the function as the IR has it} */
  public Function function() {
    return function.function();
  }

  /** {@return whether what is written next can be reached} */
  public boolean isOpen() {
    return function.isOpen();
  }

  /** {@return an error at the line of the caller} */
  public IrException error(String code, String message, String... notes) {
    return new IrException(code, Origin.caller(), message, notes);
  }

  /** Goes on where {@code condition} holds, and at {@code absent} where it does not. */
  public void require(BranchCondition condition, Block absent) {
    Block present = function.newBlock("present");
    function.branch(condition, present, absent);
    function.enter(present);
  }

  /**
   * Goes on where {@code index} is below {@code bound}, and at {@code absent} where it is not: all
   * bits count, those below zero are none.
   *
   * @return the index with 64 bits
   */
  public Value below(Value index, long bound, Block absent) {
    FunctionBuilder f = at();
    Type compared = index.type().isWide() ? Type.U64 : Type.U32;
    Value number = f.cast(index, compared);
    require(f.ask(Opcode.LT, number, f.constant(compared, bound)), absent);
    return f.cast(number, Type.U64);
  }

  /**
   * Writes {@code body} into {@code block}, and goes on at {@code after} where that does not end.
   */
  public void inside(Block block, Runnable body, Block after) {
    function.enter(block);
    body.run();
    if (function.isOpen()) {
      function.jump(after);
    }
  }

  /** Leaves the function with that number, after what is held was given back. */
  public void leave(long number) {
    at();
    requireResult(number);
    held.giveBack(0);
    function.ret(number);
  }

  /** Leaves the function with that verdict, after what is held was given back. */
  public void leave(KernelConstant verdict) {
    at();
    if (!Verdicts.isOf(verdict, unit.target())) {
      throw error(
          "verdict",
          verdict.kernelName()
              + " is no verdict of programs of type "
              + unit.target().type().map(Enum::name).orElse(""),
          "leave with one of theirs: " + Verdicts.words(unit.target()));
    }
    leave(verdict.value());
  }

  /** Leaves the function with {@code value}, after what is held was given back. */
  public void leave(Value value) {
    Value result = at().cast(value, function.function().result());
    if (value.isConstant()) {
      requireResult(value.immediate());
    }
    held.giveBack(0);
    function.ret(result);
  }

  private void requireResult(long number) {
    if (unit.isProgram(this) && (number < Integer.MIN_VALUE || number > U32_MAX)) {
      throw error(
          "result-range",
          "the result " + number + " has more than 32 bits: kernels take the lower ones",
          "put it into a map, or a variable that Java reads");
    }
  }

  /** {@return what has to be given back before the function is left} */
  public HeldResources held() {
    return held;
  }

  /**
   * {@return what the helper returns}
   *
   * @throws IrException if a kernel that the program is for lacks it, or a lock is held
   */
  public Value call(Helper helper, Type result, Value... arguments) {
    FunctionBuilder f = at();
    Helper called = HelperPredecessors.callable(helper, unit.target());
    unit.require(called);
    held.requireNoLock(called.functionName());
    return f.call(called, result, arguments);
  }

  /**
   * Does {@code body} if {@code condition} holds.
   *
   * @return takes what is to be done if it does not, as long as nothing else was written
   */
  public Consumer<Runnable> when(BranchCondition condition, Runnable body) {
    FunctionBuilder f = at();
    Block yes = f.newBlock("then");
    Block no = f.newBlock("else");
    Block after = f.newBlock("after");
    f.branch(condition, yes, no);
    inside(yes, body, after);
    f.enter(no);
    f.jump(after);
    f.enter(after);
    return alternative(no, after);
  }

  /** {@return takes what is to be done at {@code no}, which now leads to {@code after}} */
  public Consumer<Runnable> alternative(Block no, Block after) {
    return other -> otherwise(no, after, other);
  }

  /** Goes on in {@code block}, whether the present one has an end or not. */
  public void reenter(Block block) {
    function.enter(block);
  }

  private void otherwise(Block no, Block after, Runnable body) {
    if (function.block() != after || !after.values().isEmpty() || after.isClosed()) {
      throw error(
          "otherwise-late",
          "something was written since: no place for an otherwise",
          "put it right behind its when(…)");
    }
    Block other = function.newBlock("otherwise");
    function.enter(other);
    no.setTerminator(new Terminator.Jump(Edge.to(other), function.origin()));
    inside(other, body, after);
    function.enter(after);
  }

  /** {@return whether {@code address} is not null} */
  public BranchCondition isPresent(Value address) {
    return function.ask(Opcode.NE, address, at().constant(0));
  }

  /** Notes that the packet has moved: addresses in it are of no use any more. */
  public void move() {
    moves++;
  }

  /** {@return how often the packet has moved} */
  public int moves() {
    return moves;
  }
}
