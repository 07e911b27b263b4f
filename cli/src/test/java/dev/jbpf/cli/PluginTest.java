package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.Vectors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code jbpf run --plugin} is started as the public conformance suite's runner starts a plug-in: a
 * process a program; the memory is the first argument, if there is any, each byte as two digits and
 * two blanks, options come after it; the program is a line of such bytes on standard input, which
 * is closed then. What is on standard output is one hexadecimal number, unless the exit code is not
 * 0.
 */
@Timeout(120)
class PluginTest {
  private static final String SECOND_BYTE = "7110010000000000" + "9500000000000000";

  @TempDir Path folder;

  private record Answer(int code, String out, String err) {}

  /** Two digits and two blanks a byte. */
  private static String spaced(String hex) {
    return hex.replaceAll("..", "$0  ");
  }

  private Answer start(String input, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Jbpf.class.getName(),
                "run",
                "--plugin"));
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    send(process, input);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return new Answer(process.waitFor(), out, Files.readString(err));
  }

  private static void send(Process process, String input) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void memoryIsTheFirstArgument() throws Exception {
    assertThat(start(spaced(SECOND_BYTE) + "\n", spaced("aabb")))
        .isEqualTo(new Answer(0, "bb\n", ""));
  }

  @Test
  void optionsComeAfterIt() throws Exception {
    String program = spaced(SECOND_BYTE) + "\r\n";
    assertThat(start(program, spaced("aabb"), "--engine", "jit").out()).isEqualTo("bb\n");
    assertThat(start(program, spaced("aabb"), "--engine=vm").out()).isEqualTo("bb\n");
  }

  /** The suite's other mode: the digits are those of an object. */
  @Test
  void theProgramMayBeAnObject() throws Exception {
    for (String section : List.of(".text", "xdp")) {
      Path object = folder.resolve("a.o");
      String source = "r0 = *(u8 *)(r1 + 1)\nexit\n";
      CommandRun made = CommandRun.asm(source, "-", "-o", object.toString(), "--section", section);
      assertThat(made.code()).isZero();
      String digits = HexFormat.of().formatHex(Files.readAllBytes(object));
      assertThat(start(spaced(digits) + "\n", spaced("aabb"), "--elf", "true"))
          .as(section)
          .isEqualTo(new Answer(0, "bb\n", ""));
    }
    assertThat(start(spaced(SECOND_BYTE), spaced("aabb"), "--elf", "false").out())
        .isEqualTo("bb\n");
    assertThat(start("7f 45 4c 46", "", "--elf", "true").code()).isEqualTo(1);
  }

  /** As the runner did at first, where there are neither options nor memory. */
  @Test
  void argumentsMayBeEmpty() throws Exception {
    String minusOne = "b7000000ffffffff" + "9500000000000000";
    assertThat(start(spaced(minusOne), "", "").out()).isEqualTo("ffffffffffffffff\n");
    assertThat(start(spaced(SECOND_BYTE), spaced("aabb"), "").out()).isEqualTo("bb\n");
  }

  @Test
  void whatFailsPrintsNoNumber() throws Exception {
    Answer outside = start(spaced(SECOND_BYTE) + "\n", spaced("aa"));
    assertThat(outside.code()).isEqualTo(1);
    assertThat(outside.out()).isEmpty();
    assertThat(outside.err()).startsWith("<stdin>: error[fault]: slot 0: load of 1 byte at ");
    Answer noProgram = start("71 1\n");
    assertThat(noProgram.code()).isEqualTo(1);
    assertThat(noProgram.out()).isEmpty();
    assertThat(noProgram.err()).isNotEmpty();
    assertThat(start("\n", "zz").code()).isEqualTo(2);
  }

  /** One process for each of some rows: all of them are run in one process by another test. */
  @Test
  void rowsOfTheSuiteGiveTheirResults() throws Exception {
    List<Map<String, Object>> rows = Vectors.rows("conformance.jsonl");
    assertThat(rows).hasSize(225);
    for (int i = 0; i < rows.size(); i += 23) {
      Map<String, Object> row = rows.get(i);
      String memory = (String) row.get("mem");
      String[] arguments = memory.isEmpty() ? new String[0] : new String[] {spaced(memory)};
      assertThat("0x" + start(spaced((String) row.get("insns")) + "\n", arguments).out())
          .as("%s", row.get("name"))
          .isEqualTo(row.get("r0") + "\n");
    }
  }
}
