package dev.jbpf.verifier.step.branch;

import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.scalar.ScalarArithmetic;
import dev.jbpf.verifier.scalar.ScalarComparison;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import java.util.Optional;

/** Conditional jumps: which ways they go, and what is known on each. */
public final class Conditions {
  private final Machine machine;
  private final Packets packets;
  private final Nulls nulls;
  private final boolean comparesRanges;
  private final boolean seesContradictions;

  public Conditions(Machine machine) {
    this.machine = machine;
    this.packets = new Packets(machine);
    this.nulls = new Nulls(machine);
    this.comparesRanges = machine.since(6, 8);
    this.seesContradictions = machine.since(6, 18);
  }

  /** {@return the one way that the jump at hand goes; empty if it goes both} */
  public Optional<Boolean> decide(Op op, int slot) {
    Value right = right(op, slot);
    Value left = machine.read(machine.code.dst(slot));
    Optional<Boolean> way =
        isDecided(op, left, right)
            ? decide(op, left, right).or(() -> onlyPossible(op, left, right))
            : Optional.empty();
    if (way.isPresent()) {
      demand(left);
      demand(right);
    }
    return way;
  }

  private Value right(Op op, int slot) {
    return op.format() == Format.JUMP_REG
        ? machine.read(machine.code.src(slot))
        : Num.constant(machine.code.imm(slot));
  }

  private static void demand(Value value) {
    if (value instanceof Num num) {
      num.demand();
    }
  }

  private Optional<Boolean> decide(Op op, Value left, Value right) {
    if (left instanceof Num a && right instanceof Num b) {
      return ScalarComparison.decide(op.operation(), op.width(), a.scalar(), b.scalar());
    }
    if (left instanceof Pointer a && right instanceof Pointer b) {
      return op.width() == Long.SIZE ? Packets.decide(op.operation(), a, b) : Optional.empty();
    }
    return nulls.decide(op, left, right);
  }

  /** Older kernels compare with constants only, and ask no ranges whether numbers are equal. */
  private boolean isDecided(Op op, Value left, Value right) {
    if (comparesRanges || !(left instanceof Num a && right instanceof Num b)) {
      return true;
    }
    boolean isEquality = op.operation() == Operation.EQ || op.operation() == Operation.NE;
    boolean isKnown = isConstant(op, b.scalar());
    boolean isLeftKnown = isConstant(op, a.scalar());
    return machine.since(6, 4) ? isKnown || isLeftKnown : isKnown && (!isEquality || isLeftKnown);
  }

  private static boolean isConstant(Op op, Scalar scalar) {
    return (op.width() == Integer.SIZE ? scalar.lower(Integer.BYTES) : scalar).isConstant();
  }

  /** Notes what is known in {@code state} where the jump is, or is not, taken. */
  public void follow(Op op, int slot, State state, boolean isTaken) {
    int dst = machine.code.dst(slot);
    boolean isRegister = op.format() == Format.JUMP_REG;
    Value left = state.get(dst);
    Value right =
        isRegister ? state.get(machine.code.src(slot)) : Num.constant(machine.code.imm(slot));
    if (left instanceof Num a && right instanceof Num b) {
      refine(op, slot, state, isTaken, a, b, isRegister);
    } else if (op.width() == Long.SIZE) {
      packets.follow(op.operation(), state, isTaken, left, right);
      nulls.follow(op.operation(), state, isTaken, left, right, !isRegister);
    }
  }

  private void refine(
      Op op, int slot, State state, boolean isTaken, Num a, Num b, boolean isRegister) {
    Operation condition = op.operation();
    boolean isEquality = condition == Operation.EQ || condition == Operation.NE;
    if (!comparesRanges
        && !isEquality
        && !isConstant(op, a.scalar())
        && !isConstant(op, b.scalar())) {
      return;
    }
    assign(state, machine.code.dst(slot), a, known(op, condition, isTaken, a, b), b);
    if (isRegister) {
      Scalar right = known(op, condition.exchanged(), isTaken, b, a);
      assign(state, machine.code.src(slot), b, right, a);
    }
  }

  /** Kernels from 6.8 on look at what contradicts, and since 6.18 they do not go on with it. */
  private boolean followsContradictions() {
    return comparesRanges && !seesContradictions;
  }

