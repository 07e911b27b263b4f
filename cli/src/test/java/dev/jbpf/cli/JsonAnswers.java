package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jbpf.testing.Bounded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What holds of a worker's answers, whatever it is asked. */
final class JsonAnswers {
  private JsonAnswers() {}

  interface Worker {
    void serve(InputStream in, OutputStream out);
  }

  /**
   * One answer for each line that is not blank, each one JSON object, and none of our own fault.
   */
  static void check(byte[] input, Worker worker) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Bounded.run(() -> worker.serve(new ByteArrayInputStream(input), out));
    List<String> answers = out.toString(StandardCharsets.UTF_8).lines().toList();
    String[] requests = new String(input, StandardCharsets.UTF_8).split("\n");
    long asked = List.of(requests).stream().filter(line -> !line.isBlank()).count();
    assertThat(answers).hasSize((int) asked);
    for (String answer : answers) {
      assertObject(answer);
      assertThat(answer).doesNotContain("\"code\":\"internal\"");
    }
  }

  private static void assertObject(String answer) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(answer)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
  }
}
