package dev.jbpf.cli.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryTest {
  private static final String JACKSON = "com.fasterxml.jackson.core:jackson-core";

  @Test
  @DisplayName("R27: jackson-core 2.20.1, which was in use, is in the range of advisories")
  void findsTheVersionThatWasInUse() throws IOException {
    assertThat(Advisory.on(new Artifact(JACKSON, "2.20.1")))
        .extracting(Advisory::id)
        .contains("GHSA-72hv-8253-57qq", "GHSA-r7wm-3cxj-wff9", "GHSA-649p-m576-vr99");
  }

  @Test
  @DisplayName("R27: nothing that the commands or their tests use is in the range of an advisory")
  void nothingOnTheClassPathHasAKnownFault() throws IOException {
    List<Artifact> known = new ArrayList<>();
    for (Advisory advisory : Advisory.known()) {
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .flatMap(jar -> Artifact.inRepository(advisory.name(), Path.of(jar)).stream())
          .forEach(known::add);
    }
    assertThat(known)
        .extracting(Artifact::name)
        .contains(JACKSON, "org.assertj:assertj-core", "com.google.code.gson:gson");
    for (Artifact artifact : known) {
      assertThat(Advisory.on(artifact)).as("%s", artifact).isEmpty();
    }
  }

  @Test
  void findsItInAnSbom(@TempDir Path folder) throws IOException {
    Path sbom =
        Files.writeString(
            folder.resolve("sbom.json"),
            """
            {"metadata": {"component": {"purl": "pkg:maven/org.assertj/assertj-core@3.0.0"}},
             "components": [{"name": "jackson-core",
               "purl": "pkg:maven/com.fasterxml.jackson.core/jackson-core@2.20.1?type=jar"}]}
            """);
    assertThat(Artifact.ofSbom(sbom)).containsExactly(new Artifact(JACKSON, "2.20.1"));
  }

  @Test
  void findsItInARepository() {
    Path jar = Path.of("/r/com/fasterxml/jackson/core/jackson-core/2.20.1/jackson-core-2.20.1.jar");
    assertThat(Artifact.inRepository(JACKSON, jar)).contains(new Artifact(JACKSON, "2.20.1"));
    assertThat(Artifact.inRepository("org.assertj:assertj-core", jar)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.9,      false", // before the range
    "2.0.0,    true", // its start belongs to it
    "2.0.10,   true", // numbers, not letters
    "2.1.0-M1, true", // comes before 2.1.0
    "2.1.0,    false", // its end does not
    "10.0,     false"
  })
  void rangesHaveTheirStartAndNotTheirEnd(String version, boolean affected) {
    Advisory advisory = Advisory.parse("X-1\tg:a\t[2.0.0,2.1.0)");
    assertThat(advisory.affects(new Artifact("g:a", version))).isEqualTo(affected);
    assertThat(advisory.affects(new Artifact("g:b", version))).isFalse();
  }

  @Test
  void aRangeMayHaveNoStart() {
    assertThat(Advisory.parse("X-1\tg:a\t[,2.1.0)").affects(new Artifact("g:a", "0.1"))).isTrue();
  }

  @Test
  void aLineThatIsNoneIsNotPassedOver() {
    assertThatThrownBy(() -> Advisory.parse("X-1 g:a [2.0.0,2.1.0]"))
        .hasMessageContaining("[from,to)");
  }
}
