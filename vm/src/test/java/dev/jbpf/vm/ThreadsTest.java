package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.map.TypedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One program on many threads, with a map that they share. */
class ThreadsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 20_000;

  private static final Program COUNT =
      Assembler.assemble(
              """
              r1 = 0 ll
              *(u32 *)(r10 - 4) = 0
              r2 = r10
              r2 += -4
              r1 = map_fd 3 ll
              call 1
              if r0 == 0 goto out
              r1 = 1
              lock *(u64 *)(r0 + 0) += r1
              w2 = 1
              lock *(u32 *)(r0 + 8) += w2
              r3 = 1
              r3 = atomic_fetch_add((u64 *)(r0 + 16), r3)
              out:
              r0 = 0
              exit
              """)
          .program()
          .orElseThrow();

  /** Stores r1 in both halves of a number and loads what some thread stored last. */
  private static final Program STORE_AND_LOAD =
      Assembler.assemble(
              """
              r3 = map_value 3, 0 ll
              r4 = *(u8 *)(r1 + 0)
              r5 = r4
              r5 <<= 32
              r5 |= r4
              *(u64 *)(r3 + 8) = r5
              r0 = *(u64 *)(r3 + 8)
              r1 = r0
              r1 >>= 32
              w0 = w0
              r0 ^= r1
              exit
              """)
          .program()
          .orElseThrow();

  @ParameterizedTest
  @EnumSource(Engine.class)
  void noNumberIsTorn(Engine engine) throws Exception {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    vm.map(MapDef.array("shared", longs(), 1));
    LoadedProgram program = vm.load(STORE_AND_LOAD);
    assertThat(onAllThreads(thread -> repeat(() -> program.run(new byte[] {thread})))).isZero();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void atomicsAddUp(Engine engine) throws Exception {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    TypedMap<Integer, long[]> map = vm.map(MapDef.array("counts", longs(), 1));
    LoadedProgram program = vm.load(COUNT);
    assertThat(onAllThreads(thread -> repeat(program::run))).isZero();
    long all = (long) THREADS * ROUNDS;
    assertThat(map.lookup(0)).hasValue(new long[] {all, all, all});
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void atomicsReachTheFirstAndTheLastBytesOfAStack(Engine engine) {
    for (int at : new int[] {-512, -8}) {
      String source =
          "r1 = 40; *(u64 *)(r10 %1$d) = r1; r1 = 2; lock *(u64 *)(r10 %1$d) += r1; r0 = *(u64 *)(r10 %1$d); exit"
              .formatted(at)
              .replace("-", "- ");
      Program program = Assembler.assemble(source).program().orElseThrow();
      assertThat(Vm.load(program, VmOptions.DEFAULT.withEngine(engine)).run()).isEqualTo(42);
    }
  }

  private static final Program ADD_UNDER_LOCK =
      Assembler.assemble(
              """
              r6 = map_value 3, 0 ll
              r1 = r6
              call bpf_spin_lock
              r1 = *(u64 *)(r6 + 8)
              r1 += 1
              *(u64 *)(r6 + 8) = r1
              r2 = *(u64 *)(r6 + 16)
              r2 += 1
              *(u64 *)(r6 + 16) = r2
              r1 ^= r2
              r7 = r1
              r1 = r6
              call bpf_spin_unlock
              r0 = r7
              exit
              """)
          .program()
          .orElseThrow();

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whoHoldsTheLockIsAlone(Engine engine) throws Exception {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    TypedMap<Integer, long[]> map = vm.map(MapDef.array("counts", longs(), 1));
    LoadedProgram program = vm.load(ADD_UNDER_LOCK);
    assertThat(onAllThreads(thread -> repeat(program::run))).isZero();
    long all = (long) THREADS * ROUNDS;
    assertThat(map.lookup(0)).hasValue(new long[] {0, all, all});
  }

  @Test
  void aLockIsNotTakenTwiceNorGivenBackByOthers() {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    vm.map(MapDef.array("m", longs(), 1));
    String lock = "r1 = map_value 3, 0 ll\ncall bpf_spin_lock\n";
    assertThatThrownBy(() -> vm.load(assemble(lock + lock + "exit")).run())
        .hasMessageContaining("is held by this run already");
    vm.map(MapDef.array("n", longs(), 1));
    assertThatThrownBy(
            () -> vm.load(assemble("r1 = map_value 4, 0 ll\ncall bpf_spin_unlock\nexit")).run())
        .hasMessageContaining("is not held by this run");
  }

  private static Program assemble(String source) {
    return Assembler.assemble(source).program().orElseThrow();
  }

  /** The work of one thread, which knows its number. */
  private interface Work {
    long run(byte thread);
  }

  /** {@return the sum of what the threads return} */
  private static long onAllThreads(Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (byte thread = 1; thread <= THREADS; thread++) {
        byte number = thread;
        tasks.add(() -> work.run(number));
      }
      long sum = 0;
      for (var done : pool.invokeAll(tasks)) {
        sum += done.get();
      }
      return sum;
    } finally {
      pool.shutdown();
    }
  }

  private static long repeat(LongSupplier run) {
    long sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
      sum += run.getAsLong();
    }
    return sum;
  }

  private record Three(@dev.jbpf.map.layout.Size(3) long[] counts) {}

  private static Codec<long[]> longs() {
    Codec<Three> three = Codec.record(Three.class);
    return new Codec<>() {
      @Override
      public int size() {
        return three.size();
      }

      @Override
      public int alignment() {
        return three.alignment();
      }

      @Override
      public void encode(long[] value, java.nio.ByteBuffer out, int at) {
        three.encode(new Three(value), out, at);
      }

      @Override
      public long[] decode(java.nio.ByteBuffer in, int at) {
        return three.decode(in, at).counts();
      }
    };
  }
}
