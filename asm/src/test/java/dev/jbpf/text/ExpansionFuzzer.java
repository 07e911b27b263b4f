package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jbpf.testing.Bounded;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever macros, repetitions, conditions and includes a source has: it ends, with few words. */
class ExpansionFuzzer {
  private static final byte[] INCLUDED =
      ".macro inner a\nr0 = \\a\n.endm\nr1 = 1\n".getBytes(StandardCharsets.UTF_8);

  /** As many messages as are shown, each with a line, a caret and notes. */
  private static final int LONGEST_REPORT = 2 << 20;

  static Stream<byte[]> seeds() {
    return Stream.of(
            ".macro m a, b=2\n.rept \\a\nr0 = \\b\n.endr\n.endm\nm 3\nm 1, b=9\n",
            ".macro m0\n.endm\n.macro m1\nm0\nm0\n.endm\n.rept 9\nm1\n.endr\nexit\n",
            ".irp r, r1, r2\n\\r = 1\n.endr\n.irpc c, abc\n.byte '\\c'\n.endr\n",
            ".include \"self\"\n.include \"self\"\n",
            ".include \"other\"\ninner 1\nexit\n",
            ".if 1\n.ifdef x\n.else\nx = 1\n.endif\n.endif\n.macro m a:req, rest:vararg\n.endm\nm 1,2\n",
            ".rept 1000000000\n.rept 100\n.endr\n.endr\n",
            ".fill 9, 8, 1\n.zero 99999999999\n.org 100\n",
            ".map a, type=array, key=4, value=8, max_entries=1\na:\nr1 = a ll\n.set b, a+1\nexit\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void ends(byte[] source) throws Exception {
    if (source == null) {
      return; // Jazzer's own seed for "nothing".
    }
    for (AssemblerOptions.Output output : AssemblerOptions.Output.values()) {
      AssemblerOptions options =
          AssemblerOptions.DEFAULT.output(output).includes(name -> included(name, source));
      Bounded.run(() -> assemble(source, options));
    }
  }

  private static Optional<byte[]> included(String name, byte[] source) {
    return switch (name) {
      case "self" -> Optional.of(source);
      case "other" -> Optional.of(INCLUDED);
      default -> Optional.empty();
    };
  }

  private static void assemble(byte[] source, AssemblerOptions options) {
    Assembly assembly = Assembler.assemble(source, "fuzz.s", options);
    assertThat(assembly.report().length()).isLessThan(LONGEST_REPORT);
    assembly.object().ifPresent(object -> object.toBytes());
    assembly.program();
  }
}
