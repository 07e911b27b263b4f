package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.eval.Arithmetic;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.Predecessors;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How many rounds a loop has: as many as its author says at most, or as can be counted, where its
 * head compares a number that starts as a constant, and grows by one, with a constant.
 */
final class Rounds {
  private static final long MOST_COUNTED = 1 << 20;

  private final Predecessors predecessors;
  private final NaturalLoop loop;

  private Rounds(Function function, NaturalLoop loop) {
    this.predecessors = Predecessors.of(function);
    this.loop = loop;
  }

  /** {@return how often it is gone round at most; 0 where nobody knows} */
  static long of(Function function, NaturalLoop loop) {
    long said = loop.head().bound();
    return said > 0 ? said : new Rounds(function, loop).counted();
  }

  private long counted() {
    Block head = loop.head();
    if (head.terminator() instanceof Terminator.Branch branch && branch.right().isConstant()) {
      boolean isThenInside = loop.blocks().contains(branch.then().target());
      boolean isElseInside = loop.blocks().contains(branch.otherwise().target());
      int index = head.parameters().indexOf(branch.left());
      if (index >= 0 && isThenInside != isElseInside) {
        Optional<Value> first = given(index, false).filter(Value::isConstant);
        Optional<Value> next = given(index, true).filter(value -> isStep(value, branch.left()));
        if (first.isPresent() && next.isPresent()) {
          long step = next.get().operand(1).immediate();
          return count(branch, isThenInside, first.get().immediate(), step);
        }
      }
    }
    return 0;
  }

  private static boolean isStep(Value value, Value counter) {
    return value.opcode() == Opcode.ADD
        && value.operand(0) == counter
        && value.operand(1).isConstant();
  }

  /** {@return what the parameter gets on all ways from inside, or from outside, if it is one} */
  private Optional<Value> given(int index, boolean isFromInside) {
    Set<Value> all = new HashSet<>();
    for (Predecessors.Entry entry : predecessors.of(loop.head())) {
      if (loop.blocks().contains(entry.from()) == isFromInside) {
        all.add(entry.edge().argument(index));
      }
    }
    return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }

  private static long count(Terminator.Branch branch, boolean isOnIfTrue, long first, long step) {
    boolean isWide = branch.left().type().isWide();
    long number = first;
    for (long rounds = 0; rounds < MOST_COUNTED; rounds++) {
      boolean holds =
          Arithmetic.compare(branch.condition(), isWide, number, branch.right().immediate());
      if (holds != isOnIfTrue) {
        return Math.max(1, rounds);
      }
      number = isWide ? number + step : (int) (number + step);
    }
    return 0;
  }
}
