package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugCommandTest {
  private static final String SOURCE =
      """
      r6 = 3
      again:
      r7 += r6
      *(u64 *)(r10 - 8) = r7
      r6 += -1
      if r6 != 0 goto again
      call twice
      r0 += 1
      exit
      .type twice, @function
      twice:
      r0 = 20
      exit
      """;

  private static CommandRun debug(Path folder, String source, String commands, String... more)
      throws IOException {
    Path file = Files.writeString(folder.resolve("sum.s"), source);
    String[] arguments = new String[more.length + 2];
    arguments[0] = "debug";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.jbpf(commands.replace("; ", "\n"), arguments);
  }

  @Test
  void stopsWhereItIsToldTo(@TempDir Path folder) throws IOException {
    String out =
        debug(folder, SOURCE, "break 5 if r6 == 2; run; print r7; p *r10-8:8; c; c; q").out();
    assertThat(out)
        .contains("breakpoint 1 at slot 3", "breakpoint 1\n   3: r6 += -1", "r7 = 0x5\t5")
        .contains("*r10-8:8 = 0x5\t5", "the program has returned 0x15 after 18 instructions");
  }

  @Test
  void stepsOverAndIntoAndOutOfFunctions(@TempDir Path folder) throws IOException {
    String start = "break 7; run; ";
    assertThat(debug(folder, SOURCE, start + "next").out()).contains("   6: r0 += 1");
    assertThat(debug(folder, SOURCE, start + "step; finish").out())
        .contains("   8: r0 = 20", "   6: r0 += 1");
  }

  @Test
  void stepsBack(@TempDir Path folder) throws IOException {
    String out =
        debug(
                folder,
                SOURCE,
                "b twice; r; rs; rs; rs; p r6; p r7; rs; rs; rs; rs; rs; rs; rs; rs; rs; rs; rs; rs")
            .out();
    assertThat(out)
        .contains("   5: call", "   4: if r6 != 0", "   3: r6 += -1", "r6 = 0x1\t1", "r7 = 0x6\t6")
        .contains("at the start");
  }

  @Test
  void watchesRegistersAndMemory(@TempDir Path folder) throws IOException {
    assertThat(debug(folder, SOURCE, "watch r6; c; c; p r6").out())
        .contains("watch 1: r6", "watch 1 has changed", "r6 = 0x2\t2");
    assertThat(debug(folder, SOURCE, "watch *r10-8; c; p r7; d 1; c").out())
        .contains("watch 1 has changed", "r7 = 0x3", "has returned 0x15");
  }

  @Test
  void tellsWhatThereIs(@TempDir Path folder) throws IOException {
    String out =
        debug(
                folder,
                "r0 = *(u8 *)(r1 + 2)\nr0 = *(u64 *)(r1 + 1)\nexit\n",
                "i r; x/3 r1; l; s; s; i b; frob; help; p r11",
                "--mem",
                "41 42 43")
            .out();
    assertThat(out)
        .contains("r2   0x3\t3", "41 42 43", "ABC", "=>    0: r0 = *(u8 *)(r1 + 2)")
        .contains("sum.s:1:1", "fault[memory]", "none", "'frob': no such command", "reverse-step")
        .contains("'r11' is no register");
  }

  @Test
  void standardInputIsForTheCommands(@TempDir Path folder) throws IOException {
    assertThat(CommandRun.jbpf("", "debug", "-").code()).isEqualTo(2);
    assertThat(debug(folder, "frob\n", "").code()).isEqualTo(1);
  }

  @Test
  void goesBackAndChangesWhatThereIs(@TempDir Path folder) throws IOException {
    String out =
        debug(folder, SOURCE, "b 5; r; c; rc; p r6; rc; set r6 = 1; p r6; set *r10-8:8=7; d 1; c")
            .out();
    assertThat(out)
        .contains("breakpoint 1", "r6 = 0x3\t3", "at the start", "r6 = 0x1\t1", "*r10-8:8 = 0x7");
    assertThat(debug(folder, SOURCE, "b 7; r; n; rn; ni; set r10 = 1; set r0").out())
        .contains("   5: call", "   6: r0 += 1", "r10 is the stack's address", "set what = NUMBER");
    assertThat(debug(folder, SOURCE, "b 5 if *r10-8 == 5; r; p r6").out()).contains("r6 = 0x2");
  }

  @Test
  void classesAreSteppedThroughByTheirLines(@TempDir Path folder) throws IOException {
    String name = "dev/jbpf/examples/methods/FirewallMethod";
    Path type = folder.resolve("target/classes/" + name + ".class");
    Path source = folder.resolve("src/main/java/" + name + ".java");
    Files.createDirectories(type.getParent());
    Files.createDirectories(source.getParent());
    Files.copy(Path.of("../examples/src/main/java/" + name + ".java"), source);
    try (InputStream bytes = DebugCommandTest.class.getResourceAsStream("/" + name + ".class")) {
      Files.write(type, bytes.readAllBytes());
    }
    String packet = "00".repeat(12) + "0800" + "45" + "00".repeat(40);
    String out =
        CommandRun.jbpf("b firewall\nr\ns\ns\nc\n", "debug", type.toString(), "--mem", packet)
            .out();
    assertThat(out)
        .contains("FirewallMethod.java:", "Ipv4 ip = context.packet().ipv4();")
        .contains("Cell<Long> hits = BLOCKED.find(", "has returned 0x2");
  }

  @Test
  void anEditorNamesTheProgramItself(@TempDir Path folder) throws IOException {
    assertThat(debug(folder, SOURCE, "", "--dap").err()).contains("it is the editor that names");
    assertThat(CommandRun.jbpf("", "debug").err()).contains("name a FILE, or give --dap");
    assertThat(CommandRun.jbpf("", "debug", "--dap-port", "99999").code()).isEqualTo(2);
    assertThat(CommandRun.jbpf("", "debug", "--dap").code()).isZero();
  }
}
