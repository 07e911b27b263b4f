package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random programs give in the virtual machine what they give in the kernel. */
@KernelTest
class KernelAgreementTest {
  private static final Set<Format> COMPUTING =
      EnumSet.of(
          Format.ALU_IMM, Format.ALU_REG, Format.ALU_UNARY, Format.JUMP_IMM, Format.JUMP_REG);

  private static final List<Op> OPS =
      Op.all().stream().filter(op -> COMPUTING.contains(op.format())).toList();

  private static final List<Op> MEMORY =
      Op.all().stream()
          .filter(op -> op.format() == Format.LOAD || op.format() == Format.STORE_REG)
          .toList();

  private static final MapDef<Integer, Long> ARRAY = MapDef.array("array", Codec.U64, 3);
  private static final MapDef<Long, Long> HASH = MapDef.hash("hash", Codec.U64, Codec.U64, 3);
  private static final RunInput MAPS = RunInput.NONE.withMap(ARRAY).withMap(HASH);

  private static final int INSTRUCTIONS = 50;
  private static final int REGISTERS = 10;
  private static final int SLOTS = 8;

  /** Where the key for a map is, below what the random instructions use. */
  private static final int KEY = -8 * (SLOTS + 1);

  @Test
  void randomProgramsGiveWhatTheyGiveInTheKernel() {
    compare(2_000, 1);
  }

  @Tag("long")
  @Test
  void manyRandomProgramsGiveWhatTheyGiveInTheKernel() {
    compare(20_000, 2);
  }

