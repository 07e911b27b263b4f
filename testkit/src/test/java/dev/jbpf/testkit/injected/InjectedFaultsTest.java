package dev.jbpf.testkit.injected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sixty faults in the engines, helpers, maps and memory of the machine, chosen by chance ({@link
 * ChosenFaults}): the fast tests find each. A fault whose place is gone, as its method was changed,
 * fails, too: choose another in its place.
 */
class InjectedFaultsTest {
  @TempDir private Path folder;

  /** The lines of the list that are no comments. */
  static List<Fault> faults() throws IOException {
    try (InputStream list = InjectedFaultsTest.class.getResourceAsStream("/injected/faults.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Fault::parse)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  @Tag("long")
  void isFound(Fault fault) throws IOException, InterruptedException {
    assertThat(Suite.run(fault, folder)).as("%s", fault).isNotEqualTo(Verdict.UNNOTICED);
  }

  @Test
  @Tag("long")
  void withoutAFaultNothingIsFound() throws IOException, InterruptedException {
    for (String room : Suite.rooms()) {
      assertThat(Suite.run(room, folder)).as(room).isEqualTo(Verdict.UNNOTICED);
    }
  }

  @Test
  void thereAreSixtyAllDifferent() throws IOException {
    assertThat(faults()).hasSize(60).doesNotHaveDuplicates();
    assertThat(faults())
        .extracting(fault -> fault.type().split("[.]")[0])
        .contains("exec", "jit", "helper", "map", "memory", "packet");
  }

  /** The way itself, at the price of a short run: a fault is found where a test looks. */
  @Test
  void aFaultIsFoundWhereATestLooks() throws IOException, InterruptedException {
    Fault fault = Fault.parse("packet.Hexdump row(Ljava/lang/StringBuilder;[BIII)V BOUND 2");
    assertThat(Suite.run(fault, folder)).isEqualTo(Verdict.FOUND);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultyClass.with(Fault.parse("packet.Hexdump row()V BOUND 2")))
        .withMessageContaining("no such place");
  }
}
