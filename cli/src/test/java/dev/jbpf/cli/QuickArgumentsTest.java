package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.asm.AsmOptions;
import dev.jbpf.cli.asm.QuickArguments;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.PlainArguments;
import dev.jbpf.cli.report.ReportOptions;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
      strings = {
        "--help",
        "-f",
        "-f pdf a.s",
        "a.s b.s",
        "--chek a.s",
        "-o -f a.s",
        "-fraw a.s",
        "-o a -o b a.s"
      })
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

  private static final Console CONSOLE =
      new Console(InputStream.nullInputStream(), System.out, System.err);
  private static final QuickCommands QUICK = new QuickCommands(CONSOLE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.s",
        "a.o -f elf --program main --maps",
        "--format HEX - --mem 00ff --engine JIT --prog-type xdp",
        "a.s --mem-file f --trace",
        "--engine jit --jsonl",
        "--plugin 0011"
      })
  void plainRunsMeanWhatPicocliSays(String line) {
    RunCommand picocli = new RunCommand(CONSOLE);
    same(picocli, QUICK.run(line.split(" ")), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.s b.s --type XDP",
        "-f raw - --kernel 6.18,6.1 --json",
        "a.o --program main --btf vmlinux --states",
        "--jsonl"
      })
  void plainVerificationsMeanWhatPicocliSays(String line) {
    VerifyCommand picocli = new VerifyCommand(CONSOLE);
    same(picocli, QUICK.verify(line.split(" ")), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.o",
        "--attach xdp:lo --no-attach a.o --only main --skip other",
        "a.s --verify --license GPL --log STATS --btf vmlinux --kconfig CONFIG_X=y --json",
        "a.o --pin /sys/fs/bpf/x --seconds 5"
      })
  void plainLoadsMeanWhatPicocliSays(String line) {
    same(new LoadCommand(CONSOLE), QUICK.load(line.split(" ")), line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "name x --json", "-p", "-j pinned /sys/fs/bpf/x"})
  void plainListsMeanWhatPicocliSays(String line) {
    ListOptions picocli = new ListOptions();
    new CommandLine(picocli).parseArgs(line.split(" "));
    PlainArguments plain = new PlainArguments(line.split(" "));
    assertThat(ReportOptions.read(plain)).usingRecursiveComparison().isEqualTo(picocli.options);
    assertThat(plain.files()).isEqualTo(picocli.words == null ? List.of() : picocli.words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prog list", "prog show -j", "map list 5", "link list", "btf show"})
  void listsAreQuick(String line) {
    String name = line.split(" ")[0];
    assertThat(QUICK.read(line.split(" ")).orElseThrow().name())
        .isEqualTo("jbpf " + name + " list");
  }

  private static void same(Object picocli, Object quick, String line) {
    new CommandLine(picocli).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(line.split(" "));
    assertThat(quick).usingRecursiveComparison().ignoringFields("console").isEqualTo(picocli);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --help",
        "run a.s --pcap x",
        "run --mem 1 --mem 2 a.s",
        "run --engine gpu a.s",
        "verify --type nothing a.s",
        "prog list --watch",
        "prog",
        "prog dump xlated 5",
        "net list",
        "map list -j -j",
        "load",
        "load a.o b.o",
        "load a.o --max-entries counts=5",
        "load a.o --seconds soon",
        "load a.o --only a --only b",
        "asm --help",
        "--version now"
      })
  void otherCommandLinesAreLeftToPicocli(String line) {
    assertThat(QUICK.read(line.split(" "))).isEmpty();
  }

  @CommandLine.Command
  private static final class ListOptions {
    @CommandLine.Parameters(arity = "0..*")
    private @Nullable List<String> words;

    @CommandLine.Mixin private final ReportOptions options = new ReportOptions();
  }

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final AsmOptions options;

    Holder(AsmOptions options) {
      this.options = options;
    }
  }
}
