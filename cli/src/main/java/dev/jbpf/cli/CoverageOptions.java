package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.vm.coverage.Coverage;
import dev.jbpf.vm.coverage.HtmlReport;
import dev.jbpf.vm.coverage.LcovReport;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.coverage.SourceFiles;
import dev.jbpf.vm.coverage.SummaryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code jbpf run} tells of the instructions that ran. */
final class CoverageOptions {
  @Option(
      names = "--coverage",
      description =
          "Print to standard error how much of the program ran: instructions, branches, lines,"
              + " functions. Not in the kernel.")
  private boolean summary;

  @Option(
      names = "--coverage-dir",
      paramLabel = "DIR",
      description = "The same as pages, from index.html on, and as lcov.info, in this folder.")
  private Optional<Path> folder = Optional.empty();

  boolean isWanted() {
    return summary || folder.isPresent();
  }

  void report(List<ProgramCoverage> programs, Console console) {
    Coverage coverage = Coverage.of(programs);
    if (summary) {
      console.err().print(SummaryReport.text(coverage));
    }
    folder.ifPresent(where -> write(where, coverage));
  }

  private static void write(Path folder, Coverage coverage) {
    try {
      HtmlReport.write(folder, coverage, SourceFiles.USUAL);
      Files.writeString(folder.resolve("lcov.info"), LcovReport.text(coverage, SourceFiles.USUAL));
    } catch (IOException e) {
      throw new UsageException("--coverage-dir: cannot write to " + folder + ": " + e.getMessage());
    }
  }
}
