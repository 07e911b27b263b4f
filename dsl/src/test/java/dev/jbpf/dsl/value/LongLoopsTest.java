package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.memory.Array;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.ir.IrException;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Size;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.SocketBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that no verifier follows to their end, as the oldest kernel lets one write them. */
class LongLoopsTest {
  private static final int MASK = 0xffff;
  private static final Op CALL = Op.CALL;

  /** As many rounds as two numbers of the packet say: nobody knows how many. */
  private static void unbounded(SocketBody p) {
    U32 limit = p.u32At(0);
    U64 factor = p.u64(31);
    Var<U32> i = p.var("i", p.u32(0));
    Var<U64> sum = p.var("sum", p.u64(7));
    p.loop(
        loop -> {
          loop.leaveIf(i.get().ge(limit));
          sum.update(s -> s.multiply(factor).add(i.get()));
          i.update(n -> n.add(1));
        });
    p.exit(sum.get().and(MASK).toU32());
  }

  private static int unbounded(int limit) {
    long sum = 7;
    for (int i = 0; i < limit; i++) {
      sum = sum * 31 + i;
    }
    return (int) (sum & MASK);
  }

  /** Two ways out, a loop within, an object of the stack, numbers that are wanted behind. */
  private static void nested(SocketBody p) {
    U32 limit = p.u32At(0);
    U32 most = p.u32At(4);
    Array<U32> cells = p.array(U32.KIND, 4);
    for (int i = 0; i < 4; i++) {
      cells.set(i, p.u32(i));
    }
    Var<U32> i = p.var("i", p.u32(0));
    Var<U32> steps = p.var("steps", p.u32(0));
    p.loop(
        outer -> {
          outer.leaveIf(i.get().ge(limit));
          Var<U32> j = p.var("j", p.u32(0));
          p.loop(
              inner -> {
                inner.leaveIf(j.get().ge(most));
                cells.set(1, cells.get(1).add(j.get()));
                steps.update(n -> n.add(1));
                j.update(n -> n.add(1));
              });
          p.when(steps.get().gt(most.multiply(4)), () -> p.exit(steps.get().add(0x1_0000)));
          i.update(n -> n.add(1));
        });
    p.exit(cells.get(1).add(i.get()).add(steps.get()).and(MASK));
  }

  private static int nested(int limit, int most) {
    int cell = 1;
    int steps = 0;
    int i = 0;
    for (; i < limit; i++) {
      for (int j = 0; j < most; j++) {
        cell += j;
        steps++;
      }
      if (steps > 4 * most) {
        return steps + 0x1_0000;
      }
    }
    return cell + i + steps & MASK;
  }

  private static ProgramDef since(int major, int minor, Consumer<SocketBody> body) {
    return Probe.socket("rounds").since(major, minor).build(body);
  }

  private static byte[] packet(int first, int second) {
    byte[] packet = new byte[64];
    packet[2] = (byte) (first >> 8);
    packet[3] = (byte) first;
    packet[6] = (byte) (second >> 8);
    packet[7] = (byte) second;
    return packet;
  }

  private static boolean has(Program program, Op wanted) {
    return IntStream.range(0, program.size())
        .mapToObj(program::opAt)
        .flatMap(Optional::stream)
        .anyMatch(op -> op == wanted);
  }

  @Test
  void theFormIsThatOfTheOldestKernel() {
    assertThat(has(since(5, 3, LongLoopsTest::unbounded).program(), CALL)).isFalse();
    assertThat(has(since(5, 17, LongLoopsTest::unbounded).program(), CALL)).isTrue();
    assertThat(has(since(5, 17, LongLoopsTest::unbounded).program(), Op.MAY_GOTO)).isFalse();
    assertThat(has(since(6, 9, LongLoopsTest::unbounded).program(), CALL)).isFalse();
    assertThat(has(since(6, 9, LongLoopsTest::unbounded).program(), Op.MAY_GOTO)).isTrue();
  }

