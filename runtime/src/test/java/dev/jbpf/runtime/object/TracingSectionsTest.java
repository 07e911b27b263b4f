package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jbpf.map.Codec;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.IteratorLink;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.object.hook.HookNames;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Programs that watch the kernel and processes, attached by their sections' names. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class TracingSectionsTest {
  private static final int CALLS = 50;
  private static final boolean HAS_KPROBES =
      Files.exists(Path.of("/sys/bus/event_source/devices/kprobe"));

  /** {@return the variable {@code counts}, of that many numbers} */
  private static long[] counts(BpfObject object, int length) {
    byte[] bytes = object.variable("counts", Codec.bytes(length * Long.BYTES)).get();
    long[] counts = new long[length];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(counts);
    return counts;
  }

  private static long read(BpfObject object, String variable) {
    return object.variable(variable, Codec.U64).get();
  }

  @Test
  void tracepoints() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("tracepoints"));
        ObjectLinks links = object.attachAll()) {
      Trigger.closeMagic(CALLS);
      assertThat(links.unattached()).isEmpty();
      assertThat(Arrays.stream(counts(object, 6)).limit(5)).allMatch(count -> count >= CALLS);
    }
  }

  @Test
  void userFunctions() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("uprobes"));
        ObjectLinks links = object.attachAll()) {
      Trigger.closeMagic(CALLS);
      assertThat(List.of("entries", "returns", "sleepable", "sleepable_returns"))
          .allMatch(name -> read(object, name) >= CALLS);
    }
  }

  /** A function that only the table of all symbols has, of an executable of clang's or gcc's. */
  @Test
  void functionsOfAnExecutable() throws Exception {
    Path file = CompiledObjects.executable("nested");
    try (Counter starts = Counter.attach(Hooks.uprobe(file, "middle"), 0);
        Counter returns = Counter.attach(Hooks.uretprobe(file, "middle"), 0)) {
      Process process = new ProcessBuilder(file.toString()).start();
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
      assertThat(starts.detach()).isEqualTo(1);
      assertThat(returns.detach()).isEqualTo(1);
    }
  }

  @Test
  void kernelFunctions() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("kprobes"))) {
      assertThat(object.programs()).hasSize(5);
      Assumptions.assumeTrue(HAS_KPROBES, "this kernel has no kprobes");
      try (Link links = object.attachAll()) {
        Trigger.closeMagic(CALLS);
        assertThat(List.of("entries", "returns", "calls", "call_returns", "offsets"))
            .allMatch(name -> read(object, name) >= CALLS);
      }
    }
  }

  /** What cannot be attached leaves nothing of the rest attached. */
  @Test
  void allOrNothing() {
    Assumptions.assumeFalse(HAS_KPROBES, "this kernel has kprobes");
    OpenObject open = BpfObject.open(CompiledObjects.clang("kprobes"));
    open.program("on_entry").attachTo(Hooks.rawTracepoint("sys_enter"));
    try (BpfObject object = open.load()) {
      assertThat(catchThrowable(object::attachAll))
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("kprobe");
      long before = read(object, "entries");
      Trigger.closeMagic(CALLS);
      assertThat(read(object, "entries")).isEqualTo(before);
    }
  }

  @Test
  void trampolines() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("functions"));
        ObjectLinks links = object.attachAll()) {
      assertThat(links.attached()).hasSize(3);
      Trigger.closeMagic(CALLS);
      assertThat(object.map(".bss").info().maxEntries()).isEqualTo(1);
      assertThat(List.of("entries", "returns")).allMatch(name -> read(object, name) >= CALLS);
      assertThat(read(object, "decisions")).as("calls of bpf(2)").isPositive();
    } catch (SyscallException e) {
      assertThat(e).hasMessageContaining("program enters");
      Assumptions.abort("this kernel has no trampolines: " + e.getMessage());
    }
  }

  @Test
  void iterators() throws IOException {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("iterators"));
        ObjectLinks links = object.attachAll()) {
      assertThat(links.attached()).hasSize(2);
      for (ObjectLinks.Attached attached : links.attached()) {
        try (InputStream tasks = ((IteratorLink) attached.link()).open()) {
          assertThat(new String(tasks.readAllBytes()))
              .startsWith("task\ntask\n")
              .endsWith("task\n");
        }
      }
    }
  }

  @Test
  void samples() throws InterruptedException {
    OpenObject open = BpfObject.open(CompiledObjects.clang("sampling"));
    open.program("sample").attachTo(HookNames.parse("perf_event:999"));
    try (BpfObject object = open.load();
        Link links = object.attachAll()) {
      long end = System.nanoTime() + 2_000_000_000L;
      while (read(object, "samples") < 10 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(read(object, "samples")).isGreaterThanOrEqualTo(10);
    }
  }

  private static final byte[] PACKET = new byte[64];

  /** The program makes test runs of this thread fail, and only theirs. */
  @Test
  void writableTracepoints() throws InterruptedException {
    Thread.currentThread().setName("jbpf-writable");
    OpenObject open = BpfObject.open(CompiledObjects.clang("writable"));
    open.variable("thread", Codec.text(16)).set("jbpf-writable");
    try (BpfObject object = open.load();
        KernelProgram program = Counter.load(Hooks.xdp("lo"), 2)) {
      assertThat(program.testRun(TestRun.onPacket(PACKET)).returnValue()).isEqualTo(2);
      try (ObjectLinks links = object.attachAll()) {
        assertThat(links.attached()).hasSize(2);
        assertThat(catchThrowable(() -> program.testRun(TestRun.onPacket(PACKET))))
            .isInstanceOf(SyscallException.class)
            .hasMessageContaining("EINTR");
        assertThat(read(object, "runs")).isEqualTo(1);
        assertThat(read(object, "short_runs")).isEqualTo(1);
      }
      assertThat(program.testRun(TestRun.onPacket(PACKET)).returnValue()).isEqualTo(2);
    }
  }

  @Test
  void aTracepointThatNobodyMayWriteToSaysSo() {
    OpenObject open = BpfObject.open(CompiledObjects.clang("writable"));
    open.program("fail").attachTo(Hooks.writableRawTracepoint("sys_enter"));
    open.program("count_only").autoload(false);
    try (BpfObject object = open.load()) {
      assertThat(catchThrowable(object::attachAll))
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("writable raw tracepoint sys_enter")
          .hasMessageContaining("lets nobody write");
    }
  }

  @Test
  void securityHooks() throws IOException {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("security"));
        ObjectLinks links = object.attachAll()) {
      Files.readString(Path.of("/proc/self/stat"));
      assertThat(object.program("loads").info().name()).isEqualTo("loads");
      assertThat(Runs.idle(object, List.of("opens", "loads"))).isEmpty();
    } catch (SyscallException e) {
      Assumptions.abort("this kernel has no trampolines: " + e.getMessage());
    }
  }

  /** {@code struct numbers} of calls.c. */
  @Test
  void systemCalls() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("calls"))) {
      ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
      numbers.putLong(40).putLong(2);
      TestRunResult result = object.program("add").testRun(TestRun.onContext(numbers.array()));
      assertThat(result.returnValue()).isEqualTo(7);
      assertThat(ByteBuffer.wrap(result.context()).order(ByteOrder.nativeOrder()).getLong(16))
          .isEqualTo(42);
    }
  }
}
