package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.asm.AsmOptions;
import dev.jbpf.cli.asm.QuickArguments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class QuickArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.s",
        "-",
        "a.s -f raw -o b.bin",
        "a.s --format HEX --output -",
        "-d a.bin -f raw --dialect gnu",
        "--check a.s",
        "--jsonl",
        "a.s --dialect classic --convert -f c",
        "a.s --endian big"
      })
  void plainCommandLinesMeanWhatPicocliSays(String line) {
    String[] arguments = line.split(" ");
    AsmOptions picocli = new AsmOptions();
    CommandLine command =
        new CommandLine(new Holder(picocli)).setCaseInsensitiveEnumValuesAllowed(true);
    command.parseArgs(arguments);
    assertThat(QuickArguments.read(arguments).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(picocli);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "-f", "-f pdf a.s", "a.s b.s", "--chek a.s", "-o -f a.s", "-fraw a.s"})
  void theRestIsLeftToPicocli(String line) {
    assertThat(QuickArguments.read(line.split(" "))).isEqualTo(Optional.empty());
  }

  @Test
  void everyOptionOfPicocliIsKnown() {
    List<OptionSpec> specs =
        new CommandLine(new Holder(new AsmOptions())).getCommandSpec().options();
    assertThat(specs).isNotEmpty();
    for (OptionSpec spec : specs) {
      for (String name : spec.names()) {
        String[] arguments =
            spec.arity().max() == 0 ? new String[] {name} : new String[] {name, first(spec)};
        assertThat(QuickArguments.read(arguments)).as(name).isPresent();
      }
    }
  }

  private static String first(OptionSpec spec) {
    for (String candidate :
        spec.completionCandidates() == null ? List.<String>of() : spec.completionCandidates()) {
      return candidate;
    }
    return "x";
  }

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final AsmOptions options;

    Holder(AsmOptions options) {
      this.options = options;
    }
  }
}