  private Scalar known(Op op, Operation condition, boolean isTaken, Num a, Num b) {
    boolean forgets = condition == Operation.SET && !isTaken;
    Scalar before =
        forgets
            ? ScalarComparison.beforeNoneIsSet(op.width(), a.scalar(), b.scalar())
            : remembered(op, a.scalar(), b.scalar());
    if (seesContradictions) {
      return ScalarComparison.refine(condition, isTaken, op.width(), before, b.scalar());
    }
    if (!comparesRanges && learnsNothing(condition, isTaken, op.width(), before, b.scalar())) {
      return before;
    }
    Scalar known =
        ScalarComparison.refineRanges(condition, isTaken, op.width(), before, b.scalar());
    if (known == Scalar.NONE && comparesRanges) {
      return ScalarComparison.contradicted(condition, isTaken, op.width(), before, b.scalar());
    }
    boolean isAssumed =
        known == Scalar.NONE && condition == (isTaken ? Operation.EQ : Operation.NE);
    return isAssumed ? assumed(op, a.scalar(), b.scalar()) : known;
  }

  /** That a number is not the constant moves no end of its range before 6.8. */
  private static boolean learnsNothing(
      Operation condition, boolean isTaken, int width, Scalar a, Scalar b) {
    Operation holding = isTaken ? condition : condition.opposite();
    return holding == Operation.NE && ScalarComparison.decide(Operation.NE, width, a, b).isEmpty();
  }

  /** Of a number that older kernels compare with a constant they keep one width's ranges. */
  private Scalar remembered(Op op, Scalar a, Scalar b) {
    return comparesRanges || !isConstant(op, a) && !isConstant(op, b) ? a : a.ranges(op.width());
  }

  /** Older kernels take a number for the constant that it equals, even where it cannot be that. */
  private static Scalar assumed(Op op, Scalar a, Scalar b) {
    Scalar constant = op.width() == Integer.SIZE ? b.lower(Integer.BYTES) : b;
    boolean isWhole = op.width() == Long.SIZE || a.equals(a.lower(Integer.BYTES));
    return constant.isConstant() && isWhole ? constant : Scalar.NONE;
  }

  private static void assign(State state, int register, Num before, Scalar scalar, Num other) {
    if (scalar == Scalar.NONE || scalar.equals(before.scalar())) {
      return;
    }
    Num after = before.refined(scalar, other);
    state.set(register, after);
    if (before.id() != 0) {
      state.replace(value -> value instanceof Num num ? linked(num, after) : value);
    }
  }

  /** What is learnt of one number is learnt of all that differ from it by a constant. */
  private static Num linked(Num num, Num known) {
    return num == known || !num.isLinkedTo(known)
        ? num
        : num.refined(linkedScalar(num, known), known);
  }

  private static Scalar linkedScalar(Num num, Num known) {
    long distance = num.delta() - (long) known.delta();
    boolean isNarrow = num.isMovedNarrowly() || known.isMovedNarrowly();
    return isNarrow && distance != 0
        ? ScalarArithmetic.apply(
            Operation.ADD, Integer.SIZE, known.scalar(), Scalar.constant(distance & 0xffff_ffffL))
        : known.scalar().plusConstant(distance);
  }

  /** {@return the way that is left where what is learnt on the other contradicts what was known} */
  private Optional<Boolean> onlyPossible(Op op, Value left, Value right) {
    // Kernels do not bring together which bits are set and how large a number is at least.
    boolean isKnown = op.operation() != Operation.SET && !followsContradictions();
    if (isKnown && left instanceof Num a && right instanceof Num b) {
      if (isImpossible(op, a, b, true)) {
        return Optional.of(false);
      }
      if (isImpossible(op, a, b, false)) {
        return Optional.of(true);
      }
    }
    return Optional.empty();
  }

  private static boolean isImpossible(Op op, Num a, Num b, boolean isTaken) {
    Operation condition = op.operation();
    return ScalarComparison.refine(condition, isTaken, op.width(), a.scalar(), b.scalar())
            == Scalar.NONE
        || ScalarComparison.refine(
                condition.exchanged(), isTaken, op.width(), b.scalar(), a.scalar())
            == Scalar.NONE;
  }

  public static boolean isConstantZero(Value value) {
    return value instanceof Num num && num.scalar().is(0);
  }
}
