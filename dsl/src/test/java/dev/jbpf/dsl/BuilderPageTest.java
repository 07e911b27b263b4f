package dev.jbpf.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/builder.md names every kind of mistake. */
class BuilderPageTest {
  private static final Pattern KIND = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");

  @Test
  void everyMistakeOfTheTableIsListed() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "builder.md"));
    assertThat(KIND.matcher(page).results().map(match -> match.group(1)))
        .containsAll(MistakesTest.all().map(Mistake::code).distinct().toList());
  }

  /** D17: the table of helpers by type is that of one kernel, whatever {@code since} says. */
  @Test
  void thePageSaysWhichKernelTheHelpersByTypeAreOf() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "builder.md"));
    assertThat(page).contains("Which types of program may call a helper was asked of Linux 6.18");
  }
}
