package dev.jbpf.examples.opensnoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.TraceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KernelTest
class OpensnoopTest {
  private static final Path MISSING = Path.of("/tmp/there is no such file");

  @TempDir private Path folder;

  private final AtomicLong opener = new AtomicLong();

  /** A process of its own: what the example itself opens it does not tell. */
  private void open() throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("opened"), new byte[1]);
    String opens = ": < '%s'; : < '%s'".formatted(file, MISSING);
    Process process = new ProcessBuilder("bash", "-c", opens).redirectErrorStream(true).start();
    opener.set(process.pid());
    process.waitFor();
  }

  private List<String> about(ExampleRun run, Path path) {
    return run.out().stream()
        .filter(line -> line.startsWith(opener + " ") && line.endsWith(" " + path))
        .toList();
  }

  @Test
  void eachOpenedFileIsALine() throws Exception {
    ExampleRun run = ExampleRun.during(this::open, "opensnoop");
    assertThat(run.out().get(0)).isEqualTo("PID    COMM               FD ERR PATH");
    assertThat(about(run, folder.resolve("opened")))
        .singleElement()
        .asString()
        .matches("\\d+ +\\S.{15} +\\d+   0 /.*");
    assertThat(about(run, MISSING))
        .singleElement()
        .asString()
        .matches("\\d+ +\\S.{15}   -1   2 /tmp/there is no such file");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void failuresAloneCanBeAskedFor() throws Exception {
    ExampleRun run = ExampleRun.during(this::open, "opensnoop", "--failed");
    assertThat(about(run, folder.resolve("opened"))).isEmpty();
    assertThat(about(run, MISSING)).hasSize(1);
  }

  @Test
  void processesCanBeChosenByName() throws Exception {
    ExampleRun run = ExampleRun.during(this::open, "opensnoop", "--name", "nobody");
    assertThat(run.out()).hasSize(1);
  }

  @Test
  void theExampleItselfIsLeftOut() throws Exception {
    ExampleRun run = ExampleRun.during(this::open, "opensnoop");
    assertThat(run.out()).noneMatch(line -> line.startsWith(ProcessHandle.current().pid() + " "));
  }

  @Test
  void aProcessAloneCanBeAskedFor() throws Exception {
    long self = ProcessHandle.current().pid();
    ExampleRun run = ExampleRun.during(this::open, "opensnoop", "--pid", Long.toString(self));
    assertThat(run.out()).hasSizeGreaterThan(1);
    assertThat(run.out().subList(1, run.out().size()))
        .allMatch(line -> line.startsWith(self + " "));
  }

  @Test
  void asMethods() {
    SameAsMethod same =
        new SameAsMethod(
            OpenMethods.class, OpenPrograms.PATHS, OpenPrograms.EVENTS, OpenPrograms.LOST);
    TraceRecord call = new TraceRecord(new byte[64]);
    TracepointFormat in = Tracefs.format(Kernel.local(), "syscalls", "sys_enter_openat");
    TracepointFormat out = Tracefs.format(Kernel.local(), "syscalls", "sys_exit_openat");
    ProgramDef enter = InRegisters.enter(in, 0, OptionalInt.empty());
    ProgramDef exit = InRegisters.exit(out);
    check(same, call, OpenPrograms.enter(in, 0, OptionalInt.empty()), OpenPrograms.exit(out));
    check(same, call, enter.program(), exit.program());
    same.isTaken(enter, exit);
  }

  private static void check(SameAsMethod same, TraceRecord call, Program enter, Program exit) {
    same.check(
        new SameAsMethod.Run("exit", exit, call),
        new SameAsMethod.Run("enter", enter, call),
        new SameAsMethod.Run("exit", exit, call));
  }
}
