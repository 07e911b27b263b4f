package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.MountNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void javaBuildsTheProgram() throws IOException {
    Path source = Files.writeString(folder.resolve("two-lines.s"), "r0 = 1\nexit\n");
    CommandRun run = CommandRun.jbpf("", "gen", "java", source.toString(), "-o", folder.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("TwoLines.java")).content().contains("class TwoLines", "mov(R0, 1)");
  }

  @Test
  void ofAnObjectEachProgramHasItsClass() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("two.s"),
            """
            .section xdp
            let_pass:
            r0 = 2
            exit
            .section socket
            count:
            call sub
            exit
            .text
            sub:
            r0 = 1
            exit
            """);
    String object = folder.resolve("two.o").toString();
    assertThat(CommandRun.jbpf("", "asm", source.toString(), "-o", object).code()).isZero();
    CommandRun run = CommandRun.jbpf("", "gen", "java", object, "-o", folder + "/new");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("new/LetPass.java")).content().contains("b.mov(R0, 2)");
    assertThat(folder.resolve("new/Count.java")).content().contains("b.callLocal(\"sub\")");
  }

  @Test
  void aTracepointsRecordComesFromItsFormat() throws IOException {
    Path format =
        Files.writeString(
            folder.resolve("format"),
            """
            name: sys_enter_close
            ID: 700
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:int __syscall_nr;\toffset:8;\tsize:4;\tsigned:1;
            \tfield:unsigned int fd;\toffset:16;\tsize:8;\tsigned:0;

            print fmt: "fd: 0x%08lx", ((unsigned long)(REC->fd))
            """);
    CommandRun run =
        CommandRun.jbpf("", "gen", "tracepoint", format.toString(), "-o", folder.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("SysEnterClose.java")).content().contains("FD = ", "16, 8, false");
  }

  @Test
  @KernelTest
  @DisplayName("R1: the kernel's tracepoints, where its tracing files are not mounted")
  void tracepointsOfTheKernel() throws Exception {
    MountNamespace.without(
        List.of("tracefs", "debugfs"),
        () -> {
          CommandRun run = tracepoint("sched/sched_switch");
          assertThat(run.code()).as(run.err()).isZero();
          return run;
        });
    assertThat(folder).isDirectoryContaining("glob:**.java");
    CommandRun unknown = tracepoint("sched/sched_swich");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("did you mean sched_switch?");
  }

  private CommandRun tracepoint(String name) {
    return CommandRun.jbpf("", "gen", "tracepoint", name, "-o", folder.toString());
  }

  @Test
  void aFileThatIsNoObjectIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("passwd"), "root:x:0:0:root:/root\n".repeat(9));
    CommandRun run = CommandRun.jbpf("", "gen", "skeleton", text.toString());
    assertThat(run.err()).startsWith(text + ": error: no ELF object");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void whatIsWrongIsTold() {
    String out = folder.toString();
    assertThat(CommandRun.jbpf("", "gen").code()).isEqualTo(2);
    assertThat(CommandRun.jbpf("", "gen", "struct", "sk_buff").code()).isEqualTo(2);
    CommandRun missing = CommandRun.jbpf("", "gen", "struct", "a", "-o", out, "--btf", "/no/btf");
    assertThat(missing.code()).isEqualTo(2);
    CommandRun damaged =
        CommandRun.jbpf("", "gen", "struct", "a", "-o", out, "--btf", "/etc/hostname");
    assertThat(damaged.code()).as("as of gen btf, and of load").isEqualTo(2);
    assertThat(damaged.err()).contains("/etc/hostname holds no types");
  }
}
