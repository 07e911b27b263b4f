package dev.jbpf.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.check.IrChecker;
import dev.jbpf.ir.text.IrParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each pass alone: IR as text before, and as it is to be after. {@code -Dpasses.mode=write} writes
 * down what it is.
 */
class PassesTest {
  private static final Path FOLDER = Path.of("src/test/resources/passes");
  private static final boolean IS_WRITING = "write".equals(System.getProperty("passes.mode"));
  private static final int RUNS = 50;

  /** Passes that run several times are tested by their first run. */
  private static final Set<Pipeline.Pass> REPEATED =
      EnumSet.of(
          Pipeline.Pass.CONSTANTS_AGAIN,
          Pipeline.Pass.IDENTITIES_AGAIN,
          Pipeline.Pass.EXTENSIONS_AGAIN,
          Pipeline.Pass.EXTENSIONS_ONCE_MORE,
          Pipeline.Pass.COMMON_AGAIN,
          Pipeline.Pass.BRANCHES_AGAIN);

  static List<PassExample> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(PassExample::read).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theIrIsThenAsItIsToBe(PassExample example) throws IOException {
    String text = example.changed();
    if (IS_WRITING) {
      example.write(text);
    }
    assertThat(text).isEqualTo(example.after());
    assertThat(text.equals(example.before())).isEqualTo(example.isKept());
    IrChecker.check(IrParser.parse(text));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theResultsAreTheSame(PassExample example) {
    IrModule before = IrParser.parse(example.before());
    IrModule after = IrParser.parse(example.changed());
    Random random = new Random(7);
    for (int i = 0; i < RUNS; i++) {
      long[] arguments = random.longs(2).map(number -> number >> random.nextInt(64)).toArray();
      assertThat(PassExample.run(after, arguments))
          .as("%s", arguments)
          .isEqualTo(PassExample.run(before, arguments));
    }
  }

  @Test
  void everyPassHasAnExample() throws IOException {
    assertThat(examples().stream().map(PassExample::pass))
        .containsAll(EnumSet.complementOf(EnumSet.copyOf(withoutExamples())));
  }

  private static Set<Pipeline.Pass> withoutExamples() {
    Set<Pipeline.Pass> passes = EnumSet.copyOf(REPEATED);
    passes.add(Pipeline.Pass.AVAILABILITY); // Changes nothing.
    return passes;
  }

  @Test
  void aValueThatIsNotMadeOnEachWayIsAnError() {
    IrModule module =
        IrParser.parse(
            """
            function main : u64 {
            b0(v0:u64):
              v1:u64 = constant #9
              branch lt v0, v1 ? b1 : b2
            b1:
              v2:u64 = add v0, v1
              jump b2
            b2:
              return v2
            }
            """);
    assertThatThrownBy(() -> PassExample.run(Pipeline.Pass.AVAILABILITY, module))
        .hasMessageContaining("a value is used where control need not have been");
  }
}
