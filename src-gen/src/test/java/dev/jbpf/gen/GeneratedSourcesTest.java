package dev.jbpf.gen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GeneratedSourcesTest {

  @Test
  void whatIsCheckedInIsWhatIsGenerated() throws IOException {
    assertThat(Generate.stale(Path.of(".."))).isEmpty();
  }

  /** What users see: constants of enums, and members that are public. */
  private static final Pattern PUBLIC =
      Pattern.compile("  (public |[A-Z][A-Z0-9_]*\\().*|  default .*");

  @Test
  void allThatIsPublicIsDocumented() {
    List<String> bare = new ArrayList<>();
    for (Generated source : AllSources.all()) {
      List<String> lines = source.text().lines().toList();
      for (int i = 1; i < lines.size(); i++) {
        int above = i - 1;
        while (lines.get(above).strip().matches("@(?!Override)\\w+(\\(.*\\))?")) {
          above--; // Between the comment and what it is about.
        }
        String before = lines.get(above).strip();
        boolean isDocumented = before.equals("*/") || before.equals("@Override");
        if (PUBLIC.matcher(lines.get(i)).matches() && !isDocumented) {
          bare.add(source.path() + ": " + lines.get(i).strip());
        }
      }
    }
    assertThat(bare).isEmpty();
  }
}
