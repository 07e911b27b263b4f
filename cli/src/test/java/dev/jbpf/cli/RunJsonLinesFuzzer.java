package dev.jbpf.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jbpf.cli.run.EngineName;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client of {@code jbpf run --jsonl} sends: each line gets its answer. */
class RunJsonLinesFuzzer {
  private static final long BUDGET = 10_000;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"insns\": \"b7000000010000009500000000000000\", \"mem\": \"00ff\"}\n",
            "{\"insns\": \"61100000000000009500000000000000\", \"mem\": \"00000000\", \"prog_type\": \"xdp\"}\n",
            "{\"insns\": \"0500ffff00000000\"}\n{\"insns\": \"85000000010000009500000000000000\"}\n",
            "{\"insns\": \"9500000000000000\", \"prog_type\": \"socket_filter\"}\n{\"insns\": 1}\n",
            "{\"insns\": \"18010000000000000000000000000000db01000000000000\"}\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void answersEachLine(byte[] input) throws Exception {
    if (input != null) { // Jazzer's own seed for "nothing".
      for (EngineName engine : new EngineName[] {EngineName.VM, EngineName.JIT}) {
        JsonAnswers.check(input, (in, out) -> new RunJsonLines(engine, BUDGET).serve(in, out));
      }
    }
  }
}
