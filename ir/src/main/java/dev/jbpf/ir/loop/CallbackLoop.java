package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Dominators;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.Predecessors;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.rewrite.Copies;
import dev.jbpf.ir.rewrite.OperandSubstitution;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Makes a loop the body of {@code bpf_loop}: a function for one round, which finds what it needs in
 * an object of the caller's stack, leaves there what the next round needs, and returns 1 where it
 * leaves the loop. A number there says which way that was.
 */
final class CallbackLoop {
  /** More rounds {@code bpf_loop} does not do. */
  private static final long MOST_ROUNDS = Limits.BPF_MAX_LOOPS;

  private final IrModule module;
  private final Function function;
  private final NaturalLoop loop;
  private final long rounds;
  private final Dominators dominators;
  private final LoopState state;
  private final List<Edge> exits = new ArrayList<>();

  private CallbackLoop(IrModule module, Function function, NaturalLoop loop) {
    this.module = module;
    this.function = function;
    this.loop = loop;
    this.rounds = Rounds.of(function, loop);
    this.dominators = Dominators.of(function);
    this.state = new LoopState(loop);
  }

  /**
   * {@return whether kernels take what it does in a function that is called back} Such a function
   * leaves no address of the stack in its caller's, and nothing is called while a lock is held.
   */
  static boolean isPossible(Function function, NaturalLoop loop) {
    return loop.head().parameters().stream().noneMatch(value -> value.type().equals(Type.STACK))
        && loop.blocks().stream()
            .flatMap(block -> block.values().stream())
            .noneMatch(
                value -> value.opcode() == Opcode.READ_PACKET || calls(value, Helper.TAIL_CALL))
        && !isLocked(function, loop);
  }

  /** {@return whether a lock is taken before the loop and given back behind its start} */
  private static boolean isLocked(Function function, NaturalLoop loop) {
    if (blocks(function, Helper.SPIN_LOCK).isEmpty()) {
      return false;
    }
    Dominators dominators = Dominators.of(function);
    return blocks(function, Helper.SPIN_LOCK).stream()
            .anyMatch(lock -> lock != loop.head() && dominators.dominates(lock, loop.head()))
        && blocks(function, Helper.SPIN_UNLOCK).stream()
            .anyMatch(unlock -> dominators.dominates(loop.head(), unlock));
  }

  private static List<Block> blocks(Function function, Helper helper) {
    return function.blocks().stream()
        .filter(block -> block.values().stream().anyMatch(value -> calls(value, helper)))
        .toList();
  }

  private static boolean calls(Value value, Helper wanted) {
    return value.symbol() instanceof Referent.OfHelper helper && helper.number() == wanted.value();
  }

  /** Takes {@code loop} out of {@code function}. */
  static void run(IrModule module, Function function, NaturalLoop loop) {
    new CallbackLoop(module, function, loop).run();
  }

  private void run() {
    Predecessors predecessors = Predecessors.of(function);
    Block call = function.addBlock("loop");
    hoistObjects(call);
    state.collect(function);
    Function body = body();
    module.add(body);
    for (Value parameter : loop.head().parameters()) {
      call.addParameter(parameter.type(), parameter.origin()).named(parameter.name());
    }
    for (Predecessors.Entry entry : predecessors.of(loop.head())) {
      if (!loop.blocks().contains(entry.from())) {
        entry.edge().redirect(call, entry.edge().arguments());
      }
    }
    call(call, body);
    UnreachableBlocks.run(function);
  }

  /**
   * The caller's objects have their addresses in the caller. What an inner loop shares is of the
   * round: in the caller's stack it could not lead to the caller's objects.
   */
  private void hoistObjects(Block call) {
    for (Block block : loop.blocks()) {
      List<Value> stack =
          block.values().stream()
              .filter(value -> value.opcode() == Opcode.STACK && !LoopState.isState(value))
              .toList();
      call.values().addAll(stack);
      block.values().removeAll(stack);
    }
  }

