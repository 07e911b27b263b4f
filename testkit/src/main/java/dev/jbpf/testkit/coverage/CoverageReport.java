package dev.jbpf.testkit.coverage;

import dev.jbpf.vm.coverage.Coverage;
import dev.jbpf.vm.coverage.CoverageFile;
import dev.jbpf.vm.coverage.HtmlReport;
import dev.jbpf.vm.coverage.LcovReport;
import dev.jbpf.vm.coverage.SourceFiles;
import dev.jbpf.vm.coverage.SummaryReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder with the coverage of any number of JVMs, a file each, and the report of all. Who adds to
 * it last leaves a report of everything.
 */
record CoverageReport(Path folder) {
  private static final String DATA = ".coverage";

  void add(Coverage coverage) throws IOException {
    Files.createDirectories(folder);
    CoverageFile.write(folder.resolve(UUID.randomUUID() + DATA), coverage);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid()) {
        write(all());
      }
    }
  }

  private Coverage all() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(DATA)).sorted().toList();
    }
    Coverage all = Coverage.NONE;
    for (Path file : files) {
      all = all.plus(CoverageFile.read(file));
    }
    return all;
  }

  private void write(Coverage all) throws IOException {
    SourceFiles sources = SourceFiles.USUAL;
    Files.writeString(folder.resolve("lcov.info"), LcovReport.text(all, sources));
    HtmlReport.write(folder, all, sources);
    String summary = SummaryReport.text(all);
    Files.writeString(folder.resolve("summary.txt"), summary);
    System.out.printf(
        "%nCoverage, more in %s:%n%s",
        folder.resolve("index.html").toAbsolutePath().normalize(), summary);
  }
}
