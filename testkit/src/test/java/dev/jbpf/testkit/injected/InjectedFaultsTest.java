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
 * Faults in the engines, helpers, maps and memory of the machine, chosen by chance ({@link
 * ChosenFaults}): each is found by the fast test that stands beside it. A fault whose place is
 * gone, as its method was changed, fails, too: choose another in its place.
 */
class InjectedFaultsTest {
  private static final int LEAST = 100;

  @TempDir private Path folder;

  /** A row of the list: a fault, and the test that finds it. */
  record Row(Fault fault, String test) {
    static Row parse(String line) {
      return new Row(Fault.parse(line), line.substring(line.lastIndexOf(' ') + 1));
    }
  }

  /** The lines of the list that are no comments. */
  static List<Row> rows() throws IOException {
    try (InputStream list = InjectedFaultsTest.class.getResourceAsStream("/injected/faults.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Row::parse)
          .toList();
    }
  }

  static List<String> tests() throws IOException {
    return rows().stream().map(Row::test).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  @Tag("long")
  void isFound(Row row) throws IOException, InterruptedException {
    assertThat(Suite.run(row.fault(), row.test(), folder))
        .as("%s", row)
        .isNotEqualTo(Verdict.UNNOTICED);
  }

  @ParameterizedTest
  @MethodSource("tests")
  @Tag("long")
  void withoutAFaultNothingIsFound(String test) throws IOException, InterruptedException {
    assertThat(Suite.run(test, folder)).isEqualTo(Verdict.UNNOTICED);
  }

  /** And the places are there still. */
  @Test
  void thereAreManyAllDifferent() throws IOException {
    List<Fault> faults = rows().stream().map(Row::fault).toList();
    assertThat(faults).hasSizeGreaterThanOrEqualTo(LEAST).doesNotHaveDuplicates();
    assertThat(faults)
        .extracting(fault -> fault.type().split("[.]")[0])
        .contains(
            "exec",
            "jit",
            "helper",
            "map",
            "memory",
            "world",
            "context",
            "coverage",
            "packet",
            "place");
    for (Fault fault : faults) {
      assertThat(FaultyClass.places(fault.type())).contains(fault);
    }
  }

  /** The way itself, at the price of a short run: a fault is found where a test looks. */
  @Test
  void aFaultIsFoundWhereATestLooks() throws IOException, InterruptedException {
    Fault fault = Fault.parse("packet.Hexdump row(Ljava/lang/StringBuilder;[BIII)V BOUND 2");
    assertThat(Suite.run(fault, "vm.packet.BuiltPacketTest", folder)).isEqualTo(Verdict.FOUND);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultyClass.with(Fault.parse("packet.Hexdump row()V BOUND 2")))
        .withMessageContaining("no such place");
  }
}
