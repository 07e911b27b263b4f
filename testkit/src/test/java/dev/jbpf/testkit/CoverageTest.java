package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jbpf.code.Program;
import dev.jbpf.testing.Tool;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Dialect;
import dev.jbpf.vm.coverage.Coverage;
import dev.jbpf.vm.coverage.CoverageFile;
import dev.jbpf.vm.coverage.FileCoverage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A switch turns coverage on, and one report comes of several runs of the tests. */
class CoverageTest {
  private static final String SOURCE =
      """
      r0 = *(u8 *)(r1 + 0)
      if r0 == 0 goto zero
      r1 = r0
      call twice
      exit
      zero:
      r0 = 7
      exit
      .type twice, @function
      twice:
      r0 = r1
      r0 += r1
      if r0 > 100 goto many
      exit
      many:
      r0 = 100
      exit
      """;

  private static Program program() {
    return Assembler.assemble(SOURCE.getBytes(StandardCharsets.UTF_8), "twice.s", Dialect.LLVM)
        .program()
        .orElseThrow();
  }

  @BpfCoverage
  static class Doubling {
    @BpfTest
    @ValueSource(bytes = {0, 3, 4})
    void twice(byte first) {
      assertThat(program()).withMemory(new byte[] {first}).returns(first == 0 ? 7 : 2 * first);
    }
  }

  /** No annotation of its own: for the switch. */
  static class Large {
    @BpfTest(engines = TestEngine.JIT)
    void many() {
      assertThat(program()).withMemory(new byte[] {51}).returns(100);
    }
  }

  private static void run(Class<?> test, Path folder, boolean isOn) {
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(test))
            .configurationParameter("jbpf.coverage.dir", folder.toString());
    if (isOn) {
      request.configurationParameter("jbpf.coverage", "true");
    }
    try (LauncherSession session = LauncherFactory.openSession()) {
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      session.getLauncher().execute(request.build(), summary);
      assertThat(summary.getSummary().getFailures()).isEmpty();
    }
  }

  private static FileCoverage only(Coverage coverage) {
    assertThat(coverage.files()).hasSize(1);
    return coverage.files().get(0);
  }

  private static Coverage all(Path folder) throws IOException {
    Coverage all = Coverage.NONE;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".coverage")).toList()) {
        all = all.plus(CoverageFile.read(file));
      }
    }
    return all;
  }

  @Test
  void reportsTheRunsOfAllEnginesAndJvmsTogether(@TempDir Path folder) throws IOException {
    run(Doubling.class, folder, false);
    assertThat(only(all(folder)).branchTally()).hasToString("75.0% (3/4)");
    run(Large.class, folder, true);
    FileCoverage file = only(all(folder));
    assertThat(List.of(file.name())).containsExactly("twice.s");
    assertThat(file.lines().values().stream().map(line -> line.hits()))
        .containsExactly(7L, 7L, 5L, 5L, 5L, 2L, 2L, 5L, 5L, 5L, 4L, 1L, 1L);
    assertThat(file.branchTally()).hasToString("100.0% (4/4)");
    List<String> lcov = Files.readAllLines(folder.resolve("lcov.info"));
    assertThat(lcov)
        .contains(
            "SF:twice.s",
            "FN:11,twice",
            "FNDA:5,twice",
            "BRDA:2,0,0,2",
            "BRDA:2,0,1,5",
            "BRF:4",
            "BRH:4",
            "DA:7,2",
            "DA:16,1",
            "LF:13",
            "LH:13");
    assertThat(folder.resolve("summary.txt"))
        .content()
        .contains("100.0% (13/13)", "100.0% (4/4)", "twice.s");
    assertThat(folder.resolve("index.html")).content().contains("twice.s.0.html");
    assertThat(folder.resolve("twice.s.0.html")).content().contains("taken 2, not taken 5");
  }

  /** Of what CI services read as well, the tool that the format is from makes its own pages. */
  @Test
  void genhtmlTakesTheReport(@TempDir Path folder) {
    run(Doubling.class, folder, false);
    Tool.Result pages =
        Tool.named("genhtml")
            .run(
                "--branch-coverage",
                "--ignore-errors",
                "source",
                "--output-directory",
                folder.resolve("pages"),
                folder.resolve("lcov.info"));
    assertThat(List.of(pages.exit())).as(pages.output()).containsExactly(0);
    assertThat(pages.output().lines())
        .anyMatch(line -> line.contains("of 13 lines"))
        .anyMatch(line -> line.contains("3 of 4 branches"));
  }

  @Test
  void countsNothingWhereNobodyWantsIt(@TempDir Path folder) {
    run(Large.class, folder, false);
    assertThat(folder).isEmptyDirectory();
  }
}
