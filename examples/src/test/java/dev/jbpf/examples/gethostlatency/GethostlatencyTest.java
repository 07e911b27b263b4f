package dev.jbpf.examples.gethostlatency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.ExampleRunner;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.Registers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

@KernelTest
class GethostlatencyTest {
  private static final String HOST = "nobody-has-this-name.invalid";

  /** Java asks the C library. */
  private static void lookUp() {
    try {
      InetAddress.getByName(HOST);
    } catch (UnknownHostException expected) {
      assertThat(expected).hasMessageContaining(HOST);
    }
  }

  @Test
  void eachLookUpIsALine() throws Exception {
    ExampleRun run = ExampleRun.during(GethostlatencyTest::lookUp, "gethostlatency");
    assertThat(run.out().get(0)).isEqualTo("TIME      PID     COMM                  LATms HOST");
    long pid = ProcessHandle.current().pid();
    assertThat(run.out().stream().filter(line -> line.endsWith(" " + HOST)))
        .isNotEmpty()
        .allMatch(
            line -> line.matches("\\d\\d:\\d\\d:\\d\\d  " + pid + " +\\S.{15} +\\d+\\.\\d\\d .*"));
  }

  @Test
  void aFileWithoutTheFunctionsIsNamed() {
    ExampleRun run = ExampleRun.of("gethostlatency", "--library", "/etc/hostname.missing");
    assertThat(run.code()).isEqualTo(ExampleRunner.FAILED);
    assertThat(run.err()).singleElement().asString().contains("/etc/hostname.missing");
  }

  @Test
  void asMethods() {
    SameAsMethod same =
        new SameAsMethod(LookupMethods.class, LookupPrograms.CALLS, LookupPrograms.EVENTS);
    ProgramDef enter = InRegisters.enter();
    ProgramDef exit = InRegisters.exit();
    check(same, LookupPrograms.enter(), LookupPrograms.exit());
    check(same, enter.program(), exit.program());
    same.isTaken(enter, exit);
  }

  private static void check(SameAsMethod same, Program enter, Program exit) {
    same.check(
        new SameAsMethod.Run("exit", exit, Registers.call()),
        new SameAsMethod.Run("enter", enter, Registers.call(5)),
        new SameAsMethod.Run("exit", exit, Registers.call()));
  }
}
