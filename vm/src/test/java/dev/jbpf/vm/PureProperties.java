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
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Programs that only look at memory, of any length: the compiler's method for them, which knows
 * pointers as offsets and begins again where one is outside, does what the interpreter does.
 */
class PureProperties {
  /** r1 to r3 point to the memory most of the time, r4 to r6 are numbers, r0 is the result. */
  private static final int POINTERS = 3;

  private static final int REGISTERS = 6;
  private static final int MEMORY = 40;

  private static final List<Op> LOADS =
      List.of(Op.LDXB, Op.LDXH, Op.LDXW, Op.LDXDW, Op.LDXSB, Op.LDXSH, Op.LDXSW);
  private static final List<Op> SUMS = List.of(Op.ADD_REG, Op.ADD_IMM, Op.SUB_IMM, Op.MOV_REG);
  private static final List<Op> NUMBERS =
      List.of(Op.AND_IMM, Op.XOR_REG, Op.ADD_REG, Op.MUL32_IMM, Op.RSH_IMM, Op.SUB_REG);
  private static final List<Op> SWAPS =
      List.of(Op.BE16, Op.BE32, Op.BE64, Op.BSWAP16, Op.BSWAP32, Op.BSWAP64, Op.LE16);
  private static final List<Op> TESTS =
      List.of(Op.JEQ_IMM, Op.JNE_IMM, Op.JSET_IMM, Op.JGT_IMM, Op.JEQ32_IMM, Op.JSET32_IMM);

  /** One instruction, before labels are known. */
  private record Seed(int kind, int op, int dst, int src, int number) {}

  @Provide
  Arbitrary<Program> programs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 13),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, REGISTERS - 1),
            Arbitraries.integers().between(0, REGISTERS - 1),
            Arbitraries.integers().between(-4, 28))
        .as(Seed::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(24)
        .map(PureProperties::program);
  }

  private static Program program(List<Seed> seeds) {
    List<CodeElement> elements = new ArrayList<>();
    elements.add(Insn.of(Op.LDXH, Reg.R5, Reg.R1, 2, 0));
    elements.add(Insn.of(Op.MOV_REG, Reg.R2, Reg.R1, 0, 0));
    elements.add(Insn.of(Op.MOV_REG, Reg.R3, Reg.R1, 0, 0));
    List<Label> labels = new ArrayList<>();
    seeds.forEach(seed -> labels.add(Label.create()));
    labels.add(Label.create());
    for (int i = 0; i < seeds.size(); i++) {
      elements.add(labels.get(i));
      elements.addAll(elements(seeds.get(i), i, labels));
    }
    elements.add(labels.get(seeds.size()));
    elements.add(Insn.of(Op.MOV_REG, Reg.R0, Reg.R4, 0, 0));
    elements.add(Insn.of(Op.ADD_REG, Reg.R0, Reg.R5, 0, 0));
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return Program.link(elements);
  }

  private static List<CodeElement> elements(Seed seed, int at, List<Label> labels) {
    Reg pointer = Reg.of(1 + seed.dst() % POINTERS);
    Reg number = Reg.of(1 + POINTERS + seed.src() % POINTERS);
    int constant = Math.abs(seed.number());
    return switch (seed.kind()) {
      case 0, 1, 2, 3, 4 -> List.of(Insn.of(pick(LOADS, seed), number, pointer, constant, 0));
      case 5 -> List.of(Insn.of(Op.AND_IMM, number, Reg.R0, 0, 15));
      case 6 -> List.of(sum(pick(SUMS, seed), pointer, seed));
      case 7 -> List.of(sum(Op.ADD_REG, Reg.of(1 + seed.dst()), seed));
      case 8 -> List.of(arithmetic(pick(NUMBERS, seed), number, seed));
      case 9 -> List.of(Insn.of(Op.SUB_REG, Reg.of(1 + seed.dst()), pointer, 0, 0));
      case 10, 11 -> swapAndTest(seed, number, at, labels);
      case 12 -> List.of(test(seed, number, at, labels));
      default -> List.of(Insn.of(Op.MOV_IMM, Reg.of(1 + seed.dst()), Reg.R0, 0, seed.number()));
    };
  }

  private static Op pick(List<Op> from, Seed seed) {
    return from.get(seed.op() % from.size());
  }

  private static Insn sum(Op op, Reg to, Seed seed) {
    boolean isRegister = op == Op.MOV_REG || op == Op.ADD_REG;
    return isRegister
        ? Insn.of(op, to, Reg.of(1 + seed.src()), 0, 0)
        : Insn.of(op, to, Reg.R0, 0, seed.number());
  }

  private static Insn arithmetic(Op op, Reg to, Seed seed) {
    boolean isRegister = op == Op.XOR_REG || op == Op.ADD_REG || op == Op.SUB_REG;
    return isRegister
        ? Insn.of(op, to, Reg.of(1 + POINTERS + seed.dst() % POINTERS), 0, 0)
        : Insn.of(op, to, Reg.R0, 0, Math.abs(seed.number()));
  }

  /** A swap, and up to two jumps that compare what it gives. */
  private static List<CodeElement> swapAndTest(Seed seed, Reg number, int at, List<Label> labels) {
    CodeElement swap = Insn.of(pick(SWAPS, seed), number, Reg.R0, 0, 0);
    CodeElement test = test(seed, number, at, labels);
    CodeElement jump = new Branch(Op.JEQ_IMM, number, Reg.R0, 7 << 8, target(seed, at, labels));
    return seed.kind() == 10 ? List.of(swap, test) : List.of(swap, jump, test);
  }

  private static CodeElement test(Seed seed, Reg number, int at, List<Label> labels) {
    Op op = TESTS.get(seed.src() % TESTS.size());
    int constant = seed.number() << (seed.op() % 3 * 8);
    return new Branch(op, number, Reg.R0, constant, target(seed, at, labels));
  }

  private static Label target(Seed seed, int at, List<Label> labels) {
    return labels.get(Math.min(at + 1 + (seed.number() & 3), labels.size() - 1));
  }

  @Property(tries = 3_000)
  void enginesAgreeWhateverTheLengthOfTheMemory(@ForAll("programs") Program program) {
    Vm jit = Vm.create(VmOptions.DEFAULT.withEngine(Engine.JIT));
    Vm interpreter = Vm.create(VmOptions.DEFAULT.withEngine(Engine.INTERPRETER));
    assertThat(outcomes(jit.load(program)))
        .as(() -> RandomPrograms.text(program))
        .isEqualTo(outcomes(interpreter.load(program)));
  }

  /** One session, so that each run finds what the one before left. */
  private static List<String> outcomes(LoadedProgram program) {
    List<String> all = new ArrayList<>();
    try (Session session = program.open(0)) {
      for (int length : new int[] {MEMORY, 7, 24, 0, 64, 1, 16}) {
        session.place(Context.of(memory(length)));
        all.add(outcome(session));
      }
    }
    return all;
  }

  private static byte[] memory(int length) {
    byte[] memory = new byte[length];
    for (int i = 0; i < length; i++) {
      memory[i] = (byte) (i % 3 == 0 ? 7 : i * 37 >> 3 & 15);
    }
    return memory;
  }

  private static String outcome(Session session) {
    try {
      return Long.toHexString(session.run()) + " charged " + session.charged();
    } catch (VmFault fault) {
      return fault.getMessage() + " charged " + session.charged();
    }
  }
}
