package dev.jbpf.vm;

import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;
import static dev.jbpf.isa.Reg.R10;
import static dev.jbpf.isa.Reg.R2;
import static dev.jbpf.isa.Reg.R3;
import static dev.jbpf.isa.Reg.R4;
import static dev.jbpf.isa.Reg.R5;
import static dev.jbpf.isa.Reg.R6;
import static dev.jbpf.map.flag.MapFlag.NO_PREALLOC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.fault.VmFault;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes are: a result or a fault, soon. */
class SandboxTest {
  private static final VmOptions OPTIONS = VmOptions.DEFAULT.withBudget(1_000);
  private static final int WORLDS = 60;
  private static final int CALLS = 4;

  private static final List<MapDef<?, ?>> MAPS =
      List.of(
          MapDef.array("m0", Codec.U64, 4),
          MapDef.hash("m1", Codec.U32, Codec.U64, 4),
          MapDef.lruHash("m2", Codec.U64, Codec.bytes(20), 2),
          MapDef.perCpuArray("m3", Codec.U64, 2),
          MapDef.of("m4", MapType.LPM_TRIE, Codec.U64, Codec.U64, 2).withFlags(NO_PREALLOC),
          MapDef.queue("m5", Codec.U64, 2),
          MapDef.stack("m6", Codec.U64, 2),
          MapDef.of("m7", MapType.BLOOM_FILTER, Codec.NOTHING, Codec.U64, 9),
          MapDef.ringBuffer("m8", 4_096),
          MapDef.of("m9", MapType.PERF_EVENT_ARRAY, Codec.INDEX, Codec.U32, 2),
          MapDef.of("m10", MapType.PROG_ARRAY, Codec.INDEX, Codec.U32, 2),
          MapDef.arrayOfMaps("m11", MapDef.array("inner", Codec.U64, 1), 2),
          MapDef.of("m12", MapType.STACK_TRACE, Codec.INDEX, Codec.bytes(8 * 16), 2));

  @Test
  void randomBytesDoNoHarm() {
    run(20_000, Engine.INTERPRETER, 1);
    run(1_000, Engine.JIT, 2);
  }

  @Tag("long")
  @Test
  void aMillionRandomProgramsDoNoHarm() {
    run(1_000_000, Engine.INTERPRETER, 3);
    run(20_000, Engine.JIT, 4);
  }

  private static void run(int count, Engine engine, long seed) {
    Random random = new Random(seed);
    Vm vm = Vm.create(OPTIONS.withEngine(engine));
    int results = 0;
    for (int i = 0; i < count; i++) {
      byte[] bytes = bytes(random);
      try {
        vm.load(Program.decode(bytes, ByteOrder.LITTLE_ENDIAN)).run(new byte[32]);
        results++;
      } catch (VmFault expected) {
        assertThat(expected.slot().number()).isLessThanOrEqualTo(bytes.length / Words.BYTES);
      }
    }
    assertThat(results).isPositive();
  }

  /** All helpers but one: to wait for a lock that is only bytes takes seconds. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"INTERPRETER", "JIT"})
  void helpersCalledWithAnythingDoNoHarm(Engine engine) {
    Random random = new Random(5);
    for (int world = 0; world < WORLDS; world++) {
      Vm vm = Vm.create(OPTIONS.withEngine(engine));
      MAPS.forEach(vm::map);
      for (Helper helper : EnumSet.complementOf(EnumSet.of(Helper.SPIN_LOCK))) {
        List<CodeElement> calls = new ArrayList<>(List.of(Insn.of(Op.MOV_REG, R6, R1, 0, 0)));
        for (int i = 0; i < CALLS; i++) {
          calls.addAll(call(helper, random));
        }
        calls.add(Insn.of(Op.EXIT, R0, R0, 0, 0));
        run(vm.load(Program.link(calls)), random);
      }
    }
  }

  private static void run(LoadedProgram program, Random random) {
    try {
      program.run(random.nextBoolean() ? new Xdp(new byte[64]) : SocketBuffer.of(new byte[64]));
    } catch (VmFault expected) {
      assertThat(expected.getMessage()).contains("fault[");
    }
  }

  /** Arguments of all kinds: maps, functions, the context, the stack, numbers small and large. */
  private static List<CodeElement> call(Helper helper, Random random) {
    List<CodeElement> elements = new ArrayList<>();
    for (Reg register : List.of(R1, R2, R3, R4, R5)) {
      switch (random.nextInt(6)) {
        case 0 -> elements.add(MapLoad.of(register, "m" + random.nextInt(MAPS.size())));
        case 1 -> elements.add(Insn.of(Op.MOV_REG, register, R6, 0, 0));
        case 2 -> elements.add(Insn.of(Op.LDDW, register, R0, 0, number(random)));
        case 3 -> {
          elements.add(Insn.of(Op.MOV_REG, register, R10, 0, 0));
          elements.add(Insn.of(Op.ADD_IMM, register, R0, 0, -8 * random.nextInt(66)));
        }
        default -> elements.add(Insn.of(Op.MOV_IMM, register, R0, 0, random.nextInt(70) - 4));
      }
    }
    elements.add(Insn.of(Op.CALL, R0, R0, 0, helper.value()));
    return elements;
  }

  private static long number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> 1L << random.nextInt(64);
      case 2 -> -(1L << random.nextInt(64));
      default -> random.nextInt();
    };
  }

  /** Half of the slots have an opcode and fixed fields that exist, so that more than one runs. */
  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[Words.BYTES * (1 + random.nextInt(20))];
    random.nextBytes(bytes);
    List<Op> ops = Op.all();
    for (int at = 0; at < bytes.length; at += Words.BYTES) {
      if (random.nextBoolean()) {
        Op op = ops.get(random.nextInt(ops.size()));
        long dst = op.format().has(Field.DST) ? random.nextInt(Reg.COUNT - 1) << 8 : 0;
        long src = op.format().has(Field.SRC) ? random.nextInt(Reg.COUNT) << 12 : 0;
        long word = op.template() | dst | src;
        Words.store(word, bytes, at, ByteOrder.LITTLE_ENDIAN);
      }
    }
    return bytes;
  }
}
