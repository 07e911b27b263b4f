package dev.jbpf.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.CommandRun;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShellTest {
  private static final int COLUMNS = 80;

  @TempDir Path folder;

  private static CommandRun jbpf(String... words) {
    return CommandRun.jbpf("", words);
  }

  private static List<String> completed(String... words) {
    String[] all = Stream.concat(Stream.of("__complete"), Stream.of(words)).toArray(String[]::new);
    return jbpf(all).out().lines().toList();
  }

  /** Every command, and every command of it, by its completion. */
  static Stream<String> commands() {
    return completed("").stream()
        .filter(name -> name.matches("[a-z_]+"))
        .flatMap(
            name ->
                Stream.concat(
                    Stream.of(name),
                    Stream.of("prog", "map", "link", "btf", "cgroup", "iter", "gen")
                            .anyMatch(name::equals)
                        ? completed(name, "").stream().map(each -> name + " " + each)
                        : Stream.empty()));
  }

  @Test
  void allCommandsAreThere() {
    assertThat(commands())
        .hasSizeGreaterThan(45)
        .contains("prog dump", "map freeze", "link detach", "btf dump", "net", "cgroup tree")
        .contains("struct_ops", "iter pin", "perf", "trace", "features", "doctor", "completion");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsATerminal(String command) {
    String help = jbpf((command + " --help").split(" ")).out();
    assertThat(help).startsWith("Usage: jbpf " + command.split(" ")[0]);
    assertThat(help.lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(jbpf(("help " + command).split(" ")).out()).isEqualTo(help);
  }

  @ParameterizedTest
  @CsvSource({
    "pro, prog",
    "prog du, dump",
    "prog dump xl, xlated",
    "prog list --js, --json",
    "btf dump vmlinux --format J, JAVA",
    "load x.o --attach netf, netfilter:",
    "example sock_ex, sock_example",
    "completion --he, --help",
  })
  void wordsAreCompleted(String typed, String word) {
    assertThat(completed(typed.split(" "))).contains(word);
  }

  /** A command of that name that answers what it is asked, and the script of that shell. */
  private Path answering(String shell) throws IOException {
    Path jbpf =
        Files.writeString(folder.resolve("jbpf"), "#!/bin/sh\nprintf '%s\\n' \"$@\" more\n");
    assertThat(jbpf.toFile().setExecutable(true)).isTrue();
    Path script = folder.resolve("script");
    assertThat(jbpf("completion", shell, "-o", script.toString()).code()).isZero();
    return script;
  }

  @Test
  void bashCompletes() throws IOException {
    String session =
        "PATH=%s:$PATH; . %s; COMP_WORDS=(jbpf-asm -f h); COMP_CWORD=2; _jbpf jbpf-asm; echo ${COMPREPLY[@]}"
            .formatted(folder, answering("bash"));
    assertThat(Tool.named("bash").succeed("-c", session)).isEqualTo("__complete asm -f h more\n");
  }

  @Test
  void zshCompletes() throws IOException {
    String session =
        ("PATH=%s:$PATH; compdef() { :; }; compadd() { print -- \"${(P)2[@]}\"; }; . %s;"
                + " words=(jbpf-asm -f h); CURRENT=3; _jbpf; words=(jbpf prog ''); _jbpf")
            .formatted(folder, answering("zsh"));
    assertThat(Tool.named("zsh").succeed("-fc", session))
        .isEqualTo("__complete asm -f h more\n__complete prog  more\n");
  }

  @Test
  void fishCompletes() throws IOException {
    String session =
        "set PATH %s $PATH; source %s; complete -C 'jbpf-asm -f mo'; complete -C 'jbpf prog __'"
            .formatted(folder, answering("fish"));
    assertThat(Tool.named("fish").succeed("--no-config", "-c", session))
        .isEqualTo("mo\nmore\n__\n__complete\n");
  }

  @Test
  void pagesOfTheManual() throws IOException {
    assertThat(jbpf("man", "-o", folder.toString()).code()).isZero();
    assertThat(Files.readString(folder.resolve("jbpf-prog.1")))
        .startsWith(".TH JBPF-PROG 1 ")
        .contains(".SH \"NAME\"\njbpf\\-prog \\- ")
        .contains(".SS \"jbpf prog dump")
        .contains("\\fB\\-\\-opcodes\\fR");
    try (Stream<Path> pages = Files.list(folder)) {
      assertThat(pages).hasSizeGreaterThan(20);
    }
    assertThat(jbpf("man", "prgo"))
        .matches(run -> run.code() == 1)
        .matches(run -> run.err().contains("there is no page jbpf-prgo"));
  }

  /** What only looks comes first, what lasts comes last, wherever they are listed. */
  @Test
  void verbsAreInOrder() {
    Map<String, String> verbs =
        Map.of(
            "prog",
            "list, dump, profile, run, tracelog, load, loadall, pin, attach or detach",
            "map",
            "list, dump, lookup, getnext, peek, event_pipe, create, update, delete, push, pop, pin"
                + " or freeze",
            "cgroup",
            "tree, show, attach or detach",
            "gen",
            "struct, tracepoint, skeleton, java, object, btf or min_core_btf");
    verbs.forEach(
        (command, all) -> {
          assertThat(jbpf(command).err()).startsWith("What to do: " + all + "?\n");
          String help = jbpf(command, "--help").out();
          Pattern rows =
              Pattern.compile("(?m)^  " + String.join("(?s:.*?)^  ", all.split(", | or ")));
          assertThat(help).containsPattern(rows);
          assertThat(jbpf("man", command).out())
              .containsPattern("(?s)" + String.join(".*", all.split(", | or ")));
        });
  }

  /** docs/exit-codes.md has a row for each. */
  @Test
  void exitCodesAreOnOnePage() throws IOException {
    String page = Files.readString(Path.of("../docs/exit-codes.md"));
    for (Map.Entry<String, String> code : ExitCodes.ALL.entrySet()) {
      assertThat(page).contains("| " + code.getKey() + " | " + code.getValue() + " |");
    }
  }

  @Test
  void helpIsKeptAsItIsPrinted() throws IOException {
    Path jar = folder.resolve("jbpf-cli.jar");
    assertThat(HelpTexts.find(jar, Colours.NONE, "prog", "list")).isEmpty();
    CommandRun.jbpf("", "__help", folder.resolve("help").toString());
    assertThat(HelpTexts.find(jar, Colours.NONE, "prog", "list"))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .asString(UTF_8)
                    .isEqualTo(CommandRun.jbpf("", "prog", "list", "--help").out()));
    assertThat(HelpTexts.find(jar, Colours.NONE))
        .hasValueSatisfying(
            text -> assertThat(text).asString(UTF_8).isEqualTo(CommandRun.jbpf("", "help").out()));
    assertThat(HelpTexts.find(jar, Colours.ANSI, "map"))
        .hasValueSatisfying(text -> assertThat(text).asString(UTF_8).contains("\u001b[1m"));
    assertThat(HelpTexts.find(jar, Colours.NONE, "no\0file")).isEmpty();
    assertThat(Files.readString(folder.resolve("help/assembler")))
        .startsWith("Usage: jbpf-asm ")
        .isEqualTo(CommandRun.asm("", "--help").out());
  }

  @Test
  void namesThatAreWrong() {
    assertThat(CommandRun.jbpf("", "porg", "list"))
        .matches(run -> run.code() == 2)
        .matches(
            run -> run.err().equals("jbpf: there is no command 'porg'; did you mean 'prog'?\n"));
    assertThat(CommandRun.jbpf("", "help", "xyzzy").err()).contains("jbpf help lists them");
  }
}
