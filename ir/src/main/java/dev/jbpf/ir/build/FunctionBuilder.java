package dev.jbpf.ir.build;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.rewrite.TrivialParameters;
import dev.jbpf.ir.rewrite.Variables;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Writes a function of the IR: values, blocks, variables. A method for each kind of instruction
 * appends it to the current block and returns its value; control is written with blocks, or with
 * {@link #ifThen}, {@link #loop} and their kind.
 */
public final class FunctionBuilder extends CallBuilder {
  private final Variables<LocalVariable> variables;
  private int variableCount;
  private boolean isFinished;

  FunctionBuilder(Function function) {
    super(function);
    this.variables = new Variables<>(function);
  }

  /** {@return a new variable, not set yet} */
  public LocalVariable variable(String name, Type type) {
    return new LocalVariable(variableCount++, name, type);
  }

  /** {@return a new variable that holds {@code value}} */
  public LocalVariable variable(String name, Value value) {
    LocalVariable variable = variable(name, value.type());
    set(variable, value);
    return variable;
  }

  /** Sets {@code variable}. */
  public void set(LocalVariable variable, Value value) {
    if (variable.type().isWide() != value.type().isWide()) {
      throw error("width", "'" + variable + "' does not hold " + value.type());
    }
    variables.set(block(), variable, value);
  }

  /** {@return what {@code variable} holds here} */
  public Value get(LocalVariable variable) {
    return variables.get(block(), variable, variable.type(), variable.name(), origin());
  }

  /** Sets {@code variable} to what {@code change} makes of it. */
  public void update(LocalVariable variable, UnaryOperator<Value> change) {
    set(variable, change.apply(get(variable)));
  }

  /** Ends the block: goes on at {@code target}, whose parameters get {@code arguments}. */
  public void jump(Block target, Value... arguments) {
    end(new Terminator.Jump(Edge.to(target, arguments), origin()));
  }

  /** Ends the block: goes on at {@code then} if {@code condition} holds, else at the other. */
  public void branch(BranchCondition condition, Block then, Block otherwise) {
    if (condition instanceof BranchCondition.Compare compare) {
      end(
          new Terminator.Branch(
              compare.opcode(),
              compare.left(),
              compare.right(),
              Edge.to(then),
              Edge.to(otherwise),
              origin()));
    } else if (condition instanceof BranchCondition.Not not) {
      branch(not.condition(), otherwise, then);
    } else if (condition instanceof BranchCondition.And and) {
      Block second = newBlock("and");
      branch(and.first(), second, otherwise);
      enter(second);
      branch(and.second(), then, otherwise);
    } else if (condition instanceof BranchCondition.Or or) {
      Block second = newBlock("or");
      branch(or.first(), then, second);
      enter(second);
      branch(or.second(), then, otherwise);
    }
  }

  /** Ends the block: goes the way of the number that {@code value} is. */
  public void switchTo(Value value, List<Long> cases, List<Block> targets, Block otherwise) {
    List<Edge> ways = targets.stream().map(Edge::to).toList();
    end(new Terminator.Switch(value, cases, ways, Edge.to(otherwise), origin()));
  }

  /** Ends the block: leaves the function with {@code value}. */
  public void ret(Value value) {
    end(new Terminator.Return(Optional.of(value), origin()));
  }

  /** Ends the block: leaves the function with that number. */
  public void ret(long number) {
    ret(constant(function.result(), number));
  }

  /** Ends the block: leaves the function, which returns nothing. */
  public void ret() {
    end(new Terminator.Return(Optional.empty(), origin()));
  }

  private void end(Terminator terminator) {
    if (!isOpen()) {
      throw error("after-end", "block " + block().label() + " has an end already");
    }
    block().setTerminator(terminator);
  }

  /** Does {@code then} only if {@code condition} holds. */
  public void ifThen(BranchCondition condition, Runnable then) {
    ifThen(condition, then, () -> {});
  }

  /** Does {@code then} if {@code condition} holds, else {@code otherwise}. */
  public void ifThen(BranchCondition condition, Runnable then, Runnable otherwise) {
    Block yes = newBlock("then");
    Block no = newBlock("else");
    Block after = newBlock("after");
    branch(condition, yes, no);
    inside(yes, then, after);
    inside(no, otherwise, after);
    enter(after);
  }

  private void inside(Block start, Runnable body, Block after) {
    enter(start);
    body.run();
    if (isOpen()) {
      jump(after);
    }
  }

  /** {@return yes or no as a value} */
  public Value value(BranchCondition condition) {
    if (condition instanceof BranchCondition.Compare compare) {
      return compare(compare.opcode(), compare.left(), compare.right());
    }
    LocalVariable result = variable("condition", Type.BOOL);
    ifThen(
        condition,
        () -> set(result, constant(Type.BOOL, 1)),
        () -> set(result, constant(Type.BOOL, 0)));
    return get(result);
  }

  /** The ways out of a loop. */
  public interface LoopControl {
    /** Ends the block: leaves the loop. */
    void leave();

    /** Ends the block: goes on with the next round. */
    void next();
  }

  /** Does {@code body} again and again, until it leaves. */
  public void loop(Consumer<LoopControl> body) {
    Block head = newBlock("loop");
    Block after = newBlock("after");
    jump(head);
    inside(head, () -> body.accept(new Control(after, head)), head);
    enter(after);
  }

  /**
   * Does {@code body} {@code times} times, with the numbers from 0 on. How that is written depends
   * on the kernel: round after round where it has no loops.
   */
  public void times(long times, Consumer<Value> body) {
    times(constant(times), times, (number, control) -> body.accept(number));
  }

  /**
   * Does {@code body} {@code times} times, with the numbers from 0 on, of the type of {@code
   * times}.
   *
   * @param most what {@code times} is at most: more rounds are not done
   */
  public void times(Value times, long most, BiConsumer<Value, LoopControl> body) {
    Block head = newBlock("loop");
    Block first = newBlock("body");
    Block step = newBlock("step");
    Block after = newBlock("after");
    LocalVariable number = variable("number", constant(times.type(), 0));
    jump(head);
    enter(head);
    head.setBound(most);
    branch(within(get(number), times, most), first, after);
    inside(first, () -> body.accept(get(number), new Control(after, step)), step);
    enter(step);
    update(number, value -> add(value, 1));
    jump(head);
    enter(after);
  }

  private BranchCondition within(Value number, Value times, long most) {
    return times.isConstant() ? lt(number, times) : lt(number, most).and(lt(number, times));
  }

  private final class Control implements LoopControl {
    private final Block after;
    private final Block head;

    Control(Block after, Block head) {
      this.after = after;
      this.head = head;
    }

    @Override
    public void leave() {
      jump(after);
    }

    @Override
    public void next() {
      jump(head);
    }
  }

  /**
   * {@return the function, its variables turned into values} A second call does nothing more.
   *
   * @throws dev.jbpf.ir.IrException if a block has no end, or a variable is read where it may not
   *     be set
   */
  public Function finish() {
    if (!isFinished) {
      isFinished = true;
      UnreachableBlocks.run(function);
      for (Block block : function.blocks()) {
        if (!block.isClosed()) {
          close(block);
        }
      }
      variables.resolve();
      TrivialParameters.run(function);
    }
    return function;
  }

  private void close(Block block) {
    if (function.result() != Type.NONE) {
      throw error(
          "no-return",
          "control comes to the end of " + function.name() + " without a value",
          "leave before it: exit(…), or ret(…) in a function");
    }
    block.setTerminator(new Terminator.Return(Optional.empty(), origin()));
  }
}
