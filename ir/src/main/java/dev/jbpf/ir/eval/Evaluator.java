package dev.jbpf.ir.eval;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does what IR says, one value after the other: slow, and plain enough to be read. Passes and
 * engines are compared with it.
 */
public final class Evaluator {
  private final AreaMemory memory;
  private final Surroundings world;
  private long fuel;

  /**
   * An evaluator.
   *
   * @param fuel how many values may be computed until it gives up
   */
  public Evaluator(AreaMemory memory, Surroundings world, long fuel) {
    this.memory = memory;
    this.world = world;
    this.fuel = fuel;
  }

  /** {@return its memory} */
  public AreaMemory memory() {
    return memory;
  }

  /**
   * {@return what {@code function} returns, 0 if that is nothing} Numbers of up to 32 bits are
   * extended by the sign of their 32 bits.
   *
   * @throws IllegalArgumentException if it does what no program may
   */
  public long run(Function function, long... arguments) {
    return new Frame(function).run(arguments);
  }

  private final class Frame {
    private final Function function;
    private final Map<Value, Long> values = new HashMap<>();
    private final Map<StackObject, Long> objects = new HashMap<>();

    Frame(Function function) {
      this.function = function;
    }

    long run(long[] arguments) {
      for (int i = 0; i < arguments.length; i++) {
        set(function.parameters().get(i), arguments[i]);
      }
      Block block = function.entry();
      while (true) {
        for (Value value : block.values()) {
          if (--fuel < 0) {
            throw new IrException("evaluation", value.origin(), "the program does not end");
          }
          set(value, compute(value));
        }
        Terminator end = block.terminator();
        if (end instanceof Terminator.Return ret) {
          return ret.value().map(this::get).orElse(0L);
        }
        if (end instanceof Terminator.Unreachable) {
          throw new IrException("evaluation", end.origin(), "control comes where it cannot");
        }
        block = follow(way(end));
      }
    }

    private Edge way(Terminator end) {
      if (end instanceof Terminator.Jump jump) {
        return jump.edge();
      }
      if (end instanceof Terminator.Branch branch) {
        return holds(branch.condition(), branch.left(), branch.right())
            ? branch.then()
            : branch.otherwise();
      }
      if (end instanceof Terminator.Switch all) {
        long number = get(all.value());
        boolean isWide = all.value().type().isWide();
        for (int i = 0; i < all.cases().size(); i++) {
          long wanted = all.cases().get(i);
          if (isWide ? number == wanted : (int) number == (int) wanted) {
            return all.ways().get(i);
          }
        }
        return all.otherwise();
      }
      return ((Terminator.MayGoto) end).on();
    }

    private Block follow(Edge edge) {
      long[] given = edge.arguments().stream().mapToLong(this::get).toArray();
      List<Value> parameters = edge.target().parameters();
      for (int i = 0; i < given.length; i++) {
        set(parameters.get(i), given[i]);
      }
      return edge.target();
    }

    private long get(Value value) {
      Long known = values.get(value);
      if (known == null) {
        throw new IrException("evaluation", value.origin(), value + " has no value here");
      }
      return known;
    }

    private void set(Value value, long number) {
      values.put(value, value.type().isWide() ? number : (int) number);
    }

    private boolean holds(Opcode opcode, Value left, Value right) {
      return Arithmetic.compare(opcode, left.type().isWide(), get(left), get(right));
    }

    private long compute(Value value) {
      return switch (value.opcode().kind()) {
        case LEAF -> leaf(value);
        case BINARY ->
            Arithmetic.binary(
                value.opcode(),
                value.type().isWide(),
                get(value.operand(0)),
                get(value.operand(1)));
        case UNARY ->
            Arithmetic.unary(
                value.opcode(), (int) value.immediate(), get(value.operand(0)), memory.order());
        case COMPARE -> holds(value.opcode(), value.operand(0), value.operand(1)) ? 1 : 0;
        case OTHER -> other(value);
        case LOAD -> load(value);
        case STORE -> store(value);
        case ATOMIC -> atomic(value);
        case CALL -> call(value);
      };
    }

    private long leaf(Value value) {
      return switch (value.opcode()) {
        case CONSTANT, MEMBER_OFFSET -> value.immediate();
        case STACK -> object(value.stackObject().orElseThrow()) + value.immediate();
        case MAP, KERNEL_VARIABLE -> world.address(value.symbol());
        case MAP_VALUE -> world.address(value.symbol()) + value.immediate();
        default -> 0;
      };
    }

    private long object(StackObject object) {
      return objects.computeIfAbsent(object, made -> memory.place(new byte[made.size()]));
    }

    private long other(Value value) {
      return switch (value.opcode()) {
        case SELECT -> get(value.operand(get(value.operand(0)) != 0 ? 1 : 2));
        case OFFSET -> get(value.operand(0)) + get(value.operand(1));
        default -> get(value.operand(0)) - get(value.operand(1));
      };
    }

    private long address(Value value) {
      return get(value.operand(0)) + value.immediate();
    }

    private long load(Value value) {
      if (value.opcode() == Opcode.READ_PACKET) {
        return world.call(value, arguments(value), Evaluator.this);
      }
      int bits = value.type().bits();
      long loaded = memory.load(address(value), bits);
      return value.type().isSigned()
          ? Arithmetic.unary(Opcode.SIGN_EXTEND, bits, loaded, memory.order())
          : loaded;
    }

    private long store(Value value) {
      Value content = value.operand(1);
      memory.store(address(value), content.type().bits(), get(content));
      return 0;
    }

    private long atomic(Value value) {
      int bits = value.type().width();
      long old = memory.load(address(value), bits);
      long operand = get(value.operand(1));
      long changed =
          switch (value.opcode()) {
            case FETCH_ADD -> old + operand;
            case FETCH_OR -> old | operand;
            case FETCH_AND -> old & operand;
            case FETCH_XOR -> old ^ operand;
            case EXCHANGE -> operand;
            default -> exchanged(value, old, operand);
          };
      memory.store(address(value), bits, changed);
      return old;
    }

    private long exchanged(Value value, long old, long expected) {
      boolean isSame = value.type().isWide() ? old == expected : (int) old == (int) expected;
      return isSame ? get(value.operand(2)) : old;
    }

    private long[] arguments(Value value) {
      return value.operands().stream().mapToLong(this::get).toArray();
    }

    private long call(Value value) {
      return value.opcode() == Opcode.CALL
          ? Evaluator.this.run(value.function().orElseThrow(), arguments(value))
          : world.call(value, arguments(value), Evaluator.this);
    }
  }
}
