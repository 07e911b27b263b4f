package dev.jbpf.methods.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.TracingContext;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.testing.KernelTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Methods at functions of the kernel. The function tracer has to be there: the kernels of the bed
 * have it, whose own test functions are called by a run of a program.
 */
class FunctionMethodsTest {
  /** At each of these the kernel's test calls {@code bpf_fentry_test2(2, 3)}, which adds. */
  static final class Watched {
    private static long entered;
    private static long left;

    private Watched() {}

    @BpfProgram("fentry/bpf_fentry_test2")
    static int enter(TracingContext call) {
      entered += (int) call.argument(1) * 100 + call.argument(2);
      return 0;
    }

    @BpfProgram("fexit/bpf_fentry_test2")
    static int leave(TracingContext call) {
      left += call.argument(3) * 1000 + call.argument(2);
      return 0;
    }

    @BpfProgram(value = "fexit/bpf_fentry_test2", since = "5.17")
    static int result(TracingContext call) {
      left += call.result() * 1_000_000;
      return 0;
    }
  }

  /** What is called for each bpf(2): kernels let what they ask of security modules be changed. */
  static final class Changed {
    static final int NO_COMMAND = 0x7bf0_0001;

    private Changed() {}

    @BpfProgram("fmod_ret/security_bpf")
    static int change(TracingContext call) {
      return (int) call.argument(1) == NO_COMMAND ? -13 : 0;
    }
  }

  /** Hooks of security modules: what they return is the verdict. */
  static final class Guarded {
    private static long runs;

    private Guarded() {}

    @KernelName("file")
    interface File {
      int fFlags();
    }

    @BpfProgram("lsm/file_open")
    static int open(TracingContext call) {
      runs++;
      return (call.argument(1, File.class).fFlags() & 0x4000_0000) != 0 ? -13 : 0;
    }

    @BpfProgram("lsm.s/bprm_committed_creds")
    static void started(TracingContext call) {
      runs++;
    }
  }

  @Test
  void allAreCompiled() {
    assertThat(MethodCompiler.compile(Watched.class).programs()).hasSize(3);
    assertThat(MethodCompiler.compile(Changed.class).programs()).hasSize(1);
    assertThat(MethodCompiler.compile(Guarded.class).programs()).hasSize(2);
  }

  private static void assumeTracer() {
    Path source = Path.of("/sys/bus/event_source/devices/kprobe");
    Assumptions.assumeTrue(Files.exists(source), "this kernel has no kprobes");
  }

  @Test
  @KernelTest
  void entriesAndExitsSeeArgumentsAndResults() {
    assumeTracer();
    try (BpfObject object = BpfObject.load(Watched.class);
        ObjectLinks all = object.attachAll()) {
      object.program("enter").testRun(TestRun.onContext(new byte[0]));
      assertThat(object.variable("entered", Codec.S64).get()).isEqualTo(203);
      assertThat(object.variable("left", Codec.S64).get()).isEqualTo(5_005_003);
      assertThat(all).isNotNull();
    }
  }

  @Test
  @KernelTest
  void resultsMayBeChanged() {
    assumeTracer();
    try (BpfObject object = BpfObject.load(Changed.class);
        ObjectLinks all = object.attachAll()) {
      assertThat(object.programs()).containsOnlyKeys("change");
      assertThat(all).isNotNull();
    }
  }

  @Test
  @KernelTest
  void hooksOfSecurityModulesAreLoaded() {
    assumeTracer();
    try (BpfObject object = BpfObject.load(Guarded.class)) {
      assertThat(object.programs()).containsOnlyKeys("open", "started");
    }
  }
}