  /** A loop whose rounds can be counted stays one, whoever counts them. */
  @Test
  void aShortLoopIsAJumpBack() {
    ProgramDef program =
        since(
            6,
            9,
            p -> {
              Var<U32> i = p.var("i", p.u32(0));
              p.loop(
                  loop -> {
                    loop.leaveIf(i.get().ge(12));
                    i.update(n -> n.add(3));
                  });
              p.exit(i.get());
            });
    assertThat(has(program.program(), Op.MAY_GOTO)).isFalse();
    assertThat(Vm.load(program.program(), VmOptions.DEFAULT).run(new byte[64])).isEqualTo(12);
  }

  /** Nobody counts its rounds, but a verifier follows it: what it knows of values is kept. */
  @ParameterizedTest
  @CsvSource({"5,17", "6,9"})
  void aLoopToASmallNumberIsAJumpBack(int major, int minor) {
    ProgramDef program =
        since(
            major,
            minor,
            p -> {
              U32 limit = p.u32At(0).and(7);
              Var<U32> i = p.var("i", p.u32(0));
              p.loop(
                  loop -> {
                    loop.leaveIf(i.get().ge(limit));
                    i.update(n -> n.add(1));
                  });
              p.exit(i.get());
            });
    assertThat(has(program.program(), Op.MAY_GOTO)).isFalse();
    assertThat(has(program.program(), CALL)).isFalse();
    assertThat(vm(program, packet(5, 0))).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"5,3", "5,17", "6,9", "6,18"})
  void theVirtualMachineDoesThem(int major, int minor) {
    ProgramDef plain = since(major, minor, LongLoopsTest::unbounded);
    ProgramDef inner = since(major, minor, LongLoopsTest::nested);
    for (int limit : new int[] {0, 1, 2, 9, 300}) {
      assertThat(vm(plain, packet(limit, 0))).as("%d", limit).isEqualTo(unbounded(limit));
      assertThat(vm(inner, packet(limit, 20))).as("%d", limit).isEqualTo(nested(limit, 20));
    }
  }

  private static long vm(ProgramDef program, byte[] packet) {
    return Vm.load(program.program(), VmOptions.DEFAULT).run(SocketBuffer.of(packet));
  }

  @ParameterizedTest
  @CsvSource({"5,17", "6,9"})
  @KernelTest
  void theKernelTakesThem(int major, int minor) {
    try (KernelProgram plain = Bpf.load(since(major, minor, LongLoopsTest::unbounded));
        KernelProgram inner = Bpf.load(since(major, minor, LongLoopsTest::nested))) {
      for (int limit : new int[] {0, 1, 9, 300}) {
        assertThat(kernel(plain, packet(limit, 0))).isEqualTo(unbounded(limit));
        assertThat(kernel(inner, packet(limit, 20))).isEqualTo(nested(limit, 20));
      }
    }
  }

  /** The kernel takes the Ethernet header away before a filter sees the packet. */
  private static long kernel(KernelProgram program, byte[] packet) {
    byte[] frame = new byte[14 + packet.length];
    System.arraycopy(packet, 0, frame, 14, packet.length);
    return program.testRun(TestRun.onPacket(frame)).returnValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.17", "6.1", "6.6", "6.18"})
  void verifiersTakeTheHelper(String kernel) {
    for (ProgramDef program :
        new ProgramDef[] {
          since(5, 17, LongLoopsTest::unbounded), since(5, 17, LongLoopsTest::nested)
        }) {
      assertThat(verdict(program, kernel)).isInstanceOf(Verdict.Accepted.class);
    }
  }

  private static Verdict verdict(ProgramDef program, String kernel) {
    return Verifier.of(KernelVersion.parse(kernel))
        .verify(
            Subject.of(program.program(), program.kind().type())
                .underGpl(true)
                .withFunctionTypes(true));
  }

  /** Rounds within rounds, each few. */
  private static void square(SocketBody p) {
    Var<U64> sum = p.var("sum", p.u64(0));
    p.times(1000, i -> p.times(1000, j -> sum.update(s -> s.xor(i.toU64().multiply(j.toU64())))));
    p.exit(sum.get().and(MASK).toU32());
  }

  private static int square() {
    long sum = 0;
    for (long i = 0; i < 1000; i++) {
      for (long j = 0; j < 1000; j++) {
        sum ^= i * j;
      }
    }
    return (int) sum & MASK;
  }

  /** Steps that only the program knows, to an end that is far away. */
  private static void steps(SocketBody p) {
    U32 step = p.u32At(0);
    Var<U32> i = p.var("i", p.u32(0));
    p.loop(
        loop -> {
          loop.leaveIf(i.get().ge(100_000));
          i.update(n -> n.add(step));
        });
    p.exit(i.get());
  }

  @Test
  void roundsWithinRoundsAreMany() {
    ProgramDef program = since(5, 17, LongLoopsTest::square);
    assertThat(has(program.program(), CALL)).isTrue();
    assertThat(vm(program, packet(0, 0))).isEqualTo(square());
    assertThat(has(since(6, 9, LongLoopsTest::square).program(), Op.MAY_GOTO)).isTrue();
  }

  /** Each way through a round has a way out of its own; none is in all rounds. */
  private static void collatz(SocketBody p) {
    Var<U32> number = p.var(p.u32At(0));
    Var<U32> steps = p.var(p.u32(0));
    p.loop(
        loop -> {
          p.when(
                  number.get().hasAny(1),
                  () -> {
                    loop.leaveIf(number.get().eq(1));
                    number.update(n -> n.multiply(3).add(1));
                  })
              .otherwise(
                  () -> {
                    loop.leaveIf(steps.get().gt(1_000_000));
                    number.update(n -> n.shiftRight(1));
                  });
          steps.update(n -> n.add(1));
        });
    p.exit(steps.get());
  }

  @ParameterizedTest
  @CsvSource({"5,17", "6,9"})
  @KernelTest
  void theKernelTakesLoopsWithAWayOutOnEachWay(int major, int minor) {
    ProgramDef program = since(major, minor, LongLoopsTest::collatz);
    assertThat(vm(program, packet(27, 0))).isEqualTo(111);
    try (KernelProgram loaded = Bpf.load(program)) {
      assertThat(kernel(loaded, packet(27, 0))).isEqualTo(111);
    }
  }

  /** No kernel follows them, and those of that time have nothing else. */
  @ParameterizedTest
  @CsvSource({"4,18", "5,3", "5,16"})
  void roundsWithinRoundsAreTooManyBefore(int major, int minor) {
    assertThatThrownBy(() -> since(major, minor, LongLoopsTest::square))
        .isInstanceOf(IrException.class)
        .hasMessageStartingWith("LongLoopsTest.java:")
        .hasMessageContaining("rounds")
        .hasMessageContaining("since(5, ");
  }

  @Test
  void kernelsBefore52TakeNoLongPrograms() {
    assertThatThrownBy(
            () ->
                since(
                    4,
                    18,
                    p -> {
                      Var<U32> sum = p.var(p.u32(0));
                      p.times(3000, i -> sum.update(s -> s.xor(p.random())));
                      p.exit(sum.get());
                    }))
        .hasMessageContaining("it may have 1 to 4096");
  }

  @Test
  @KernelTest
  void whereNoKernelIsNamedTheyAreCalledBack() {
    ProgramDef program = Probe.socket("rounds", LongLoopsTest::square);
    assertThat(has(program.program(), CALL)).isTrue();
    try (KernelProgram loaded = Bpf.load(program)) {
      assertThat(kernel(loaded, packet(0, 0))).isEqualTo(square());
    }
  }

  @ParameterizedTest
  @CsvSource({"5,17", "6,9"})
  @KernelTest
  void theKernelTakesRoundsWithinRounds(int major, int minor) {
    try (KernelProgram program = Bpf.load(since(major, minor, LongLoopsTest::square));
        KernelProgram steps = Bpf.load(since(major, minor, LongLoopsTest::steps))) {
      assertThat(kernel(program, packet(0, 0))).isEqualTo(square());
      assertThat(kernel(steps, packet(3000, 0))).isEqualTo(102_000);
    }
  }

  /** As many rounds as the helper does at most, one less, one more. */
  @ParameterizedTest
  @CsvSource({"8388607,8388607", "8388608,8388608", "8388609,8388608"})
  void roundsUpToTheLimit(int asked, int done) {
    ProgramDef program = since(5, 17, p -> p.exit(counted(p, asked)));
    assertThat(has(program.program(), CALL)).isTrue();
    VmOptions options = VmOptions.DEFAULT.withBudget(Long.MAX_VALUE).withEngine(Engine.JIT);
    assertThat(Vm.load(program.program(), options).run(SocketBuffer.of(packet(1, 0))))
        .isEqualTo(done);
  }

  private static U32 counted(SocketBody p, int rounds) {
    U32 one = p.u32At(0);
    Var<U32> count = p.var("count", p.u32(0));
    p.times(rounds, i -> count.update(n -> n.add(one)));
    return count.get();
  }

  /** More than any helper does, to programs that may be interrupted. */
  @Test
  @KernelTest
  void theKernelTakesAHundredMillionRounds() {
    ProgramDef program = since(6, 9, p -> p.exit(counted(p, 100_000_000)));
    assertThat(has(program.program(), Op.MAY_GOTO)).isTrue();
    ProgramDef early =
        since(
            6,
            9,
            p -> {
              p.times(100_000_000, i -> p.when(i.eq(77), () -> p.exit(i)));
              p.exit(0);
            });
    Bpf.load(program).close();
    try (KernelProgram loaded = Bpf.load(early)) {
      assertThat(kernel(loaded, packet(1, 0))).isEqualTo(77);
    }
  }

  private static final MapDef<Integer, Long> PROGRAMS = MapDef.progArray("programs", 2);

  /** What kernels do not take in functions that are called back keeps its loop. */
  @Test
  void someThingsAreNotCalledBack() {
    assertThat(isCalledBack((p, i) -> p.random())).isTrue();
    assertThat(isCalledBack((p, i) -> p.u8At(i.and(7)))).isFalse();
    assertThat(isCalledBack((p, i) -> p.tailCall(PROGRAMS, i))).isFalse();
  }

  private static boolean isCalledBack(BiConsumer<SocketBody, U32> round) {
    ProgramDef program =
        since(
            5,
            17,
            p -> {
              p.times(p.u32At(0), 1_000_000, (i, loop) -> round.accept(p, i));
              p.exit(0);
            });
    return has(program.program(), Op.LDDW_FUNC);
  }

  record Wide(@Size(440) String text) {}

  @Test
  void theStackNamesWhatTheAuthorKnows() {
    assertThatThrownBy(
            () ->
                since(
                    5,
                    17,
                    p -> {
                      Cell<Wide> wide = p.record(Wide.class);
                      U32 limit = p.u32At(0);
                      List<Var<U64>> all =
                          IntStream.range(0, 10).mapToObj(i -> p.var("v" + i, p.u64(i))).toList();
                      Var<U32> i = p.var("i", p.u32(0));
                      p.loop(
                          loop -> {
                            loop.leaveIf(i.get().ge(limit));
                            all.forEach(v -> v.update(x -> x.multiply(3).add(i.get())));
                            i.update(n -> n.add(1));
                          });
                      all.forEach(
                          v -> wide.at(Wide::text).element(v.get()).ifPresent(c -> c.set(1)));
                      p.print("%d", wide.at(Wide::text).element(0).u32());
                      p.exit(0);
                    }))
        .hasMessageContaining("bytes that rounds of loops share")
        .hasMessageContaining("the largest is 'Wide' of 440 bytes");
  }
}
