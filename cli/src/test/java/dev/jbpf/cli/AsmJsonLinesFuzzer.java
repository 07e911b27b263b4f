package dev.jbpf.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jbpf.cli.asm.AsmJsonLines;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client of {@code jbpf-asm --jsonl} sends: each line gets its answer. */
class AsmJsonLinesFuzzer {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"src\": \"r0 = 1\\nexit\", \"dialect\": \"auto\"}\n{\"src\":\"mvo\"}\n",
            "{\"hex\": \"b700000001000000\", \"dialect\": \"gnu\"}\n\n",
            "{\"src\": \"ldh [12]\\njeq #0x800, a, b\\na: ret #-1\\nb: ret #0\", \"dialect\": \"classic\", \"convert\": true}\n",
            "{\"hex\": \"18\", \"x\": [1, {\"y\": null}]}\n[1]\n\"\\ud800\"\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void answersEachLine(byte[] input) throws Exception {
    if (input != null) { // Jazzer's own seed for "nothing".
      JsonAnswers.check(input, (in, out) -> new AsmJsonLines().serve(in, out));
    }
  }
}
