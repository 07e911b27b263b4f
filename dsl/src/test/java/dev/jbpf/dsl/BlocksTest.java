package dev.jbpf.dsl;

import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Condition;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What blocks become, beside what a good hand writes. */
class BlocksTest {

  private static void assertSame(Consumer<ProgramBuilder> blocks, Consumer<ProgramBuilder> byHand) {
    assertThat(program(blocks).elements()).isEqualTo(program(byHand).elements());
  }

  @Test
  void anIfIsOneJump() {
    assertSame(
        b -> {
          b.ifThen(R1.gt(10), t -> t.mov(R0, 1));
          b.exit();
        },
        b -> b.jle(R1, 10, "end").mov(R0, 1).label("end").exit());
  }

  @Test
  void anElseIsOneMore() {
    assertSame(
        b -> b.ifThen(R1.eq(R2), t -> t.mov(R0, 1)).orElse(e -> e.mov(R0, 2)).exit(),
        b ->
            b.jne(R1, R2, "else")
                .mov(R0, 1)
                .ja("end")
                .label("else")
                .mov(R0, 2)
                .label("end")
                .exit());
  }

  @Test
  void aBlockThatLeavesNeedsNoJumpOverTheElse() {
    assertSame(
        b -> b.ifThen(R1.eq(0), t -> t.mov(R0, 1).exit()).orElse(e -> e.mov(R0, 2)).exit(),
        b -> b.jne(R1, 0, "else").mov(R0, 1).exit().label("else").mov(R0, 2).exit());
  }

  @Test
  void aChainOfConditionsHasOneEnd() {
    assertSame(
        b ->
            b.ifThen(R1.eq(1), t -> t.mov(R0, 1))
                .orElseIf(R1.eq(2), t -> t.mov(R0, 2))
                .orElse(t -> t.mov(R0, 3))
                .exit(),
        b ->
            b.jne(R1, 1, "two")
                .mov(R0, 1)
                .ja("end")
                .label("two")
                .jne(R1, 2, "three")
                .mov(R0, 2)
                .ja("end")
                .label("three")
                .mov(R0, 3)
                .label("end")
                .exit());
  }

  @Test
  void nestedBlocksEndTogether() {
    assertSame(
        b -> {
          b.ifThen(R1.ne(0), t -> t.ifThen(R2.ne(0), u -> u.mov(R0, 1)));
          b.exit();
        },
        b -> b.jeq(R1, 0, "end").jeq(R2, 0, "end").mov(R0, 1).label("end").exit());
  }

  @Test
  void conditionsCombineWithoutExtraJumps() {
    Condition both = R1.gt(1).and(R2.slt(2).on32());
    assertSame(
        b -> b.ifThen(both, t -> t.mov(R0, 1)).end().exit(),
        b -> b.jle(R1, 1, "end").jsge32(R2, 2, "end").mov(R0, 1).label("end").exit());
    assertSame(
        b -> b.ifThen(R1.gt(1).or(R2.eq(2)), t -> t.mov(R0, 1)).end().exit(),
        b -> b.jgt(R1, 1, "then").jne(R2, 2, "end").label("then").mov(R0, 1).label("end").exit());
    assertSame(
        b -> b.ifThen(both.not(), t -> t.mov(R0, 1)).end().exit(),
        b ->
            b.jle(R1, 1, "then").jslt32(R2, 2, "end").label("then").mov(R0, 1).label("end").exit());
  }

  @Test
  void aTestOfBitsHasNoOppositeJump() {
    assertSame(
        b -> b.ifThen(R1.hasAny(4), t -> t.mov(R0, 1)).end().exit(),
        b -> b.jset(R1, 4, "then").ja("end").label("then").mov(R0, 1).label("end").exit());
    assertSame(
        b -> b.ifThen(R1.hasAny(4).not(), t -> t.mov(R0, 1)).end().exit(),
        b -> b.jset(R1, 4, "end").mov(R0, 1).label("end").exit());
  }

  @Test
  void loopsTestAtTheirEnd() {
    assertSame(
        b -> b.mov(R0, 0).loop(10, R6, t -> t.add(R0, R6).breakIf(R0.gt(20))).exit(),
        b ->
            b.mov(R0, 0)
                .mov(R6, 0)
                .label("top")
                .add(R0, R6)
                .jgt(R0, 20, "end")
                .add(R6, 1)
                .jslt(R6, 10, "top")
                .label("end")
                .exit());
    assertSame(
        b -> b.whileLoop(R1.ne(0), t -> t.continueIf(R1.eq(5)).sub(R1, 1)).exit(),
        b ->
            b.jeq(R1, 0, "end")
                .label("top")
                .jeq(R1, 5, "next")
                .sub(R1, 1)
                .label("next")
                .jne(R1, 0, "top")
                .label("end")
                .exit());
    assertSame(
        b -> b.whileTrue(t -> t.breakIf(R1.eq(0)).sub(R1, 1)).exit(),
        b -> b.label("top").jeq(R1, 0, "end").sub(R1, 1).ja("top").label("end").exit());
  }

  @Test
  void anUnrolledLoopHasNoJumps() {
    assertSame(
        b -> b.mov(R0, 0).unrolled(1, 4, (t, i) -> t.add(R0, i)).exit(),
        b -> b.mov(R0, 0).add(R0, 1).add(R0, 2).add(R0, 3).exit());
    assertSame(b -> b.forRange(R6, 5, 5, t -> t.exit()).exit(), b -> b.mov(R6, 5).exit());
  }

  @Test
  void aSwitchComparesThenRuns() {
    assertSame(
        b ->
            b.switchOn(
                    R1,
                    s ->
                        s.on(6, t -> t.mov(R0, 1))
                            .on(17, t -> t.mov(R0, 2))
                            .otherwise(t -> t.mov(R0, 0)))
                .exit(),
        b ->
            b.jeq(R1, 6, "tcp")
                .jeq(R1, 17, "udp")
                .mov(R0, 0)
                .ja("end")
                .label("tcp")
                .mov(R0, 1)
                .ja("end")
                .label("udp")
                .mov(R0, 2)
                .label("end")
                .exit());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(b -> b.switchOn(R1, s -> s.on(1, t -> {}).on(1, t -> {}))))
        .withMessage("two cases of 1");
  }

  @Test
  void subprogramsComeBehindTheMainProgram() {
    assertSame(
        b ->
            b.subprogram("sum", s -> s.mov(R0, R1).add(R0, R2))
                .callSubprogram("sum", Arg.reg(R6), Arg.imm(7))
                .exit(),
        b ->
            b.mov(R1, R6)
                .mov(R2, 7)
                .callLocal("sum")
                .exit()
                .label("sum")
                .mov(R0, R1)
                .add(R0, R2)
                .exit());
  }

  @Test
  void misplacedPartsAreErrors() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> program(b -> b.breakIf(R1.eq(0))))
        .withMessage("breakIf is not in a loop");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                program(
                    b -> {
                      IfBlock block = b.ifThen(R1.eq(0), t -> t.mov(R0, 0));
                      b.exit();
                      block.orElse(t -> t.mov(R0, 1));
                    }))
        .withMessageContaining("no place for an else");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(b -> b.subprogram("a", s -> {}).subprogram("a", s -> {})))
        .withMessage("two subprograms 'a'");
  }

  @Test
  void blocksEndWithTheProgram() {
    Program open = program(b -> b.ifThen(R1.eq(0), t -> t.mov(R0, 0)));
    assertThat(open.size()).isEqualTo(2);
  }
}
