package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.Predecessors;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loops of which nobody counts the rounds: whether a verifier may still follow them to their end.
 * It does where an end is reached at a constant, or at a number with a small limit; such loops are
 * left as they are, as what is known of their values is lost in any other form.
 */
final class OpenEnds {
  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final long SHORT = 0xffff;

  /** More ways that meet are taken for something new. */
  private static final int MOST_MERGES = 4;

  /** What gives any number, as verifiers see it. */
  private static final Set<Opcode> QUOTIENTS =
      EnumSet.of(Opcode.DIV, Opcode.SDIV, Opcode.MOD, Opcode.SMOD);

  /** What leaves something of its first operand. */
  private static final Set<Opcode> STEPS =
      EnumSet.of(
          Opcode.ADD,
          Opcode.SUB,
          Opcode.SHR,
          Opcode.SAR,
          Opcode.SHL,
          Opcode.AND,
          Opcode.OFFSET,
          Opcode.COPY,
          Opcode.RETYPE,
          Opcode.ZERO_EXTEND,
          Opcode.SIGN_EXTEND);

  private final NaturalLoop loop;
  private final Predecessors predecessors;

  private OpenEnds(Function function, NaturalLoop loop) {
    this.loop = loop;
    this.predecessors = Predecessors.of(function);
  }

  /**
   * {@return whether each way out of {@code loop} depends on numbers that may pass {@code most}, or
   * on one that does not go on from what it was}
   */
  static boolean has(Function function, NaturalLoop loop, long most) {
    return new OpenEnds(function, loop).areOpen(most);
  }

  private boolean areOpen(long most) {
    List<Terminator.Branch> ends =
        loop.blocks().stream()
            .filter(block -> isEnd(block))
            .map(block -> (Terminator.Branch) block.terminator())
            .toList();
    return !ends.isEmpty() && ends.stream().allMatch(end -> isOpen(end.left(), end.right(), most));
  }

  private boolean isOpen(Value left, Value right, long most) {
    return limit(left) > most && limit(right) > most
        || jumps(left, MOST_MERGES)
        || jumps(right, MOST_MERGES);
  }

  /** {@return whether the value is, or is made of, one that each round makes anew} */
  private boolean jumps(Value value, int merges) {
    if (QUOTIENTS.contains(value.opcode())) {
      return true;
    }
    if (value.opcode() == Opcode.SELECT) {
      return jumps(value.operand(1), merges) || jumps(value.operand(2), merges);
    }
    if (value.opcode() == Opcode.NEGATE) {
      return jumps(value.operand(0), merges);
    }
    int index = loop.head().parameters().indexOf(value);
    if (index < 0) {
      List<Value> ways = merges > 0 ? incoming(value) : List.of();
      return STEPS.contains(value.opcode()) && jumps(value.operand(0), merges)
          || ways.stream().anyMatch(way -> way.isConstant() || jumps(way, merges - 1));
    }
    return predecessors.of(loop.head()).stream()
        .filter(entry -> loop.blocks().contains(entry.from()))
        .map(entry -> entry.edge().argument(index))
        .anyMatch(next -> next == value || !goesOn(next, value, MOST_MERGES));
  }

  /** {@return whether {@code next} is {@code value} with more or less of it, on each way} */
  private boolean goesOn(Value next, Value value, int merges) {
    if (next == value) {
      return true;
    }
    if (next.opcode() == Opcode.ADD) {
      return goesOn(next.operand(0), value, merges) != goesOn(next.operand(1), value, merges);
    }
    if (STEPS.contains(next.opcode())) {
      return goesOn(next.operand(0), value, merges);
    }
    List<Value> ways = merges > 0 ? incoming(next) : List.of();
    return !ways.isEmpty() && ways.stream().allMatch(one -> goesOn(one, value, merges - 1));
  }

  /** {@return what {@code value} gets where ways meet inside of the loop; nothing if it is none} */
  private List<Value> incoming(Value value) {
    return loop.blocks().stream()
        .filter(block -> block != loop.head() && block.parameters().contains(value))
        .flatMap(block -> arguments(block, block.parameters().indexOf(value)))
        .toList();
  }

  private Stream<Value> arguments(Block block, int index) {
    return predecessors.of(block).stream().map(entry -> entry.edge().argument(index));
  }

  private boolean isEnd(Block block) {
    return block.terminator() instanceof Terminator.Branch branch
        && branch.edges().stream().anyMatch(edge -> !loop.blocks().contains(edge.target()));
  }

  /** {@return the most that {@code value} is, as a number without sign, by what makes it} */
  private static long limit(Value value) {
    return switch (value.opcode()) {
      case CONSTANT -> 0;
      case COPY, RETYPE -> limit(value.operand(0));
      case AND -> value.operand(1).isConstant() ? bits(value.operand(1).immediate()) : NO_LIMIT;
      case MOD -> value.operand(1).isConstant() ? bits(value.operand(1).immediate()) : NO_LIMIT;
      case ZERO_EXTEND -> Math.min(limit(value.operand(0)), bits((1L << value.immediate()) - 1));
      default -> value.type().equals(Type.U8) || value.type().equals(Type.U16) ? SHORT : NO_LIMIT;
    };
  }

  private static long bits(long number) {
    return number < 0 ? NO_LIMIT : number;
  }
}
