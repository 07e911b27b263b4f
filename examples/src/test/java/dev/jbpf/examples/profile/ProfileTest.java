package dev.jbpf.examples.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.TraceRecord;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@KernelTest
class ProfileTest {
  private static final String NAME = "profile test";
  private static final long CPU_TIME = TimeUnit.SECONDS.toNanos(1);

  /** Calls what does nothing for a second of CPU time, on a thread of that name. */
  private static void callKernel() throws InterruptedException {
    Thread thread = new Thread(ProfileTest::callForAWhile, NAME);
    thread.start();
    thread.join();
  }

  private static void callForAWhile() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    // The JVM asks by the C library's clock_gettime, whose name is looked for.
    while (threads.getCurrentThreadCpuTime() < CPU_TIME) {
      BpfSyscalls.system().call(Syscall.CLOSE, -1, 0, 0, 0, 0, 0);
    }
  }

  private static final String PID = Long.toString(ProcessHandle.current().pid());

  @Test
  void stacksAreNamedAndCounted() throws Exception {
    ExampleRun run = ExampleRun.during(ProfileTest::callKernel, "profile", "--folded", "-F", "99");
    assertThat(run.err().get(0))
        .isEqualTo(
            "Sampling at 99 Hertz of all threads by user + kernel stack... Hit Ctrl-C to end.");
    List<String> stacks = run.out().stream().filter(line -> line.startsWith(NAME + ";")).toList();
    assertThat(stacks).anyMatch(line -> line.matches(".*;clock_gettime.* \\d+"));
    assertThat(stacks).anyMatch(line -> line.matches(".*;(entry|do)_[sS][yY].*64.* \\d+"));
    long samples = stacks.stream().mapToLong(ProfileTest::count).sum();
    assertThat(samples).isBetween(30L, 200L);
  }

  private static long count(String line) {
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void aProcessAloneCanBeAskedFor() throws Exception {
    ExampleRun run = ExampleRun.during(ProfileTest::callKernel, "profile", "--pid", PID);
    assertThat(run.out().stream().filter(line -> line.startsWith("    -  ")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" (" + PID + ")"))
        .anyMatch(line -> line.equals("    -                " + NAME + " (" + PID + ")"));
  }

  @Test
  void asMethod() {
    SameAsMethod same =
        new SameAsMethod(SampleMethod.class, SampleProgram.STACKS, SampleProgram.COUNTS);
    ProgramDef registers = InRegisters.countStacks(OptionalInt.empty());
    for (Program form :
        List.of(SampleProgram.countStacks(OptionalInt.empty()), registers.program())) {
      same.check(new SameAsMethod.Run("profile", form, new TraceRecord(new byte[184])));
    }
    same.isTaken(registers);
  }
}
