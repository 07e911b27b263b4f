package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.NaturalLoop;
import java.util.List;

/**
 * Loops of which nobody counts the rounds: whether a verifier may still follow them to their end.
 * It does where an end is reached at a constant, or at a number with a small limit; such loops are
 * left as they are, as what is known of their values is lost in any other form.
 */
final class OpenEnds {
  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final long SHORT = 0xffff;

  private OpenEnds() {}

  /**
   * {@return whether each way out of {@code loop} depends on numbers that may pass {@code most}}
   */
  static boolean has(NaturalLoop loop, long most) {
    List<Terminator.Branch> ends =
        loop.blocks().stream()
            .filter(block -> isEnd(loop, block))
            .map(block -> (Terminator.Branch) block.terminator())
            .toList();
    return !ends.isEmpty()
        && ends.stream().allMatch(end -> limit(end.left()) > most && limit(end.right()) > most);
  }

  private static boolean isEnd(NaturalLoop loop, Block block) {
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
