package dev.jbpf.vm.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where sources are found by the names that programs have of them. */
class SourceFilesTest {
  @TempDir private Path folder;

  private Path make(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "class C {}\n");
  }

  @Test
  void classesAreFoundWithoutTheirPackage() throws IOException {
    SourceFiles files =
        new SourceFiles(List.of(folder.resolve("main"), folder.resolve("test"), Path.of("/no/no")));
    Path guard = make("main/com/acme/Guard.java");
    make("main/com/acme/Twice.java");
    make("test/org/Twice.java");
    make("main/com/acme/filter.c");
    assertThat(files.find("com/acme/Guard.java")).contains(guard);
    assertThat(files.find("Guard.java")).contains(guard);
    assertThat(files.lines("Guard.java")).containsExactly("class C {}");
    assertThat(files.find("Twice.java")).isEmpty();
    assertThat(files.find("uard.java")).isEmpty();
    assertThat(files.find("filter.c")).isEmpty();
  }
}
