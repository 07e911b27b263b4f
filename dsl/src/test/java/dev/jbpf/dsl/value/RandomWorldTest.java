package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random programs do the same to a packet and a map, wherever they run, as in Java. */
class RandomWorldTest {
  private static final int PACKET = 64;

  /** How the verifier refuses what it would look at too long. */
  private static final String TOO_LONG = "too large";

  /** What a run leaves. */
  private record Left(int result, Map<Long, Long> table, String packet) {
    static Left of(long result, BpfMap<Long, Long> table, byte[] packet) {
      return new Left((int) result, new TreeMap<>(table.toMap()), hex(packet));
    }

    static Left of(long result, RandomValues.State s) {
      Map<Long, Long> table = new TreeMap<>();
      s.table.forEach((key, value) -> table.put((long) key, value));
      return new Left((int) result, table, hex(s.packet));
    }

    private static String hex(byte[] bytes) {
      return java.util.HexFormat.of().formatHex(bytes);
    }
  }

  private record Tree(RandomValues random, RandomValues.Statement statement) {
    static Tree of(long seed) {
      RandomValues random = new RandomValues(seed, true);
      return new Tree(random, random.block(2, false));
    }
  }

  private static byte[] packet(long seed) {
    byte[] packet = new byte[PACKET];
    new Random(seed + 1).nextBytes(packet);
    return packet;
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // types are chosen at random
  private static ProgramDef build(long seed) {
    return Probe.xdp("world")
        .since(5, 12)
        .build(
            p -> {
              Tree tree = Tree.of(seed);
              RandomValues.Built b = new RandomValues.Built();
              b.p = p;
              b.packet = p::packet;
              tree.random().buildFunction(b);
              for (int i = 0; i < RandomValues.VARIABLES; i++) {
                Int value = p.u64(i * 77L).cast(tree.random().kinds[i].raw());
                b.variables.add(new Var(p.scope(), value.kind(), "v" + i, value));
              }
              b.array = p.array(U64.KIND, RandomValues.LENGTH);
              b.pair = p.record(RandomValues.Pair.class);
              tree.statement().build(b);
              U64 sum = p.u64(0);
              for (Var variable : b.variables) {
                sum = sum.multiply(31).add(((Int<?, ?>) variable.get()).toU64());
              }
              p.exit(sum.toU32());
            });
  }

  private static Left inJava(long seed) {
    Tree tree = Tree.of(seed);
    RandomValues.State s = new RandomValues.State();
    s.packet = packet(seed);
    for (int i = 0; i < RandomValues.VARIABLES; i++) {
      s.variables[i] = tree.random().kinds[i].fit(i * 77L);
    }
    tree.statement().run(s);
    long sum = 0;
    for (long variable : s.variables) {
      sum = sum * 31 + variable;
    }
    return Left.of(sum, s);
  }

  private static void compareOnVm(Engine engine, long from, long to) {
    for (long seed = from; seed < to; seed++) {
      ProgramDef program = build(seed);
      Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
      var table = vm.map(RandomOutside.TABLE);
      byte[] packet = packet(seed);
      var context = Contexts.of(ProgramType.XDP, packet).orElseThrow();
      var result = vm.load(program.program()).run(context);
      assertThat(Left.of(result, table, packet)).as("seed %d", seed).isEqualTo(inJava(seed));
    }
  }

  private static int compareInKernel(long from, long to) {
    int ran = 0;
    for (long seed = from; seed < to; seed++) {
      ProgramDef program = build(seed);
      try (KernelProgram loaded = Bpf.load(program.withMap(RandomOutside.TABLE))) {
        TestRunResult run = loaded.testRun(TestRun.onPacket(packet(seed)));
        Left left = Left.of(run.returnValue(), loaded.map(RandomOutside.TABLE), run.data());
        assertThat(left).as("seed %d", seed).isEqualTo(inJava(seed));
        ran++;
      } catch (VerifierException e) {
        assertThat(e.getMessage()).as("seed %d", seed).contains(TOO_LONG);
      }
    }
    return ran;
  }

  @Test
  void onTheVm() {
    compareOnVm(Engine.INTERPRETER, 0, 150);
    compareOnVm(Engine.JIT, 150, 300);
  }

  @Test
  @Tag("long")
  void manyOnTheVm() {
    compareOnVm(Engine.INTERPRETER, 10_000, 110_000);
  }

  @Test
  @KernelTest
  void inTheKernel() {
    assertThat(compareInKernel(0, 100)).isGreaterThan(90);
  }

  @Test
  @Tag("long")
  @KernelTest
  void manyInTheKernel() {
    assertThat(compareInKernel(200_000, 202_000)).isGreaterThan(1_900);
  }
}
