package dev.jbpf.dsl;

import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R9;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults of docs/builder.md: whole, and each row held by the test that it names. */
class FaultTableTest {
  private static final int FAULTS = 17;
  private static final Pattern ROW =
      Pattern.compile("^\\| (D\\d+) \\|.*\\| `(\\w+)\\.(\\w+)` \\|$", Pattern.MULTILINE);

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("..", "docs", "builder.md"))).results().toList();
  }

  @Test
  void eachFaultHasARow() throws IOException {
    assertThat(rows().stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, FAULTS).mapToObj(number -> "D" + number).toList());
  }

  /** And the test names the fault, unless it is the one that many are cases of. */
  @Test
  void eachRowNamesATest() throws IOException {
    for (MatchResult row : rows()) {
      String source = source(row.group(2));
      assertThat(source).as(row.group()).contains("void " + row.group(3) + "(");
      assertThat(source).as(row.group()).containsPattern("\\b" + row.group(1) + "\\b");
    }
  }

  /** {@return the sources of all tests of that name} */
  private static String source(String test) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("dsl", "runtime")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
        for (Path file : files.filter(path -> path.endsWith(test + ".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }

  /** D12: what is read behind the branch is unset, but no way leads there. */
  @Test
  void whatKnownBitsDecideIsNotReached() {
    ProgramDef program =
        Definition.named("decided")
            .in("socket")
            .build(
                b ->
                    b.call(Helper.GET_PRANDOM_U32)
                        .or(R0, 2)
                        .ifThen(R0.hasAny(3), t -> t.mov(R0, 1))
                        .orElse(t -> t.ldxb(R0, R9, 0))
                        .exit());
    assertThat(Vm.load(program.program(), VmOptions.DEFAULT).run(new byte[64])).isEqualTo(1);
  }

  /** D15: doclint has all groups but one, and its warnings are errors. */
  @Test
  void theBuildReadsTheDocumentation() throws IOException {
    assertThat(Files.readString(Path.of("..", "pom.xml")))
        .contains("-Xdoclint:all/protected,${doclint}", "-Werror");
  }
}