  private static void compare(int count, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      List<CodeElement> elements = elements(random);
      if (differs(elements)) {
        Program program =
            Program.link(Shrinking.smallest(elements, KernelAgreementTest::stillDiffers));
        String text = Disassembler.text(program, Dialect.LLVM);
        for (TestEngine engine : List.of(TestEngine.VM, TestEngine.JIT)) {
          assertThat(run(engine, program))
              .as(() -> engine + text)
              .isEqualTo(run(TestEngine.KERNEL, program));
        }
      }
    }
  }

  private static boolean differs(List<CodeElement> elements) {
    Program program = Program.link(elements);
    String wanted = run(TestEngine.KERNEL, program);
    return !run(TestEngine.VM, program).equals(wanted)
        || !run(TestEngine.JIT, program).equals(wanted);
  }

  private static boolean stillDiffers(List<CodeElement> elements) {
    try {
      return differs(elements);
    } catch (SyscallException | IllegalArgumentException notAdmitted) {
      return false;
    }
  }

  /** The result, and what is in the maps. */
  private static String run(TestEngine engine, Program program) {
    Current.start(engine);
    try {
      Outcome outcome = Engines.run(engine, program, MAPS);
      Map<?, ?> array = new TreeMap<>(outcome.remains().map(ARRAY).toMap());
      Map<?, ?> hash = new TreeMap<>(outcome.remains().map(HASH).toMap());
      return Long.toHexString(outcome.r0() & 0xffff_ffffL) + array + hash;
    } finally {
      Current.finish().close();
    }
  }

  /** All registers and stack slots have a value, much happens to them, all end in r0. */
  private static List<CodeElement> elements(Random random) {
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < REGISTERS; i++) {
      elements.add(Insn.of(Op.LDDW, Reg.of(i), Reg.R0, 0, number(random)));
    }
    for (int i = 1; i <= SLOTS; i++) {
      elements.add(Insn.of(Op.STXDW, Reg.R10, Reg.of(i), -8 * i, 0));
    }
    Label[] labels = new Label[INSTRUCTIONS + 1];
    java.util.Arrays.setAll(labels, i -> Label.create());
    for (int i = 0; i < INSTRUCTIONS; i++) {
      elements.add(labels[i]);
      switch (random.nextInt(20)) {
        case 0 -> mapCall(elements, random);
        case 1, 2, 3, 4 -> elements.add(memory(random));
        default -> elements.add(computing(random, i, labels));
      }
    }
    elements.add(labels[INSTRUCTIONS]);
    fold(elements);
    return elements;
  }

  private static void fold(List<CodeElement> elements) {
    for (int i = 1; i <= SLOTS; i++) {
      elements.add(Insn.of(Op.LDXDW, Reg.R1, Reg.R10, -8 * i, 0));
      elements.add(Insn.of(Op.MUL_IMM, Reg.R0, Reg.R0, 0, 31));
      elements.add(Insn.of(Op.ADD_REG, Reg.R0, Reg.R1, 0, 0));
    }
    for (int i = 2; i < REGISTERS; i++) {
      elements.add(Insn.of(Op.MUL_IMM, Reg.R0, Reg.R0, 0, 31));
      elements.add(Insn.of(Op.ADD_REG, Reg.R0, Reg.of(i), 0, 0));
    }
    elements.add(Insn.of(Op.MOV_REG, Reg.R1, Reg.R0, 0, 0));
    elements.add(Insn.of(Op.RSH_IMM, Reg.R1, Reg.R0, 0, 32));
    elements.add(Insn.of(Op.XOR_REG, Reg.R0, Reg.R1, 0, 0));
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
  }

  /** Lookup, update or delete; then all registers that the call took away have a value again. */
  private static void mapCall(List<CodeElement> elements, Random random) {
    int helper = 1 + random.nextInt(3);
    MapDef<?, ?> map = random.nextBoolean() ? ARRAY : HASH;
    elements.add(Insn.of(Op.STDW, Reg.R10, Reg.R0, KEY, random.nextInt(5)));
    elements.add(MapLoad.of(Reg.R1, map.name()));
    elements.add(Insn.of(Op.MOV_REG, Reg.R2, Reg.R10, 0, 0));
    elements.add(Insn.of(Op.ADD_IMM, Reg.R2, Reg.R0, 0, KEY));
    elements.add(Insn.of(Op.MOV_REG, Reg.R3, Reg.R10, 0, 0));
    elements.add(Insn.of(Op.ADD_IMM, Reg.R3, Reg.R0, 0, -8 * (1 + random.nextInt(SLOTS))));
    elements.add(Insn.of(Op.MOV_IMM, Reg.R4, Reg.R0, 0, random.nextInt(4)));
    elements.add(Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, helper));
    if (helper == 1) {
      changeValue(elements, random);
    }
    for (int i = 1; i <= 5; i++) {
      elements.add(Insn.of(Op.LDDW, Reg.of(i), Reg.R0, 0, number(random)));
    }
  }

  private static void changeValue(List<CodeElement> elements, Random random) {
    Label missing = Label.create();
    elements.add(new Branch(Op.JEQ_IMM, Reg.R0, Reg.R0, 0, missing));
    elements.add(Insn.of(Op.AADD, Reg.R0, Reg.of(6 + random.nextInt(4)), 0, 0));
    elements.add(Insn.of(Op.LDXDW, Reg.R0, Reg.R0, 0, 0));
    elements.add(missing);
  }

  private static long number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(7) - 3;
      case 1 -> random.nextBoolean() ? Long.MIN_VALUE : Integer.MIN_VALUE;
      default -> random.nextLong();
    };
  }

  private static CodeElement computing(Random random, int at, Label[] labels) {
    Op op = OPS.get(random.nextInt(OPS.size()));
    Reg dst = Reg.of(random.nextInt(REGISTERS));
    Reg src = Reg.of(random.nextInt(REGISTERS));
    int imm = imm(op, random);
    return switch (op.format()) {
      case ALU_IMM -> Insn.of(op, dst, Reg.R0, 0, imm);
      case ALU_REG -> Insn.of(op, dst, src, 0, 0);
      case ALU_UNARY -> Insn.of(op, dst, Reg.R0, 0, 0);
      case JUMP_IMM -> new Branch(op, dst, Reg.R0, imm, target(random, at, labels));
      default -> new Branch(op, dst, src, 0, target(random, at, labels));
    };
  }

  /** The verifier refuses a shift too far, and to divide by a zero that it sees. */
  private static int imm(Op op, Random random) {
    String name = op.mnemonic().replace("32", "");
    if (name.endsWith("sh")) {
      return random.nextInt(op.mnemonic().endsWith("32") ? 32 : 64);
    }
    int imm = (int) number(random);
    boolean divides = name.endsWith("div") || name.endsWith("mod");
    return divides && imm == 0 ? 1 : imm;
  }

  private static Label target(Random random, int at, Label[] labels) {
    return labels[at + 1 + random.nextInt(Math.min(6, labels.length - at - 1))];
  }

  private static CodeElement memory(Random random) {
    Op op = MEMORY.get(random.nextInt(MEMORY.size()));
    int size = op.accessSize();
    int offset = -size * (1 + random.nextInt(SLOTS * 8 / size));
    Reg register = Reg.of(random.nextInt(REGISTERS));
    return op.format() == Format.LOAD
        ? Insn.of(op, register, Reg.R10, offset, 0)
        : Insn.of(op, Reg.R10, register, offset, 0);
  }
}