  private Function body() {
    String name = function.name() + "_loop" + module.functions().size();
    Terminator like = loop.head().terminator();
    Function body = new Function(name, Type.S64, List.of(Type.U64, Type.STACK), like.origin());
    Block entry = body.entry();
    StateAccess access = new StateAccess(body, body.parameters().get(1), like.origin());
    Copies copies = new Copies(body, false);
    state.constants().forEach(value -> copies.put(value, access.again(entry, value)));
    state.inputs().forEach((value, slot) -> copies.put(value, access.load(entry, value, slot)));
    List<Value> first = new ArrayList<>();
    state.carried().forEach((value, slot) -> first.add(access.load(entry, value, slot)));
    List<Block> round = copies.copy(loop.blocks());
    entry.setTerminator(new Terminator.Jump(Edge.to(copies.of(loop.head()), first), like.origin()));
    for (int i = 0; i < round.size(); i++) {
      Block original = loop.blocks().get(i);
      List<Edge> edges = round.get(i).terminator().edges();
      for (int way = 0; way < edges.size(); way++) {
        Edge edge = edges.get(way);
        if (edge.target() == copies.of(loop.head())) {
          edge.redirect(next(body, access, edge), List.of());
        } else if (edge.target().function() != body) {
          exits.add(original.terminator().edges().get(way));
          edge.redirect(leave(body, access, copies, original), List.of());
        }
      }
    }
    UnreachableBlocks.run(body);
    return body;
  }

  private Block next(Function body, StateAccess access, Edge edge) {
    Block block = body.addBlock("next");
    int index = 0;
    for (int slot : state.carried().values()) {
      access.store(block, edge.argument(index++), slot);
    }
    access.ret(block, 0);
    return block;
  }

  /** What is known at that exit is left for those who use it behind the loop. */
  private Block leave(Function body, StateAccess access, Copies copies, Block from) {
    Block block = body.addBlock("leave");
    state
        .results()
        .forEach(
            (value, result) -> {
              if (dominators.dominates(result.block(), from)) {
                access.store(block, copies.of(value), result.slot());
              }
            });
    access.storeNumber(block, exits.size(), LoopState.WAY);
    access.ret(block, 1);
    return block;
  }

  private void call(Block call, Function body) {
    StateAccess access = StateAccess.of(call, state.object(), loop.head().terminator().origin());
    int index = 0;
    for (int slot : state.carried().values()) {
      access.store(call, call.parameters().get(index++), slot);
    }
    state.inputs().forEach((value, slot) -> access.store(call, value, slot));
    state.results().values().forEach(result -> access.storeNumber(call, 0, result.slot()));
    access.storeNumber(call, 0, LoopState.WAY);
    boolean isSure = rounds > 0 && rounds < MOST_ROUNDS;
    access.callLoop(call, isSure ? rounds + 1 : MOST_ROUNDS, body);
    Copies behind = new Copies(function, false);
    state
        .results()
        .forEach((value, result) -> behind.put(value, access.load(call, value, result.slot())));
    state
        .carried()
        .forEach(
            (value, slot) -> {
              if (state.isUsedBehind(value)) {
                behind.put(value, access.load(call, value, slot));
              }
            });
    Value way = access.number(call, LoopState.WAY);
    for (Block block : function.blocks()) {
      if (!loop.blocks().contains(block) && block != call) {
        OperandSubstitution.replace(block, behind::of);
      }
    }
    List<Edge> ways = exits.stream().map(exit -> behind(exit, behind)).toList();
    call.setTerminator(
        new Terminator.Switch(
            way,
            LongStream.rangeClosed(1, ways.size()).boxed().toList(),
            ways,
            Edge.to(exhausted(isSure, behind)),
            access.origin()));
  }

  private static Edge behind(Edge exit, Copies behind) {
    return Edge.to(exit.target(), exit.arguments().stream().map(behind::of).toList());
  }

  /** All rounds are done: by the way out of the head, where that needs nothing of a round. */
  private Block exhausted(boolean isSure, Copies behind) {
    Block block = function.addBlock("");
    Optional<Edge> out =
        loop.head().terminator().edges().stream().filter(exits::contains).findFirst();
    boolean isPlain = !isSure && state.results().isEmpty() && out.isPresent();
    block.setTerminator(
        isPlain
            ? new Terminator.Jump(
                behind(out.orElseThrow(), behind), loop.head().terminator().origin())
            : new Terminator.Unreachable(loop.head().terminator().origin()));
    return block;
  }
}
