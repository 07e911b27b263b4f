package dev.jbpf.runtime.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramFlag;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.attach.multi.MultiHooks;
import dev.jbpf.runtime.attach.trace.EventSource;
import dev.jbpf.runtime.object.kernel.RunningKernel;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Programs at functions of the kernel, which may do more than watch. They need the function tracer:
 * the kernels of the bed have it.
 */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class FunctionHooksTest {
  private static final long CALLS = 40;

  /** A command of bpf(2) that no kernel has. */
  private static final int NO_COMMAND = 0x7bf0_0001;

  /** Refuses {@link #NO_COMMAND}, and nothing else. */
  private static final String REFUSES =
      """
      r2 = *(u64 *)(r1 + 0)
      r0 = 0
      if w2 != 0x7bf00001 goto end
      r0 = -13
      end:
      exit
      """;

  private static final MapDef<Integer, Long> SEEN = MapDef.array("seen", Codec.U64, 2);

  @BeforeAll
  static void onlyWithKprobes() {
    Assumptions.assumeTrue(EventSource.type("kprobe").isPresent(), "this kernel has no kprobes");
  }

  private static void since(int major, int minor) {
    Assumptions.assumeTrue(
        RunningKernel.version().orElse(0) >= (major << 16 | minor << 8),
        () -> "since Linux " + major + "." + minor);
  }

  /** {@return how often a program ran while a function was called that often} */
  private static long runs(Hook hook, int result) {
    try (Counter counter = Counter.attach(hook, result)) {
      for (int i = 0; i < CALLS; i++) {
        BpfSyscalls.system().call(Syscall.CLOSE, -1, 0, 0);
      }
      return counter.detach();
    }
  }

  private static void runsOnce(Hook hook, int result) {
    assertThat(runs(hook, result)).isBetween(CALLS, 2 * CALLS - 1);
  }

  @Test
  void manyFunctionsByOneLink() {
    since(6, 12); // Debian builds 6.1 without what this takes.
    runsOnce(MultiHooks.kprobes("__x64_sys_clos?"), 0);
    runsOnce(MultiHooks.kretprobes("__x64_sys_close"), 0);
  }

  @Test
  void aSessionSeesTheReturnsThatItAskedFor() {
    since(6, 10);
    Hook session = MultiHooks.kprobeSession("__x64_sys_close");
    assertThat(runs(session, 0)).isGreaterThanOrEqualTo(2 * CALLS);
    runsOnce(session, 1);
  }

  private static boolean isRefused() {
    long result = BpfSyscalls.system().bpf(NO_COMMAND, 0, 0);
    assertThat(Errno.EACCES.is(result) || Errno.EINVAL.is(result)).as("%d", result).isTrue();
    return Errno.EACCES.is(result);
  }

  private static void refuses(Hook hook, String text, ProgramFlag... flags) {
    ProgramSpec spec = ProgramSpec.of("refuses", hook, Counter.assemble(text)).withFlags(flags);
    try (KernelProgram program = Bpf.load(spec)) {
      try (Link link = program.attach(hook)) {
        assertThat(isRefused()).as("while it is attached").isTrue();
      }
      assertThat(isRefused()).as("after that").isFalse();
    }
  }

  @Test
  void aResultIsChanged() {
    refuses(Hooks.fmodReturn("security_bpf"), REFUSES);
  }

  @Test
  void aSecurityHookRefuses() {
    refuses(Hooks.securityHook("bpf"), REFUSES);
  }

  /** Reading what a process has not yet in memory is for programs that may sleep. */
  private static final String READS_USER_MEMORY =
      """
      r6 = r1
      r1 = r10
      r1 += -8
      r2 = 8
      r3 = 0
      call 148
      r1 = r6
      """;

  @Test
  void aSecurityHookMaySleep() {
    refuses(Hooks.securityHook("bpf"), READS_USER_MEMORY + REFUSES, ProgramFlag.SLEEPABLE);
  }

  /** The test run of such a program calls these functions, the first one with 1. */
  private static void sees(Hook hook, String prologue, ProgramFlag... flags) {
    ProgramSpec spec =
        ProgramSpec.of(
                "sees",
                hook,
                Counter.assemble(
                    prologue
                        + """
                        r2 = *(u64 *)(r1 + 0)
                        r3 = *(u64 *)(r1 + 8)
                        r4 = map_value seen, 0 ll
                        *(u64 *)(r4 + 0) = r2
                        *(u64 *)(r4 + 8) = r3
                        r0 = 0
                        exit
                        """))
            .withMap(SEEN)
            .withFlags(flags);
    try (KernelProgram program = Bpf.load(spec);
        Link link = program.attach(hook)) {
      program.testRun(TestRun.onContext(new byte[0]));
      assertThat(program.map(SEEN).lookup(0)).as("argument").contains(1L);
      assertThat(program.map(SEEN).lookup(1)).as("result").contains(2L);
    }
  }

  @Test
  void aReturnSeesArgumentsAndResult() {
    sees(Hooks.fexit("bpf_fentry_test1"), "");
  }

  @Test
  void aReturnMaySleep() {
    since(6, 2);
    sees(Hooks.fexit("bpf_fentry_test1"), READS_USER_MEMORY, ProgramFlag.SLEEPABLE);
  }
}
