package dev.jbpf.gen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedSourcesTest {

  @Test
  void whatIsCheckedInIsWhatIsGenerated() throws IOException {
    assertThat(Generate.stale(Path.of(".."))).isEmpty();
  }
}
