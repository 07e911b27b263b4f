package dev.jbpf.cfg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cfg.FlowEdge.Kind;
import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Dialect;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlFlowTest {
  private static ControlFlow flow(String source) {
    return ControlFlow.of(Assembler.assemble(source).program().orElseThrow());
  }

  private static List<Integer> starts(ControlFlow flow) {
    return flow.blocks().stream().map(BasicBlock::start).toList();
  }

  @Test
  void blocksEndAtJumpsAndStartAtTargets() {
    ControlFlow flow =
        flow(
            """
            r0 = 1
            if r1 == 0 goto out
            r2 = 0x1122334455667788 ll
            goto out
            out:
            exit
            """);
    assertThat(starts(flow)).containsExactly(0, 2, 5);
    assertThat(flow.blocks()).extracting(BasicBlock::end).containsExactly(2, 5, 6);
    assertThat(flow.edges())
        .containsExactly(
            new FlowEdge(0, 2, Kind.TAKEN, false),
            new FlowEdge(0, 1, Kind.NOT_TAKEN, false),
            new FlowEdge(1, 2, Kind.JUMP, false));
    assertThat(flow.loops()).isEmpty();
    assertThat(flow.subprograms()).containsExactly(new Subprogram("main", 0, 6));
  }

  @Test
  void loopsAreNested() {
    ControlFlow flow =
        flow(
            """
            r1 = 9
            outer:
            r2 = 9
            inner:
            r2 -= 1
            if r2 != 0 goto inner
            r1 -= 1
            if r1 != 0 goto outer
            r0 = 0
            exit
            """);
    assertThat(starts(flow)).containsExactly(0, 1, 2, 4, 6);
    assertThat(flow.blocks()).extracting(BasicBlock::loopDepth).containsExactly(0, 1, 2, 1, 0);
    assertThat(flow.loops()).extracting(FlowLoop::header).containsExactly(1, 2);
    assertThat(flow.loops().get(0).blocks()).hasToString("{1, 2, 3}");
    assertThat(flow.edges())
        .filteredOn(FlowEdge::isBack)
        .extracting(FlowEdge::to)
        .containsExactly(2, 1);
  }

  @Test
  void whatNothingLeadsToIsUnreachable() {
    ControlFlow flow = flow("r0 = 0\nexit\nr0 = 1\ngoto -2\n");
    assertThat(flow.blocks()).extracting(BasicBlock::isReachable).containsExactly(true, false);
    assertThat(flow.blocks()).extracting(BasicBlock::leaves).containsExactly(false, false);
  }

  @Test
  void subprogramsAreReachedByCallsOrByTheirAddress() {
    ControlFlow flow =
        flow(
            """
            call one
            r2 = func two ll
            exit
            one:
            exit
            two:
            exit
            three:
            exit
            """);
    assertThat(flow.subprograms())
        .extracting(Subprogram::name)
        .containsExactly("main", "one", "two");
    assertThat(flow.blocks())
        .extracting(BasicBlock::isReachable)
        .containsExactly(true, true, true, false);
    assertThat(flow.blocks()).extracting(BasicBlock::subprogram).containsExactly(0, 1, 2, 2);
    assertThat(flow.edges()).isEmpty();
  }

  @Test
  void waysOutOfTheProgramAreMarked() {
    ControlFlow flow = flow("if r1 == 0 goto +5\nif r1 == 1 goto +1\nr2 = 1 ll\nr0 = 0\n");
    assertThat(flow.blocks()).extracting(BasicBlock::leaves).containsExactly(true, true, true);
  }

  @Test
  void mayGotoAndGotolAreJumps() {
    ControlFlow flow = flow("top:\nmay_goto out\ngotol top\nout:\nexit\n");
    assertThat(flow.edges())
        .containsExactly(
            new FlowEdge(0, 2, Kind.TAKEN, false),
            new FlowEdge(0, 1, Kind.NOT_TAKEN, false),
            new FlowEdge(1, 0, Kind.JUMP, true));
  }

  @Test
  void drawingsSayWhereAJumpGoesThatIsNotDrawn() {
    ControlFlow flow = flow("call other\ngoto other\nother:\nexit\n");
    assertThat(flow.toSvg(Dialect.LLVM)).contains("goes on in other");
  }

  @Test
  void anEmptyProgramIsAnEmptyGraph() {
    ControlFlow flow = ControlFlow.of(Program.decode(new byte[0], ByteOrder.LITTLE_ENDIAN));
    assertThat(flow.blocks()).isEmpty();
    assertThat(flow.toSvg(Dialect.LLVM)).contains("</svg>");
    assertThat(flow.toDot(Dialect.LLVM)).startsWith("digraph");
  }

  @Test
  void aDeepProgramDoesNotExhaustTheStack() {
    String source = "if r1 == 0 goto +0\n".repeat(50_000) + "exit\n";
    assertThat(flow(source).blocks()).hasSize(50_001);
  }

  @Test
  void drawingsAreAsTheyWereLookedAt() throws Exception {
    Path folder = Path.of("src/test/resources/cfg");
    Program program =
        Assembler.assemble(Files.readString(folder.resolve("loops.s"))).program().orElseThrow();
    ControlFlow flow = ControlFlow.of(program);
    compare(folder.resolve("loops.dot"), flow.toDot(Dialect.LLVM));
    compare(folder.resolve("loops.svg"), flow.toSvg(Dialect.LLVM));
  }

  private static void compare(Path expected, String actual) throws Exception {
    if (Boolean.parseBoolean(System.getenv("JBPF_UPDATE_CORPUS"))) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }
}
