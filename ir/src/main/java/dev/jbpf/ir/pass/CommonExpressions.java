package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Dominators;
import dev.jbpf.ir.rewrite.Sweep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes once what would be computed again where the first result is at hand: in a block that all
 * ways lead through. An address that was computed twice becomes one: what is checked of it holds
 * wherever it is used.
 */
public final class CommonExpressions {
  private static final int ANYWHERE = -1;

  private final Function function;
  private final Map<Key, Value> known = new HashMap<>();
  private final Checked checked;
  private boolean changed;

  /** A value by what makes it, in a block of that number or anywhere: those alike are equal. */
  private record Key(Value value, int place) {
    @Override
    public boolean equals(Object object) {
      return object instanceof Key other
          && place == other.place
          && value.opcode() == other.value.opcode()
          && value.immediate() == other.value.immediate()
          && (value.hasOperandsOf(other.value) || isTurned(other.value))
          && bits(value.type()).equals(bits(other.value.type()))
          && value.symbol().equals(other.value.symbol());
    }

    private boolean isTurned(Value other) {
      return value.opcode().isCommutative()
          && value.operand(0) == other.operand(1)
          && value.operand(1) == other.operand(0);
    }

    @Override
    public int hashCode() {
      int hash = 0;
      for (int i = 0; i < value.count(); i++) {
        int id = value.operand(i).id();
        hash = value.opcode().isCommutative() ? hash + id : 31 * hash + id;
      }
      return 31 * (31 * (31 * place + value.opcode().ordinal()) + hash)
          + Long.hashCode(value.immediate());
    }
  }

  /** A block whose values are known while those that it dominates are looked at. */
  private record Scope(Block block, boolean isLeft, List<Key> keys) {}

  private CommonExpressions(Function function) {
    this.function = function;
    this.checked = Checked.of(function);
  }

  /** Shares values of {@code function}, whose blocks are in reverse postorder. */
  public static void run(Function function) {
    new CommonExpressions(function).run();
  }

  private void run() {
    Dominators dominators = Dominators.of(function);
    Deque<Scope> work = new ArrayDeque<>();
    work.push(new Scope(function.entry(), false, new ArrayList<>()));
    while (!work.isEmpty()) {
      Scope scope = work.pop();
      if (scope.isLeft()) {
        for (Key key : scope.keys()) {
          known.remove(key);
        }
      } else {
        visit(scope);
        work.push(new Scope(scope.block(), true, scope.keys()));
        for (Block child : dominators.children(scope.block())) {
          work.push(new Scope(child, false, new ArrayList<>()));
        }
      }
    }
    if (changed) {
      Sweep.update(function);
    }
  }

  /** The sign of a number does not count: what is done with it says which one it has. */
  private static Type bits(Type type) {
    return type.isSigned() ? Type.Int.of(type.bits(), false) : type;
  }

  private void visit(Scope scope) {
    for (Value value : scope.block().values()) {
      value.update();
      if (value.opcode().isPure() && value.opcode() != Opcode.COPY) {
        Key key = new Key(value, checked.isTied(value) ? scope.block().id() : ANYWHERE);
        Value first = known.putIfAbsent(key, value);
        if (first == null) {
          scope.keys().add(key);
        } else {
          value.replaceWith(first);
          changed = true;
        }
      }
    }
  }
}
