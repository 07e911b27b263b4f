package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsmJsonLinesTest {

  private static List<String> answers(String... requests) {
    CommandRun run = CommandRun.asm(String.join("\n", requests) + "\n", "--jsonl");
    assertThat(run.code()).isZero();
    return run.out().lines().toList();
  }

  @Test
  void sourceGivesBytes() {
    assertThat(answers("{\"src\": \"r0 = 1\\nexit\", \"dialect\": \"auto\"}"))
        .containsExactly("{\"hex\":\"b7000000010000009500000000000000\"}");
  }

  @Test
  void errorsHaveLineColumnAndCode() {
    assertThat(answers("{\"src\": \"r0 = 0x1ffffffff\"}").get(0))
        .startsWith("{\"errors\":[{\"line\":1,\"col\":6,\"code\":\"imm-range\",\"message\":\"");
  }

  @Test
  void bytesGiveTextOneLineAnInstruction() {
    assertThat(answers("{\"hex\": \"18010000020000000000000001000000bf21000000000000\"}"))
        .containsExactly("{\"text\":[\"r1 = 0x100000002 ll\",\"r1 = r2\"]}");
  }

  @Test
  void aBadRequestIsAnsweredAndTheNextOneToo() {
    List<String> answers =
        answers(
            "{\"src\": ",
            "[1]",
            "{\"src\": 1}",
            "{}",
            "{\"hex\": \"zz\"}",
            "{\"hex\": \"00\"}",
            "{\"hex\": \"28\", \"dialect\": \"classic\"}",
            "{\"src\": \"exit\", \"dialect\": \"latin\"}",
            "{\"src\": \"exit\"} x",
            "{\"src\": \"exit\", \"more\": {\"a\": [1, 2]}}");
    assertThat(answers).hasSize(10);
    assertThat(answers.subList(0, 9))
        .allMatch(answer -> answer.startsWith("{\"errors\":[{\"code\":\"request\",\"message\":\""));
    assertThat(answers.get(9)).isEqualTo("{\"hex\":\"9500000000000000\"}");
  }

  @Test
  void classicSourceGivesSockFiltersOrEbpf() {
    assertThat(answers("{\"src\": \"ret #7\", \"dialect\": \"classic\"}"))
        .containsExactly("{\"hex\":\"0600000007000000\"}");
    assertThat(answers("{\"src\": \"ret #7\", \"dialect\": \"classic\", \"convert\": true}").get(0))
        .startsWith("{\"hex\":\"")
        .endsWith("9500000000000000\"}");
  }

  @Test
  void t18ClassicBytesGiveText() {
    assertThat(answers("{\"hex\": \"280000000c000000\", \"dialect\": \"classic\"}"))
        .containsExactly("{\"text\":[\"       ldh [12]\"]}");
  }

  @Test
  void t2NamesThatNothingDefinesAreErrorsAndMapsAreWarnings() {
    assertThat(answers("{\"src\": \"r1 = XDP_DORP ll\"}").get(0))
        .startsWith("{\"errors\":[{\"line\":1,\"col\":6,\"code\":\"symbol-undefined\"");
    String map = ".map counts, type=array, key=4, value=8, max_entries=1";
    assertThat(answers("{\"src\": \"" + map + "\\nr1 = counts ll\"}").get(0))
        .startsWith("{\"hex\":\"1811")
        .contains("\"warnings\":[{\"line\":2,\"col\":1,\"code\":\"map-lost\"");
  }
}
