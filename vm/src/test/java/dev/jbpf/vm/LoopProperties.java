package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The compiler's second copy of loops does what the interpreter does: where pointers are sums that
 * grow, branches skip some of it, memory or budget ends.
 */
class LoopProperties {
  private static final int MEMORY = 256;

  /** r1 and r2 point to the memory, r3 and r4 are small, r5 is anything. */
  private static final int REGISTERS = 5;

  private static final List<Op> SUMS =
      List.of(Op.MOV_REG, Op.ADD_REG, Op.ADD_IMM, Op.ADD_IMM, Op.SUB_IMM, Op.MOV_IMM);
  private static final List<Op> ACCESSES =
      List.of(Op.LDXB, Op.LDXW, Op.LDXDW, Op.STXB, Op.STXH, Op.STXDW);
  private static final List<Op> JUMPS = List.of(Op.JNE_REG, Op.JSET_REG, Op.JLT_REG, Op.JA);

  /** One instruction of the loop, before its labels are known. */
  private record Seed(int kind, int op, int dst, int src, int number) {}

  /** A loop and what it is given. */
  record Case(Program program, int budget) {
    @Override
    public String toString() {
      return "budget " + budget + RandomPrograms.text(program);
    }
  }

  @Provide
  Arbitrary<Case> loops() {
    Arbitrary<Seed> seed =
        Combinators.combine(
                Arbitraries.integers().between(0, 9),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(1, REGISTERS),
                Arbitraries.integers().between(1, REGISTERS),
                Arbitraries.integers().between(-16, 16))
            .as(Seed::new);
    return Combinators.combine(
            seed.list().ofMinSize(1).ofMaxSize(9),
            Arbitraries.integers().between(1, 60),
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(20, 600))
        .as(
            (body, rounds, start, budget) ->
                new Case(Program.link(elements(body, rounds, start)), budget));
  }

  private static List<CodeElement> elements(List<Seed> body, int rounds, int start) {
    List<CodeElement> elements = new ArrayList<>();
    elements.add(imm(Op.ADD_IMM, 1, start * 8));
    elements.add(Insn.of(Op.MOV_REG, Reg.R2, Reg.R1, 0, 0));
    elements.add(imm(Op.MOV_IMM, 3, start));
    elements.add(imm(Op.MOV_IMM, 4, 3));
    elements.add(imm(Op.MOV_IMM, 9, rounds));
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i <= body.size(); i++) {
      labels.add(Label.create());
    }
    for (int i = 0; i < body.size(); i++) {
      elements.add(labels.get(i));
      elements.add(element(body.get(i), i, labels));
    }
    elements.add(labels.get(body.size()));
    elements.add(imm(Op.ADD_IMM, 9, -1));
    elements.add(new Branch(Op.JNE_IMM, Reg.R9, Reg.R0, 0, labels.get(0)));
    elements.add(Insn.of(Op.MOV_REG, Reg.R0, Reg.R5, 0, 0));
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return elements;
  }

  private static Insn imm(Op op, int register, int value) {
    return Insn.of(op, Reg.of(register), Reg.R0, 0, value);
  }

  private static CodeElement element(Seed seed, int at, List<Label> labels) {
    Reg dst = Reg.of(seed.dst());
    Reg src = Reg.of(seed.src());
    if (seed.kind() < 4) {
      Op op = SUMS.get(seed.op());
      boolean isRegister = op == Op.MOV_REG || op == Op.ADD_REG;
      return Insn.of(op, dst, isRegister ? src : Reg.R0, 0, isRegister ? 0 : seed.number());
    }
    if (seed.kind() < 8) {
      return Insn.of(ACCESSES.get(seed.op()), dst, src, seed.number() + 16, 0);
    }
    Op op = JUMPS.get(seed.op() % JUMPS.size());
    Label target = labels.get(Math.min(at + 1 + (seed.number() & 3), labels.size() - 1));
    return op == Op.JA
        ? new Branch(op, Reg.R0, Reg.R0, 0, target)
        : new Branch(op, dst, src, 0, target);
  }

  @Property(tries = 10_000)
  void theSecondCopyOfALoopDoesWhatTheFirstDoes(@ForAll("loops") Case loop) {
    assertThat(outcome(loop, Engine.JIT)).isEqualTo(outcome(loop, Engine.INTERPRETER));
  }

  private static String outcome(Case loop, Engine engine) {
    byte[] memory = new byte[MEMORY];
    for (int i = 0; i < MEMORY; i++) {
      memory[i] = (byte) (i * 7);
    }
    VmOptions options = VmOptions.DEFAULT.withEngine(engine).withBudget(loop.budget());
    String result;
    try {
      RunResult run = Vm.load(loop.program(), options).test(Context.of(memory));
      result = Long.toHexString(run.r0()) + " charged " + run.charged();
    } catch (VmFault fault) {
      result = fault.getMessage();
    }
    return result + " " + Arrays.toString(memory);
  }
}
