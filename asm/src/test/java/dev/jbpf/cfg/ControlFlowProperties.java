package dev.jbpf.cfg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.RawWord;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.text.Dialect;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ControlFlowProperties {
  /** Jumps to anywhere near, calls, wide instructions and raw words. */
  private static Program program(Random random) {
    int size = 1 + random.nextInt(40);
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int distance = random.nextInt(size) - i;
      elements.add(
          switch (random.nextInt(12)) {
            case 0 -> Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0);
            case 1 -> Insn.of(Op.JA, Reg.R0, Reg.R0, distance, 0);
            case 2 -> Insn.of(Op.GOTOL, Reg.R0, Reg.R0, 0, distance);
            case 3, 4, 5 -> Insn.of(Op.JEQ_IMM, Reg.R1, Reg.R0, distance, 7);
            case 6 -> Insn.of(Op.CALL_LOCAL, Reg.R0, Reg.R0, 0, distance);
            case 7 -> Insn.of(Op.LDDW, Reg.R1, Reg.R0, 0, random.nextLong());
            case 8 -> random.nextInt(4) == 0 ? new RawWord(random.nextLong()) : mov();
            default -> mov();
          });
    }
    return Program.link(elements);
  }

  private static Insn mov() {
    return Insn.of(Op.MOV_IMM, Reg.R1, Reg.R0, 0, 1);
  }

  @Property(tries = 2_000)
  void blocksAreThePartsOfTheProgram(@ForAll long seed) {
    Program program = program(new Random(seed));
    ControlFlow flow = ControlFlow.of(program);
    int at = 0;
    for (BasicBlock block : flow.blocks()) {
      assertThat(block.start()).isEqualTo(at);
      assertThat(block.end()).isGreaterThan(at);
      at = block.end();
    }
    assertThat(at).isEqualTo(program.size());
    for (Subprogram subprogram : flow.subprograms()) {
      assertThat(flow.blocks()).extracting(BasicBlock::start).contains(subprogram.start());
    }
  }

  private static int slots(Program program, int slot) {
    return program.opAt(slot).map(Op::slots).orElse(1);
  }

  /** Walks instruction by instruction, without blocks. */
  @Property(tries = 2_000)
  void reachableIsWhatAWalkOverTheInstructionsReaches(@ForAll long seed) {
    Program program = program(new Random(seed));
    BitSet starts = new BitSet();
    for (int slot = 0; slot < program.size(); slot += slots(program, slot)) {
      starts.set(slot);
    }
    BitSet reached = new BitSet();
    Deque<Long> waiting = new ArrayDeque<>(List.of(0L));
    while (!waiting.isEmpty()) {
      long slot = waiting.remove();
      if (slot < 0
          || slot >= program.size()
          || !starts.get((int) slot)
          || reached.get((int) slot)) {
        continue;
      }
      reached.set((int) slot);
      Optional<Op> op = program.opAt((int) slot);
      if (op.filter(Op::isFinal).isEmpty()) {
        waiting.add(slot + slots(program, (int) slot));
      }
      op.filter(found -> found.format().hasTarget())
          .ifPresent(found -> waiting.add(slot + 1 + found.distance(program.word((int) slot))));
    }
    for (BasicBlock block : ControlFlow.of(program).blocks()) {
      assertThat(block.isReachable()).isEqualTo(reached.get(block.start()));
    }
  }

  @Property(tries = 2_000)
  void withoutBackEdgesThereIsNoCircle(@ForAll long seed) {
    ControlFlow flow = ControlFlow.of(program(new Random(seed)));
    int[] missing = new int[flow.blocks().size()];
    List<FlowEdge> edges = flow.edges().stream().filter(edge -> !edge.isBack()).toList();
    edges.forEach(edge -> missing[edge.to()]++);
    Deque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    int done = 0;
    while (!ready.isEmpty()) {
      int block = ready.remove();
      done++;
      for (FlowEdge edge : edges) {
        if (edge.from() == block && --missing[edge.to()] == 0) {
          ready.add(edge.to());
        }
      }
    }
    assertThat(done).isEqualTo(missing.length);
  }

  @Property(tries = 300)
  void drawingsAreXmlWithoutOverlap(@ForAll long seed) throws Exception {
    ControlFlow flow = ControlFlow.of(program(new Random(seed)));
    String svg = flow.toSvg(Dialect.LLVM);
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    NodeList groups =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("g");
    int boxes = 0;
    for (int i = 0; i < groups.getLength(); i++) {
      boxes += checkBoxes((Element) groups.item(i));
    }
    assertThat(boxes).isEqualTo(flow.blocks().size());
  }

  private static int checkBoxes(Element group) {
    List<double[]> boxes = new ArrayList<>();
    NodeList children = group.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element element && isBlock(element)) {
        boxes.add(
            new double[] {
              number(element, "x"),
              number(element, "y"),
              number(element, "x") + number(element, "width"),
              number(element, "y") + number(element, "height")
            });
      }
    }
    for (double[] a : boxes) {
      for (double[] b : boxes) {
        boolean apart = a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
        assertThat(a == b || apart).isTrue();
      }
    }
    return boxes.size();
  }

  private static boolean isBlock(Element element) {
    String look = element.getAttribute("class");
    return element.getTagName().equals("rect")
        && (look.startsWith("block") || look.equals("unreachable"));
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }
}
