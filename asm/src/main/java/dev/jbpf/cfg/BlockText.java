package dev.jbpf.cfg;

import dev.jbpf.isa.Op;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What drawings write into the blocks. */
final class BlockText {
  /**
   * An instruction.
   *
   * @param slot where it starts
   * @param text how it is written
   */
  record Line(int slot, String text) {}

  private final ControlFlow flow;
  private final Map<Integer, List<String>> labels = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final BitSet headers = new BitSet();

  /** Subprograms that blocks of others jump into; no kernel takes that. */
  private final Map<Integer, List<String>> elsewhere = new HashMap<>();

  private final List<List<Line>> lines = new ArrayList<>();

  BlockText(ControlFlow flow, Dialect dialect) {
    this.flow = flow;
    flow.program()
        .labels()
        .forEach(
            (name, slot) ->
                labels.computeIfAbsent(slot.number(), key -> new ArrayList<>()).add(name));
    flow.subprograms().forEach(sub -> names.put((long) sub.start(), sub.name()));
    flow.loops().forEach(loop -> headers.set(loop.header()));
    flow.edges().forEach(this::noteEdge);
    List<String> texts = Disassembler.lines(flow.program(), dialect);
    int next = 0;
    for (BasicBlock block : flow.blocks()) {
      List<Line> inBlock = new ArrayList<>();
      for (int slot = block.start(); slot < block.end(); ) {
        Optional<Op> op = flow.program().opAt(slot);
        inBlock.add(new Line(slot, texts.get(next++) + called(slot, op)));
        slot += op.map(Op::slots).orElse(1);
      }
      lines.add(inBlock);
    }
  }

  private void noteEdge(FlowEdge edge) {
    int target = flow.blocks().get(edge.to()).subprogram();
    if (target != flow.blocks().get(edge.from()).subprogram()) {
      String name = flow.subprograms().get(target).name();
      elsewhere.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(name);
    }
  }

  /** Names the subprogram that a call goes to. */
  private String called(int slot, Optional<Op> op) {
    return op.filter(Op::namesFunction)
        .map(found -> names.get(slot + 1L + found.distance(flow.program().word(slot))))
        .map(name -> "  → " + name)
        .orElse("");
  }

  /** {@return the instructions of the block} */
  List<Line> lines(BasicBlock block) {
    return lines.get(block.index());
  }

  /** {@return the labels of the block, or the number of its first slot} */
  String title(BasicBlock block) {
    List<String> names = labels.getOrDefault(block.start(), List.of());
    return names.isEmpty() ? "slot " + block.start() : String.join(", ", names);
  }

  /** {@return what there is to say about the block} */
  String tags(BasicBlock block) {
    List<String> tags = new ArrayList<>();
    if (!block.isReachable()) {
      tags.add("unreachable");
    }
    if (headers.get(block.index())) {
      tags.add("loop");
    }
    for (String name : elsewhere.getOrDefault(block.index(), List.of())) {
      tags.add("goes on in " + name);
    }
    if (block.leaves()) {
      tags.add("leaves the program");
    }
    return String.join(", ", tags);
  }
}
