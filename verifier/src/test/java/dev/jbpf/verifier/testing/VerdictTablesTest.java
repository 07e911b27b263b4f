package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of one line each: what is said of them is what the table says, and the kernel. */
class VerdictTablesTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);
  private static final List<KernelVersion> OLDER =
      List.of(new KernelVersion(6, 12), new KernelVersion(6, 1));

  record Row(ProgramType type, String verdict, List<String> before, String source) {
    static Row parse(String line) {
      String[] parts = line.split("\\|", 4);
      return new Row(
          ProgramType.valueOf(parts[0].strip().toUpperCase(Locale.ROOT)),
          parts[1].strip(),
          List.of(parts[2].strip().split(" ")),
          parts[3].strip());
    }

    Program program() {
      Assembly assembly = Assembler.assemble(source.replace(";", "\n"));
      return assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    }
  }

  static List<Path> tables() throws IOException {
    try (Stream<Path> all = Files.list(TestFiles.in("/verdicts"))) {
      return all.sorted().toList();
    }
  }

  private static List<Row> rows(Path table) throws IOException {
    return Files.readAllLines(table).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Row::parse)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void verdictsAreThoseOfTheTable(Path table) throws IOException {
    assertThat(rows(table))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(said(row, KERNEL)).as(row.source).isEqualTo(row.verdict));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void verdictsOfOlderKernelsAreThoseOfTheTable(Path table) throws IOException {
    for (Row row : rows(table)) {
      for (int i = 0; i < OLDER.size(); i++) {
        boolean isTaken = said(row, OLDER.get(i)).equals("accept");
        assertThat(isTaken)
            .as(OLDER.get(i) + row.source)
            .isEqualTo(row.before.get(i).equals("accept"));
      }
    }
  }

  private static String said(Row row, KernelVersion kernel) {
    Verdict verdict = Verifier.of(kernel).verify(Subject.of(row.program(), row.type));
    if (verdict instanceof Verdict.Rejected rejected) {
      return rejected.finding().rule().code();
    }
    return verdict instanceof Verdict.Accepted ? "accept" : verdict.toString();
  }

  @ParameterizedTest
  @MethodSource("tables")
  @KernelTest
  void verdictsAreThoseOfTheKernel(Path table) throws IOException {
    AskedKernel.require();
    RunningVerifier kernel = new RunningVerifier();
    List<String> differences = new ArrayList<>();
    for (Row row : rows(table)) {
      long[] code = new long[row.program().size()];
      ByteBuffer.wrap(row.program().toBytes(ByteOrder.LITTLE_ENDIAN))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .get(code);
      boolean isTaken = kernel.ask(Question.of(row.type.value(), 0, code)).isAccepted();
      differs(row, isTaken).ifPresent(differences::add);
    }
    assertThat(differences).isEmpty();
  }

  private static Optional<String> differs(Row row, boolean isTaken) {
    int older = OLDER.indexOf(AskedKernel.RUNNING);
    String expected = older < 0 ? row.verdict : row.before.get(older);
    return expected.equals("accept") == isTaken
        ? Optional.empty()
        : Optional.of(AskedKernel.RUNNING + (isTaken ? " takes " : " refuses ") + row.source);
  }
}
