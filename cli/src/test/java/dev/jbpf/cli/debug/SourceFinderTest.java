package dev.jbpf.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the sources of classes and objects are looked for. */
class SourceFinderTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "first\n");
  }

  /** What is known of a class's source is its name, without the package. */
  @ParameterizedTest
  @ValueSource(strings = {"elsewhere/sources", "project/src/main/java"})
  void sourcesOfClassesAreInTheirPackages(String root) throws IOException {
    Path source = file(root + "/com/example/Drop.java");
    Path program = folder.resolve("project/target/classes/com/example/Drop.class");
    SourceFinder finder =
        SourceFinder.around(program, List.of(folder.resolve("elsewhere/sources")));
    assertThat(finder.find("Drop.java")).hasValue(source);
    assertThat(finder.line(source, 1)).hasValue("first");
    assertThat(finder.line(source, 2)).isEmpty();
    assertThat(finder.find("Other.java")).isEmpty();
  }

  @Test
  void aFolderThatIsGivenComesFirst() throws IOException {
    file("project/drop.c");
    Path wanted = file("elsewhere/drop.c");
    SourceFinder finder =
        SourceFinder.around(folder.resolve("project/drop.o"), List.of(folder.resolve("elsewhere")));
    assertThat(finder.find("drop.c")).hasValue(wanted);
  }
}
