package dev.jbpf.methods.translate.scope;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BranchCondition;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.eval.Arithmetic;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A function of the IR that is being written. */
public final class FunctionScope {
  private final TranslationUnit unit;
  private final FunctionBuilder f;
  private final Failing failing;
  private final Map<Value, Comparison> comparisons = new IdentityHashMap<>();
  private final Map<Value, List<Integer>> possible = new IdentityHashMap<>();
  private final Map<Value, Value> nullCases = new IdentityHashMap<>();
  private Optional<Block> failure = Optional.empty();

  /** A number that is below 0, 0, or above, as the comparison says. */
  public record Comparison(boolean isSigned, Value left, Value right) {}

  /** What is done where Java throws. */
  public interface Failing {
    /** Ends the block. */
    void end(FunctionScope scope, String what);
  }

  public FunctionScope(TranslationUnit unit, FunctionBuilder f, Failing failing) {
    this.unit = unit;
    this.f = f;
    this.failing = failing;
  }

  public TranslationUnit unit() {
    return unit;
  }

  public FunctionBuilder f() {
    return f;
  }

  public void at(Origin origin) {
    f.at(origin);
  }

  public RefusedException refuse(Rule rule, String what) {
    return refuse(rule, what, rule.instead());
  }

  public RefusedException refuse(Rule rule, String what, String instead) {
    return new RefusedException(rule, f.origin(), what, instead, List.of());
  }

  public Value number(int number) {
    return f.constant(Type.S32, number);
  }

  public Value number(long number) {
    return f.constant(Type.S64, number);
  }

  /** {@return the result, computed now where both are known} */
  public Value binary(Opcode opcode, Value left, Value right) {
    if (left.isConstant() && right.isConstant()) {
      boolean isWide = left.type().isWide();
      long result = Arithmetic.binary(opcode, isWide, left.immediate(), right.immediate());
      return isWide ? number(result) : number((int) result);
    }
    return f.binary(opcode, left, right);
  }

  /** {@return {@code value} as Java's casts make it, kept in 32 or 64 bits} */
  public Value cast(Value value, Type type) {
    if (value.isConstant() && type.bits() >= Integer.SIZE) {
      return type.isWide() ? number(value.immediate()) : number((int) value.immediate());
    }
    Value cut = f.cast(value, type);
    return type.bits() < Integer.SIZE ? f.cast(cut, Type.S32) : cut;
  }

  /** {@return the 32 bits of {@code value} in 64, zeros above} */
  public Value zeroExtended(Value value) {
    return value.isConstant()
        ? number(value.immediate() & 0xffff_ffffL)
        : f.cast(f.cast(f.cast(value, Type.U32), Type.U64), Type.S64);
  }

  /** Notes that {@code value} is one of these numbers. */
  public void setPossible(Value value, List<Integer> numbers) {
    possible.put(value, numbers);
  }

  /** {@return whether {@code value} may be that number, as far as is known} */
  public boolean mayBe(Value value, int number) {
    return !possible.containsKey(value) || possible.get(value).contains(number);
  }

  /** Notes that {@code value} is -1 where what {@code flag} tells of is null, and only there. */
  public void setNullCase(Value value, Value flag) {
    nullCases.put(value, flag);
  }

  /** {@return what tells of the operand of a switch over classes, whose {@code value} this is} */
  public Optional<Value> nullCase(Value value) {
    return Optional.ofNullable(nullCases.get(value));
  }

  /** {@return -1, 0 or 1} */
  public Value compared(boolean isSigned, Value left, Value right) {
    Value above = f.compare(isSigned ? Opcode.SGT : Opcode.GT, left, right);
    Value below = f.compare(isSigned ? Opcode.SLT : Opcode.LT, left, right);
    Value result = f.sub(f.cast(above, Type.S32), f.cast(below, Type.S32));
    comparisons.put(result, new Comparison(isSigned, left, right));
    return result;
  }

  /** {@return the question whether {@code left opcode right}, of signed numbers} */
  public BranchCondition ask(Opcode opcode, Value left, Value right) {
    Comparison known = comparisons.get(left);
    if (known != null && right.isConstant(0)) {
      return f.ask(known.isSigned() ? opcode : unsigned(opcode), known.left(), known.right());
    }
    return f.ask(opcode, left, right);
  }

  private static Opcode unsigned(Opcode opcode) {
    return switch (opcode) {
      case SGT -> Opcode.GT;
      case SGE -> Opcode.GE;
      case SLT -> Opcode.LT;
      case SLE -> Opcode.LE;
      default -> opcode;
    };
  }

  /**
   * Goes on only where {@code condition} holds; elsewhere the program ends, as Java would throw.
   */
  public void require(BranchCondition condition, String what) {
    Block on = f.newBlock("");
    Block failed = failure(what);
    f.branch(condition, on, failed);
    f.enter(on);
  }

  /** Ends the block: here Java throws. */
  public void fail(String what) {
    f.jump(failure(what));
  }

  private Block failure(String what) {
    if (failure.isEmpty()) {
      Block before = f.block();
      Block block = f.newBlock("failed");
      f.enter(block);
      failing.end(this, what);
      f.enter(before);
      failure = Optional.of(block);
    }
    return failure.get();
  }
}
