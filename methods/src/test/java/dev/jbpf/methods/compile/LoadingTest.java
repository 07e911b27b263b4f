package dev.jbpf.methods.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A class is loaded in one line: programs, maps and variables by name. */
class LoadingTest {
  private static final byte[] PACKET = new byte[64];

  /** Two programs that share a map and variables. */
  static final class Counter {
    static final MapDef<Integer, Long> SIZES = MapDef.array("sizes", Codec.U64, 4);

    private static final Table<Integer, Long> BY_SIZE = Table.of(SIZES);
    private static final int[] LIMITS = {32, 128, 1024};

    private static long bytes;
    private static int limit = 3;
    private static boolean isOff;

    @BpfProgram("xdp")
    static int count(XdpContext context) {
      if (isOff) {
        return XdpAction.PASS.value();
      }
      int length = context.packet().length();
      bytes += length;
      int size = 0;
      for (int bound : LIMITS) {
        size += length > bound ? 1 : 0;
      }
      Cell<Long> count = BY_SIZE.find(size);
      if (count != null) {
        count.addAtomic(1);
      }
      return bytes > 64L * limit ? XdpAction.DROP.value() : XdpAction.PASS.value();
    }

    @BpfProgram("xdp")
    static int reset(XdpContext context) {
      bytes = 0;
      return XdpAction.ABORTED.value();
    }
  }

  @Test
  void asPlainJava() {
    Counter.bytes = 0;
    for (int i = 0; i < 3; i++) {
      assertThat(Counter.count(XdpContext.of(PACKET))).isEqualTo(XdpAction.PASS.value());
    }
    assertThat(Counter.count(XdpContext.of(PACKET))).isEqualTo(XdpAction.DROP.value());
    assertThat(Counter.BY_SIZE.lookup(1)).hasValue(4L);
    assertThat(Counter.reset(XdpContext.of(PACKET))).isZero();
    assertThat(Counter.bytes).isZero();
  }

  @Test
  void onTheVm() {
    VmObject object = VmObject.load(Counter.class);
    for (int i = 0; i < 4; i++) {
      long result =
          object.program("count").run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
      assertThat(result).isEqualTo((i < 3 ? XdpAction.PASS : XdpAction.DROP).value());
    }
    assertThat(object.map(Counter.SIZES).lookup(1)).hasValue(4L);
    assertThat(object.variable("bytes", Codec.S64).get()).isEqualTo(256);
  }

  @Test
  @KernelTest
  void inTheKernel() {
    try (BpfObject object = BpfObject.load(Counter.class)) {
      var bytes = object.variable("bytes", Codec.S64);
      var limit = object.variable("limit", Codec.S32);
      assertThat(limit.get()).isEqualTo(3);
      limit.set(1);
      assertThat(run(object, "count")).isEqualTo(XdpAction.PASS.value());
      assertThat(run(object, "count")).isEqualTo(XdpAction.DROP.value());
      assertThat(bytes.get()).isEqualTo(128);
      assertThat(object.map(Counter.SIZES).lookup(1)).hasValue(2L);
      assertThat(run(object, "reset")).isZero();
      assertThat(bytes.get()).isZero();
      object.variable("isOff", Codec.U8).set(1);
      assertThat(run(object, "count")).isEqualTo(XdpAction.PASS.value());
      assertThat(bytes.get()).isZero();
    }
  }

  /** Waits for a number that may never come. */
  static final class Endless {
    private Endless() {}

    @BpfProgram("xdp")
    static int wait(XdpContext context) {
      int x = context.queue();
      while (x != 1) {
        x = (x & 1) == 0 ? x / 2 : 3 * x + 1;
      }
      return x;
    }
  }

  /** The kernel is asked first, but the words are the same as where there is none. */
  @Test
  @KernelTest
  void refusedAtItsLine() {
    RefusedException before =
        catchThrowableOfType(RefusedException.class, () -> MethodCompiler.compile(Endless.class));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> BpfObject.load(Endless.class))
        .withMessage(before.getMessage())
        .withMessageContaining("LoadingTest.java:");
  }

  private static long run(BpfObject object, String program) {
    return object.program(program).testRun(TestRun.onPacket(PACKET)).returnValue();
  }

  @Test
  @KernelTest
  void byALookup() {
    try (BpfObject object = Counters.open().load()) {
      assertThat(run(object, "one")).isEqualTo(1);
    }
  }

  /** Hands out its own lookup. */
  static final class Counters {
    static dev.jbpf.runtime.object.OpenObject open() {
      return BpfObject.open(MethodHandles.lookup());
    }

    @BpfProgram("xdp")
    static int one(XdpContext context) {
      return 1;
    }
  }

  /** Counts in a field of another class. */
  static final class Others {
    private Others() {}

    @BpfProgram("xdp")
    static int two(XdpContext context) {
      Counter.bytes += 2;
      return 2;
    }
  }

  @Test
  void severalClassesShareFields() {
    var compiled = MethodCompiler.compile(List.of(Counter.class, Others.class));
    VmObject object = VmObject.load(compiled.object(), VmOptions.DEFAULT);
    object.program("two").run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
    assertThat(object.variable("bytes", Codec.S64).get()).isEqualTo(2);
    object.program("count").run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
    assertThat(object.variable("bytes", Codec.S64).get()).isEqualTo(66);
  }

  @Test
  @KernelTest
  void severalClassesInTheKernel() {
    try (BpfObject object = BpfObject.load(Counter.class, Others.class)) {
      assertThat(run(object, "two")).isEqualTo(2);
      assertThat(object.variable("bytes", Codec.S64).get()).isEqualTo(2);
    }
  }
}
