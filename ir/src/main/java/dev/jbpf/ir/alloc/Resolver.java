package dev.jbpf.ir.alloc;

import dev.jbpf.ir.alloc.PlacedFunction.Span;
import dev.jbpf.ir.select.MachineBlock;
import dev.jbpf.ir.select.MachineFunction;
import dev.jbpf.ir.select.MachineInsn;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down what the places of values make necessary: moves where a value changes its place, and
 * where control goes on to a block that has values elsewhere.
 */
final class Resolver {
  private static final int ALL = (1 << Locations.REGISTERS) - 1;

  private final MachineFunction function;
  private final Liveness liveness;
  private final Positions positions;
  private final Parts parts;
  private final Slots slots;
  private final List<Gap> gaps = new ArrayList<>();
  private final ParallelMoves moves;
  private final Span[] spans;
  private int nextGap;

  /** A place between two parts of an interval. */
  private record Gap(int position, int from, int to) {}

  Resolver(
      MachineFunction function,
      Liveness liveness,
      Intervals intervals,
      Positions positions,
      int slots) {
    this.function = function;
    this.liveness = liveness;
    this.positions = positions;
    this.parts = new Parts(intervals);
    this.slots = new Slots(slots);
    this.spans = new Span[slots];
    this.moves = new ParallelMoves(this.slots);
  }

  PlacedFunction run() {
    findGaps();
    List<List<Step>> blocks = new ArrayList<>();
    for (MachineBlock block : function.blocks()) {
      blocks.add(steps(block));
    }
    return new PlacedFunction(function, blocks, spans(), places());
  }

  private int[] places() {
    int count = function.blocks().size();
    int[] places = new int[count + 1];
    for (int i = 0; i < count; i++) {
      places[i] = positions.start(i);
      places[i + 1] = positions.end(i);
    }
    return places;
  }

  /**
   * Where one part ends and the next begins: at starts of blocks those that lead there see to it.
   */
  private void findGaps() {
    for (int register = 0; register < function.registers(); register++) {
      Interval[] all = parts.of(register);
      for (int i = 1; i < all.length; i++) {
        boolean isJoined = all[i - 1].end() == all[i].start();
        if (isJoined && all[i - 1].location != all[i].location) {
          gaps.add(new Gap(all[i].start(), all[i - 1].location, all[i].location));
        }
      }
    }
    gaps.sort((one, other) -> Integer.compare(one.position(), other.position()));
  }

  private List<Step> steps(MachineBlock block) {
    List<Step> steps = new ArrayList<>(block.insns().size() + 4);
    int at = block.index();
    if (at == 0) {
      takeParameters(block, steps);
    }
    skipGaps(positions.start(at));
    if (block.predecessors().length == 1) {
      MachineBlock before = function.blocks().get(block.predecessors()[0]);
      if (before.successors().length > 1) {
        cross(before, block, steps);
      }
    }
    for (int i = 0; i < block.insns().size(); i++) {
      run(block.insns().get(i), positions.insn(at, i), steps);
    }
    addGaps(positions.exit(at) + Positions.STEP - 1);
    moves.emit(steps, 0);
    if (block.successors().length == 1) {
      cross(block, function.blocks().get(block.successors()[0]), steps);
    }
    return steps;
  }

  private void takeParameters(MachineBlock block, List<Step> steps) {
    for (int i = 0; i < block.parameters().length; i++) {
      moves.add(i + 1, parts.location(block.parameters()[i], 0));
    }
    moves.emit(steps, 0);
  }

  private void skipGaps(int position) {
    while (nextGap < gaps.size() && gaps.get(nextGap).position() <= position) {
      nextGap++;
    }
  }

  private void addGaps(int last) {
    while (nextGap < gaps.size() && gaps.get(nextGap).position() <= last) {
      moves.add(gaps.get(nextGap).from(), gaps.get(nextGap).to());
      nextGap++;
    }
  }

  private void run(MachineInsn insn, int at, List<Step> steps) {
    addGaps(at);
    moves.emit(steps, 0);
    addGaps(at + Positions.STEP - 1);
    int target = insn.isCall() ? 1 : 0;
    for (int argument : insn.arguments()) {
      send(argument, at, target++);
    }
    moves.emit(steps, freeBefore(insn));
    int result = insn.result() < 0 ? 0 : parts.location(insn.result(), at + Positions.RESULT);
    int given = insn.result() >= 0 && insn.givesR0() ? 0 : result;
    steps.add(new Step.Run(insn, given, place(insn.first(), at), place(insn.second(), at)));
    if (given != result) {
      steps.add(new Step.Move(given, result));
    }
  }

  /**
   * What it loses is free before, unless it finds an argument there, which may be there already.
   */
  private static int freeBefore(MachineInsn insn) {
    boolean takesR0 = !insn.isCall() && insn.arguments().length > 0;
    return takesR0 ? 0 : insn.clobbers() & 1;
  }

  private int place(int register, int position) {
    return register < 0 ? Locations.FRAME : parts.location(register, position);
  }

  private void send(int register, int position, int target) {
    if (function.isMadeAnew(register)) {
      moves.make(register, target);
    } else {
      moves.add(parts.location(register, position), target);
    }
  }

  /** From the end of a block to the start of another. */
  private void cross(MachineBlock from, MachineBlock to, List<Step> steps) {
    int end = positions.end(from.index()) - 1;
    int start = positions.start(to.index());
    boolean isAtEnd = from.successors().length == 1;
    Span here =
        isAtEnd
            ? new Span(positions.exit(from.index()), end + 2)
            : new Span(start, start + Positions.STEP);
    int busy = 0;
    IntList live = liveness.in(to.index());
    for (int i = 0; i < live.size(); i++) {
      int source = parts.location(live.get(i), end);
      int target = parts.location(live.get(i), start);
      moves.add(source, target);
      inUse(source, here);
      inUse(target, here);
      busy |= bit(source) | bit(target);
    }
    for (int i = 0; i < from.arguments().length; i++) {
      int target = parts.location(to.parameters()[i], start);
      send(from.arguments()[i], positions.exit(from.index()), target);
      inUse(target, here);
      busy |= bit(target);
    }
    moves.emit(steps, ALL & ~busy);
  }

  private static int bit(int location) {
    return Locations.isRegister(location) ? 1 << location : 0;
  }

  private void inUse(int location, Span span) {
    if (!Locations.isRegister(location)) {
      int slot = Locations.slotNumber(location);
      spans[slot] = spans[slot] == null ? span : spans[slot].with(span);
    }
  }

  private List<Span> spans() {
    for (int register = 0; register < function.registers(); register++) {
      for (Interval part : parts.of(register)) {
        inUse(part.location, new Span(Positions.before(part.start()), part.end() + 1));
      }
    }
    List<Span> all = new ArrayList<>(List.of(spans));
    Span whole = new Span(0, positions.end(function.blocks().size() - 1));
    for (int i = 0; i < 2; i++) {
      all.add(slots.isUsed(slots.ofValues() + i) ? whole : new Span(0, 0));
    }
    return all;
  }
}
