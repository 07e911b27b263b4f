package dev.jbpf.runtime.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.PerfHardware;
import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.PerfType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.attach.trace.EventSource;
import dev.jbpf.runtime.attach.trace.KprobeHook;
import dev.jbpf.runtime.attach.trace.PerfLinks;
import dev.jbpf.runtime.attach.trace.TracefsProbe;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.sys.LibraryCalls;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Programs that watch the kernel and processes. */
@KernelTest
class TracingTest {
  private static final int CALLS = 100;

  /** Calls that do nothing, by the C library's {@code syscall}. */
  private static void callKernel() {
    for (int i = 0; i < CALLS; i++) {
      LibraryCalls.close(-1);
    }
  }

  private static void countsCalls(Hook hook) {
    try (Counter counter = Counter.attach(hook, 0)) {
      long before = counter.count();
      callKernel();
      assertThat(counter.count() - before).isGreaterThanOrEqualTo(CALLS);
      long after = counter.detach();
      callKernel();
      assertThat(counter.count()).isEqualTo(after);
    }
  }

  private static Path libc() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/libc.so.6") || line.contains("/libc-"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow();
    }
  }

  private static OptionalInt self() {
    return OptionalInt.of((int) ProcessHandle.current().pid());
  }

  @Test
  void rawTracepoints() {
    countsCalls(Hooks.rawTracepoint("sys_enter"));
  }

  /** Test runs of others may be counted, too. */
  @Test
  void writableRawTracepoints() {
    try (Counter counter = Counter.attach(Hooks.writableRawTracepoint("bpf_test_finish"), 0);
        KernelProgram program = Counter.load(Hooks.xdp("lo"), 2)) {
      program.testRun(TestRun.onPacket(new byte[64]));
      assertThat(counter.detach()).isPositive();
    }
  }

  @Test
  void tracepoints() {
    countsCalls(Hooks.tracepoint("raw_syscalls", "sys_enter"));
  }

  @Test
  void btfTracepoints() {
    countsCalls(Hooks.btfTracepoint("sys_enter"));
  }

  @Test
  void uprobes() throws IOException {
    countsCalls(Hooks.uprobe(libc(), "syscall", self(), false));
  }

  @Test
  void uprobesOfAllProcesses() throws IOException {
    countsCalls(Hooks.uprobe(libc(), "syscall"));
  }

  @Test
  void uretprobes() throws IOException {
    countsCalls(Hooks.uprobe(libc(), "syscall", self(), true));
  }

  /** The kernel of this machine has no function tracer: the one of the bed has. */
  @Test
  void startsAndReturnsOfFunctionsByTrampoline() {
    Assumptions.assumeTrue(EventSource.type("kprobe").isPresent(), "this kernel has no kprobes");
    countsCalls(Hooks.fentry("__x64_sys_close"));
    countsCalls(Hooks.fexit("__x64_sys_close"));
  }

  @Test
  void kprobes() {
    Assumptions.assumeTrue(EventSource.type("kprobe").isPresent(), "this kernel has no kprobes");
    countsCalls(Hooks.kprobe("__x64_sys_close"));
    countsCalls(Hooks.kretprobe("__x64_sys_close"));
  }

  @Test
  void kprobesByTracefs() {
    Assumptions.assumeTrue(EventSource.type("kprobe").isPresent(), "this kernel has no kprobes");
    countsCalls(new TracefsOnly(new KprobeHook("__x64_sys_close", 0, false, 0)));
    countsCalls(new TracefsOnly(new KprobeHook("__x64_sys_close", 0, true, 0)));
  }

  /** As on a kernel before 4.17. */
  private record TracefsOnly(KprobeHook hook) implements Hook {
    @Override
    public ProgramType programType() {
      return hook.programType();
    }

    @Override
    public Link attach(KernelProgram program) {
      return new TracefsProbe(hook).attach(program);
    }
  }

  @Test
  void aFunctionThatCannotBeProbedIsExplained() {
    Assumptions.assumeTrue(EventSource.type("kprobe").isPresent(), "this kernel has no kprobes");
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> Counter.attach(Hooks.kprobe("vfs_raed"), 0))
        .withMessageContaining("The kernel has no function of that name")
        .withMessageContaining("vfs_read");
  }

  @Test
  void aKernelWithoutKprobesSaysSo() {
    Assumptions.assumeTrue(EventSource.type("kprobe").isEmpty(), "this kernel has kprobes");
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> Counter.attach(Hooks.kprobe("vfs_read"), 0))
        .withMessageStartingWith("cannot attach to kprobe vfs_read")
        .withMessageContaining("CONFIG_KPROBES");
  }

  @Test
  void namesThatAreNotThereAreExplained() throws IOException {
    Path libc = libc();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counter.attach(Hooks.tracepoint("sched", "sched_swich"), 0))
        .withMessage("there is no tracepoint sched/sched_swich; did you mean sched_switch?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counter.attach(Hooks.tracepoint("shed", "sched_switch"), 0))
        .withMessageEndingWith("did you mean sched?");
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> Counter.attach(Hooks.rawTracepoint("no_such_point"), 0))
        .withMessageContaining("raw tracepoint no_such_point")
        .withMessageContaining("ENOENT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hooks.uprobe(libc, "mallok"))
        .withMessageContaining("did you mean malloc?");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Hooks.uprobe(Path.of("/no/such/library"), "malloc"))
        .withMessage("cannot attach to malloc in /no/such/library: no such file");
  }

  @Test
  @DisplayName("R20: the kernel's own names are offered for those that are near them")
  void nearNamesAreOffered() {
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> Counter.attach(Hooks.rawTracepoint("sched_swich"), 0))
        .withMessageContainingAll(
            "ENOENT", "no tracepoint sched_swich; did you mean sched_switch?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counter.attach(Hooks.tracepoint("sched", "sched_swich"), 0))
        .withMessageContaining("did you mean sched_switch?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counter.attach(Hooks.btfTracepoint("sched_swich"), 0))
        .withMessageContaining("did you mean sched_switch?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counter.attach(Hooks.fentry("vfs_raed"), 0))
        .withMessageContaining("did you mean vfs_read?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counter.attach(Hooks.securityHook("file_opn"), 0))
        .withMessageContaining("did you mean file_open?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Counter.attach(Hooks.iterator("taks"), 0))
        .withMessageContaining("did you mean task?");
  }

  @Test
  void ratesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hooks.sampling(PerfSoftware.CPU_CLOCK, 0))
        .withMessage("PERF_COUNT_SW_CPU_CLOCK at 0 Hz: must be 1 or more");
  }

  @Test
  void aRateAboveTheKernelsLimitIsExplained() throws IOException {
    Path file = Path.of("/proc/sys/kernel/perf_event_max_sample_rate");
    int limit = Integer.parseInt(Files.readAllLines(file).get(0));
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> Counter.attach(Hooks.sampling(PerfSoftware.CPU_CLOCK, 10 * limit), 0))
        .withMessageContaining("at " + 10 * limit + " Hz")
        .withMessageContaining(limit + " Hz at most")
        .withMessageContaining(file.toString());
  }

  /** Machines that have a counter run the program. */
  @Test
  void aMachineWithoutCountersSaysSo() {
    try (Counter counter = Counter.attach(Hooks.sampling(PerfHardware.CPU_CYCLES, 99), 0)) {
      assertThat(counter.detach()).isNotNegative();
    } catch (SyscallException e) {
      assertThat(e)
          .hasMessageContaining("PERF_COUNT_HW_CPU_CYCLES at 99 Hz")
          .hasMessageContaining("no counter for it");
    }
  }

  @Test
  void samples() {
    try (Counter counter = Counter.attach(Hooks.sampling(PerfSoftware.CPU_CLOCK, 999), 0)) {
      long end = System.nanoTime() + 300_000_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(counter.count()).isGreaterThan(30);
    }
  }

  /** As on a kernel before 5.15. */
  private record OlderWay(ProgramType programType) implements Hook {
    private static final int CALLING_THREAD = 0;
    private static final int ANY_CPU = -1;

    @Override
    public Link attach(KernelProgram program) {
      PerfAttr attr =
          new PerfAttr(
              program.kernel().calls().syscalls(),
              PerfType.SOFTWARE.value(),
              PerfSoftware.CPU_CLOCK.value());
      PerfEvent event = PerfEvent.open(attr.frequency(999), CALLING_THREAD, ANY_CPU, "samples");
      assertThat(PerfLinks.attachOlderWay(program, event)).isNotNegative();
      return event::close;
    }
  }

  @Test
  void samplesTheOlderWay() {
    try (Counter counter = Counter.attach(new OlderWay(ProgramType.PERF_EVENT), 0)) {
      long end = System.nanoTime() + 2_000_000_000;
      while (System.nanoTime() < end && counter.count() < 10) {
        Thread.onSpinWait();
      }
      assertThat(counter.detach()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void iteratorsWriteWhatIsRead() throws IOException {
    Hook hook = Hooks.iterator("task");
    MapDef<Integer, String> text = MapDef.array("text", Codec.text(8), 1);
    ProgramSpec spec =
        ProgramSpec.of(
                "tasks",
                hook,
                Counter.assemble(
                    """
                    r6 = *(u64 *)(r1 + 0)
                    r1 = *(u64 *)(r6 + 0)
                    r2 = map_value text, 0 ll
                    r3 = 5
                    call 127
                    r0 = 0
                    exit
                    """))
            .withMap(text);
    try (var program = Bpf.load(spec)) {
      program.map(text).update(0, "task\n");
      try (IteratorLink link = IteratorLink.attach(program);
          InputStream stream = link.open()) {
        String read = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(read.lines()).hasSizeGreaterThan(10).containsOnly("task");
      }
    }
  }

  @Test
  void theFluentWayLoadsAndUnloads() {
    MapDef<Integer, Long> counts = MapDef.array("c", Codec.U64, 1);
    try (var map = Bpf.create(counts)) {
      var program =
          Counter.assemble(
              """
              r1 = map_value c, 0 ll
              r2 = 1
              lock *(u64 *)(r1 + 0) += r2
              r0 = 0
              exit
              """);
      try (var link =
          Bpf.load(program, map).named("fluent").attach(Hooks.rawTracepoint("sys_enter"))) {
        callKernel();
        assertThat(link).isNotNull();
      }
      long count = map.lookup(0).orElseThrow();
      assertThat(count).isGreaterThanOrEqualTo(CALLS);
      callKernel();
      assertThat(map.lookup(0)).contains(count);
    }
  }

  @Test
  void aProgramOfAnotherTypeIsRefused() {
    try (var program =
        Bpf.load(ProgramSpec.of("p", Hooks.rawTracepoint("x"), Counter.assemble("r0 = 0\nexit")))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.attach(Hooks.xdp("lo")))
          .withMessageContaining("BPF_PROG_TYPE_RAW_TRACEPOINT")
          .withMessageContaining("XDP on lo takes BPF_PROG_TYPE_XDP");
    }
  }
}
