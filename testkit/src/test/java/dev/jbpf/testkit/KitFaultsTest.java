package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What the kit does with threads, differences, sources of arguments, contexts and engines. */
class KitFaultsTest {
  private static final MapDef<Integer, Long> ONE = MapDef.array("one", Codec.U64, 1);
  private static final MapDef<Integer, List<Long>> EACH = MapDef.perCpuArray("each", Codec.U64, 1);
  private static final MapDef<?, ?> RING = MapDef.ringBuffer("ring", 4096);

  /** Stores r6 as the first value of the map. */
  private static String storing(String map) {
    return """
        *(u32 *)(r10 - 4) = 0
        r2 = r10
        r2 += -4
        r1 = %s ll
        call 1
        if r0 == 0 goto out
        *(u64 *)(r0 + 0) = r6
        out:
        r0 = 0
        exit
        """
        .formatted(map);
  }

  private static DiscoverySelector inner(String test) {
    return Arrays.stream(Inner.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(test))
        .findFirst()
        .map(method -> selectMethod(Inner.class, method))
        .orElseThrow();
  }

  private static EngineExecutionResults run(String test) {
    return EngineTestKit.engine("junit-jupiter").selectors(inner(test)).execute();
  }

  private static void fails(String test, String text) {
    run(test)
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(message(all -> all.contains(text)))));
  }

  /** The reasons of the tests that were skipped or aborted. */
  private static String reasons(EngineExecutionResults results) {
    Stream<String> skipped =
        results.testEvents().skipped().stream().map(e -> e.getRequiredPayload(String.class));
    Stream<String> aborted = results.testEvents().aborted().stream().map(KitFaultsTest::text);
    return Stream.concat(skipped, aborted).collect(Collectors.joining("\n"));
  }

  private static String text(Event event) {
    return event
        .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
        .getThrowable()
        .map(String::valueOf)
        .orElse("");
  }

  @Test
  @DisplayName("K1: a thread that the test starts has its engine; one of a pool fails")
  void threads() {
    run("onOtherThreads").testEvents().assertStatistics(all -> all.failed(0).finished(3));
    fails("onAPool", "belongs to no test");
  }

  @Test
  @DisplayName("K1: a pool's thread that a test has started fails when that test is over")
  void threadsOfTestsThatAreOver() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Current.start(TestEngine.JIT);
      Assertions.assertThat(pool.submit(Current::engine).get()).isEqualTo(TestEngine.JIT);
      Current.finish().close();
      Assertions.assertThatThrownBy(() -> pool.submit(Current::engine).get())
          .hasMessageContaining("belongs to a test that is over");
      Current.start(TestEngine.KERNEL);
      Assertions.assertThatThrownBy(() -> pool.submit(Current::engine).get())
          .hasMessageContaining("belongs to a test that is over");
      Current.finish().close();
    } finally {
      pool.shutdown();
    }
    Assertions.assertThat(Current.engine()).isEqualTo(TestEngine.VM);
  }

  @Test
  @DisplayName("K2: engines are compared by maps, variables, records and printed text")
  void comparedByWhatTheyLeave() {
    fails("differsInAMap", ": map one key 00000000");
    fails("differsInAMap", "VM: 0000000000000000");
    fails("differsInAMap", "JIT: 0100000000000000");
    fails("differsInARecord", ": ring buffer ring record    1");
    fails("differsInWhatIsPrinted", ": printed 1");
    run("mayDiffer").testEvents().assertStatistics(all -> all.failed(0).succeeded(2));
  }

  @BpfTest
  @DisplayName("K2: what is left is the same on all engines, and can be asserted")
  void recordsAndTexts() {
    assertThat(
            """
            r1 = 0x0a6425 ll   # "%d\\n"
            *(u64 *)(r10 - 8) = r1
            r1 = r10
            r1 += -8
            r2 = 4
            r3 = 7
            call bpf_trace_printk
            *(u64 *)(r10 - 8) = 5
            r1 = ring ll
            r2 = r10
            r2 += -8
            r3 = 8
            r4 = 0
            call bpf_ringbuf_output
            r0 = 0
            exit
            """)
        .assembles()
        .withMap(RING)
        .returns(0)
        .printed("7")
        .andRecords(RING, Codec.U64)
        .containsExactly(5L);
  }

  private static final Set<String> SEEN = Collections.synchronizedSet(new TreeSet<>());

  @BpfTest
  @DisplayName("K3: each value on each engine")
  @ValueSource(ints = {3, 5})
  void values(int value, TestEngine engine) {
    Assertions.assertThat(engine).isEqualTo(Current.engine());
    assertThat("r0 = " + value + "; exit").assembles().returns(value);
  }

  @BpfTest
  @DisplayName("K3: texts become what the parameter is")
  @CsvSource({"7, XDP", "9, SCHED_CLS"})
  void texts(TestEngine engine, long value, ProgramType type) {
    assertThat("r0 = " + value + "; exit").assembles().ofType(type).returns(value);
  }

  static Stream<byte[]> packets() {
    return Stream.of(new byte[20], new byte[64]);
  }

  @BpfTest
  @DisplayName("K3: arguments of a method")
  @MethodSource("packets")
  void methods(byte[] packet) {
    assertThat("r0 = *(u32 *)(r1 + 0); exit")
        .assembles()
        .ofType(ProgramType.SCHED_CLS)
        .withPacket(packet)
        .returns(packet.length);
  }

  @BpfTest
  @DisplayName("K3: rows of an enumeration")
  @EnumSource
  void rows(XdpAction action) {
    assertThat("r0 = " + action.value() + "; exit")
        .assembles()
        .ofType(ProgramType.XDP)
        .returns(action);
  }

  @BpfTest
  @ParameterizedTest
  @DisplayName("K3: @ParameterizedTest runs each on each engine")
  @ValueSource(ints = {3, 5})
  void parameterized(int value, TestEngine engine) {
    Assertions.assertThat(engine).isEqualTo(Current.engine());
    assertThat("r0 = " + value + "; exit").assembles().returns(value);
  }

  @BpfTest
  @DisplayName("K3: @RepeatedTest runs each on each engine")
  @RepeatedTest(2)
  void repeated() {
    assertThat("r0 = 1; exit").assembles().returns(1);
  }

  @Test
  @DisplayName("K3: every combination runs, and those of other templates are compared")
  void everyCombinationRuns() {
    SEEN.clear();
    run("eachValue").testEvents().assertStatistics(all -> all.succeeded(4));
    Assertions.assertThat(SEEN).containsExactly("JIT 1", "JIT 2", "VM 1", "VM 2");
    SEEN.clear();
    run("eachParameter").testEvents().assertStatistics(all -> all.succeeded(2));
    Assertions.assertThat(SEEN).containsExactly("JIT 1", "JIT 2", "VM 1", "VM 2");
    fails("repeatedAndDifferent", "the engines disagree on run 1");
  }

  @BpfTest
  @DisplayName("K4: the kernel gets the members that it takes")
  void membersOfThePacket() {
    assertThat(
            """
            r0 = *(u32 *)(r1 + 8)
            r2 = *(u32 *)(r1 + 52)
            r0 += r2
            exit
            """)
        .assembles()
        .ofType(ProgramType.SCHED_CLS)
        .withContext(
            SocketBuffer.of(new byte[64])
                .with(dev.jbpf.kernel.SkBuff.MARK, 7)
                .with(
                    dev.jbpf.kernel.SkBuff.CB,
                    new byte[] {0, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
        .returns(37);
    assertThat("r0 = *(u32 *)(r1 + 12); exit")
        .assembles()
        .ofType(ProgramType.XDP)
        .withContext(new Xdp(new byte[64], 1, 0))
        .returns(1);
  }

  @Test
  @DisplayName("K4, K7: what the kernel cannot run is skipped, with the reason")
  void skippedWithTheReason() {
    requireKernel();
    Assertions.assertThat(reasons(run("protocolGiven")))
        .contains("with a given __sk_buff.protocol: it finds that in the packet");
    Assertions.assertThat(reasons(run("shortPacket"))).contains("on a packet of 9 bytes");
    Assertions.assertThat(reasons(run("plainMemory"))).contains("on plain memory");
    Assertions.assertThat(reasons(run("kprobe"))).contains("it has no test run for them");
    Assertions.assertThat(reasons(run("faulting"))).contains("isRejected() asks for its verdict");
  }

  private static void requireKernel() {
    EngineInvocation.requirePermission(TestEngine.KERNEL);
  }

  @BpfTest
  @DisplayName("K5: what the verifier rejects")
  void rejected() {
    assertThat("exit").assembles().isRejected().isRejectedWith("R0 !read_ok");
  }

  @Test
  @DisplayName("K5: a wrong expectation says what the verifier says")
  void wrongRejections() {
    requireKernel();
    fails("rejectedOtherwise", "Expected the verifier to say <nonsense>, but it says:");
    fails("accepted", "Expected the verifier to reject it, but it accepts");
    Assertions.assertThat(reasons(run("rejectedOnTheVm"))).contains("has no verifier");
  }

  @BpfTest
  @DisplayName("K6: a packet that grows by 1,000 bytes comes back whole")
  void aPacketThatGrows() {
    byte[] packet = new byte[64];
    packet[63] = 9;
    byte[] grown = java.util.Arrays.copyOf(packet, 1064);
    assertThat("r2 = 1064; r3 = 0; call bpf_skb_change_tail; exit")
        .assembles()
        .ofType(ProgramType.SCHED_CLS)
        .withPacket(packet)
        .returns(0)
        .leavesPacket(grown);
  }

  @BpfTest
  @DisplayName("K8: sums over the CPUs, and what one has")
  void perCpu() {
    RunAssert run =
        assertThat("r6 = 42\n" + storing("each")).assembles().withMap(EACH).onCpu(1).returns(0);
    run.andSum(EACH).containsEntry(0, 42L);
    run.andCpu(EACH, 1).containsEntry(0, 42L);
    run.andCpu(EACH, 0).containsEntry(0, 0L);
    assertThat("call bpf_get_smp_processor_id; exit").assembles().onCpu(1).returns(1);
  }

  @Test
  @DisplayName("K9: who runs the tests chooses the engines")
  void enginesAreChosen() {
    EngineExecutionResults some =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("jbpf.engines", " jit ,kernel")
            .selectors(inner("eachValue"))
            .execute();
    some.testEvents().assertStatistics(all -> all.succeeded(2));
    EngineExecutionResults none =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("jbpf.engines", "KERNEL")
            .selectors(inner("eachValue"))
            .execute();
    none.testEvents().assertStatistics(all -> all.skipped(1).started(0));
    Assertions.assertThat(reasons(none)).contains("jbpf.engines chooses none of the engines");
    Assertions.assertThat(EngineChoice.parse("x", "VM,JIT"))
        .containsExactly(TestEngine.VM, TestEngine.JIT);
    Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineChoice.parse("JBPF_ENGINES", "VM,JTI"))
        .withMessage("JBPF_ENGINES: 'JTI' is no engine; there are [VM, JIT, KERNEL, JAVA]");
  }

  @Test
  @DisplayName("K9: the environment chooses engines, where no property does")
  void enginesFromTheEnvironment() throws Exception {
    Assertions.assertThat(inAnotherJvm("jit, vm"))
        .contains("VM 1", "JIT 1")
        .doesNotContain("failed");
    Assertions.assertThat(inAnotherJvm("VM")).contains("VM 1", "VM 2").doesNotContain("JIT");
    Assertions.assertThat(inAnotherJvm("KERNEL"))
        .contains("skipped: jbpf.engines chooses none of the engines")
        .doesNotContain("VM", "JIT");
    Assertions.assertThat(inAnotherJvm("JTI"))
        .contains("JBPF_ENGINES: 'JTI' is no engine; there are [VM, JIT, KERNEL, JAVA]");
    Assertions.assertThat(inAnotherJvm(" ")).contains("VM 1", "JIT 1");
  }

  private static String inAnotherJvm(String engines) throws Exception {
    ProcessBuilder jvm =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OtherJvm.class.getName());
    jvm.environment().put("JBPF_ENGINES", engines);
    Process process = jvm.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  /** Runs a test of two engines, and prints on which it ran, and what was skipped or failed. */
  static final class OtherJvm {
    private OtherJvm() {}

    public static void main(String[] arguments) {
      EngineExecutionResults results = run("eachValue");
      SEEN.forEach(System.out::println);
      System.out.println("skipped: " + reasons(results));
      results.allEvents().failed().stream().forEach(e -> System.out.println("failed: " + text(e)));
      System.exit(0); // the pool of the tests has a thread that stays
    }
  }

  /** Run by the tests above only. */
  @Tag("long")
  static class Inner {
    @BpfTest
    void onOtherThreads(TestEngine engine) throws InterruptedException {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            Assertions.assertThat(Current.engine()).isEqualTo(engine);
            assertThat("r0 = 1; exit").assembles().returns(1);
          });
      List<TestEngine> seen = Collections.synchronizedList(new ArrayList<>());
      Thread thread = new Thread(() -> seen.add(Current.engine()));
      thread.start();
      thread.join();
      Assertions.assertThat(seen).containsExactly(engine);
    }

    private static final ExecutorService POOL = Executors.newSingleThreadExecutor();

    static {
      POOL.submit(() -> {}); // its thread is there before any test
    }

    @BpfTest(engines = TestEngine.JIT)
    void onAPool() throws Exception {
      try {
        POOL.submit(() -> assertThat("r0 = 1; exit").assembles().returns(1)).get();
      } catch (java.util.concurrent.ExecutionException e) {
        throw (Exception) e.getCause();
      } finally {
        POOL.shutdown();
      }
    }

    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    void differsInAMap(TestEngine engine) {
      assertThat("r6 = " + engine.ordinal() + "\n" + storing("one"))
          .assembles()
          .withMap(ONE)
          .runs();
    }

    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    void mayDiffer(TestEngine engine) {
      assertThat("r6 = " + engine.ordinal() + "\n" + storing("one"))
          .assembles()
          .withMap(ONE)
          .differing("one")
          .runs();
    }

    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    void differsInARecord(TestEngine engine) {
      assertThat(
              """
              *(u64 *)(r10 - 8) = %d
              r1 = ring ll
              r2 = r10
              r2 += -8
              r3 = 8
              r4 = 0
              call bpf_ringbuf_output
              r0 = 0
              exit
              """
                  .formatted(engine.ordinal()))
          .assembles()
          .withMap(RING)
          .runs();
    }

    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    void differsInWhatIsPrinted(TestEngine engine) {
      assertThat(
              """
              r1 = 0x6425 ll
              *(u64 *)(r10 - 8) = r1
              r1 = r10
              r1 += -8
              r2 = 3
              r3 = %d
              call bpf_trace_printk
              r0 = 0
              exit
              """
                  .formatted(engine.ordinal()))
          .assembles()
          .runs();
    }

    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    @ValueSource(ints = {1, 2})
    void eachValue(int value) {
      SEEN.add(Current.engine() + " " + value);
      assertThat("r0 = " + value + "; exit").assembles().returns(value);
    }

    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eachParameter(int value) {
      SEEN.add(Current.engine() + " " + value);
      assertThat("r0 = " + value + "; exit").assembles().returns(value);
    }

    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    @RepeatedTest(1)
    void repeatedAndDifferent() {
      assertThat("r0 = " + Current.engine().ordinal() + "; exit").assembles().runs();
    }

    @BpfTest(engines = TestEngine.KERNEL)
    void protocolGiven() {
      assertThat("r0 = *(u32 *)(r1 + 16); exit")
          .assembles()
          .ofType(ProgramType.SCHED_CLS)
          .withContext(SocketBuffer.of(new byte[64]).with(dev.jbpf.kernel.SkBuff.PROTOCOL, 8))
          .returns(8);
    }

    @BpfTest(engines = TestEngine.KERNEL)
    void shortPacket() {
      assertThat("r0 = 2; exit")
          .assembles()
          .ofType(ProgramType.XDP)
          .withPacket(new byte[9])
          .returns(2);
    }

    @BpfTest(engines = TestEngine.KERNEL)
    void plainMemory() {
      assertThat("r0 = r2; exit").assembles().withMemory(new byte[8]).returns(8);
    }

    @BpfTest(engines = TestEngine.KERNEL)
    void kprobe() {
      assertThat("r0 = 0; exit").assembles().ofType(ProgramType.KPROBE).returns(0);
    }

    @BpfTest(engines = TestEngine.KERNEL)
    void faulting() {
      assertThat("r0 = *(u64 *)(r10 + 8); exit").assembles().faults(FaultKind.MEMORY);
    }

    @BpfTest(engines = TestEngine.KERNEL)
    void rejectedOtherwise() {
      assertThat("exit").assembles().isRejectedWith("nonsense");
    }

    @BpfTest(engines = TestEngine.KERNEL)
    void accepted() {
      assertThat("r0 = 0; exit").assembles().isRejected();
    }

    @BpfTest(engines = TestEngine.VM)
    void rejectedOnTheVm() {
      assertThat("exit").assembles().isRejected();
    }
  }
}
