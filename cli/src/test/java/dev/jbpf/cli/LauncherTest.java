package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The launcher scripts in a checkout whose Maven and Java are scripts, too: Java prints what it was
 * given, Maven reads its input to the end, as the real one does. {@code .ci/launchers} has the real
 * ones.
 */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *-XshowSettings*) echo ' java.specification.version = 17' >&2; exit 0 ;;
        *ArchiveTraining*) exit 1 ;;
      esac
      for argument; do
        case $argument in
          @*) cat "${argument#@}" ;;
          *) echo "argument $argument" ;;
        esac
      done
      echo "locale ${LC_ALL-} ${LC_CTYPE-}"
      echo "input $(cat)"
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      cat > /dev/null
      echo 'Maven prints'
      echo build >> "$BUILDS"
      sleep "${BUILD_SECONDS:-0}"
      mkdir -p cli/target/lib
      for jar in jbpf-cli lib/jbpf-asm-1 lib/jbpf-verifier-1 lib/picocli-1 lib/jackson-core-1; do
        : > "cli/target/$jar.jar"
      done
      sh cli/archive.sh "$JAVA_HOME/bin/java" cli/target
      """;

  @TempDir Path folder;

  private Path checkout = Path.of("");
  private Path jdk = Path.of("");

  @BeforeEach
  void makeCheckout() throws IOException {
    jdk = jdk("jdk", "17.0.15");
    executable(folder.resolve("bin/mvn"), MAVEN);
    checkout = Files.createDirectories(folder.resolve("a checkout of \"é\""));
    Path sources = Path.of("").toAbsolutePath().getParent();
    for (String name :
        List.of("jbpf", "jbpf-asm", "cli/launch.sh", "cli/prepare.sh", "cli/archive.sh")) {
      Path copy = checkout.resolve(name);
      Files.createDirectories(copy.getParent());
      Files.copy(sources.resolve(name), copy);
    }
    Files.createFile(checkout.resolve("pom.xml"));
    Files.createDirectories(checkout.resolve(".git/logs"));
    Files.createFile(checkout.resolve(".git/logs/HEAD"));
    Files.createDirectories(checkout.resolve("asm/src/main"));
    Files.createFile(checkout.resolve("asm/src/main/Op.java"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    executable(home.resolve("bin/java"), JAVA);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** How a launcher ended. */
  private record Ended(int code, String out, String err) {}

  private Process start(Path launcher, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "-", "x y");
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
    builder.environment().put("LANG", "C");
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("BUILDS", folder.resolve("builds").toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().putAll(environment);
    // Not a pipe, which breaks where nobody reads it; whoever reads first takes all of it, too.
    Path input = Files.writeString(folder.resolve("input"), "what is piped");
    return builder.directory(folder.toFile()).redirectInput(input.toFile()).start();
  }

  private static Ended end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  private Ended run(Path launcher, Map<String, String> environment) throws Exception {
    return end(start(launcher, environment));
  }

  private Ended run() throws Exception {
    return run(checkout.resolve("jbpf-asm"), Map.of());
  }

  @DisplayName("R10: with too few open files a line says so, and no stack trace")
  @ParameterizedTest
  @CsvSource({"jbpf, 16", "jbpf, 20", "jbpf, 22", "jbpf-asm, 18"})
  void fewOpenFiles(String launcher, int limit) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "ulimit -n " + limit + "; exec \"$1\" -",
            "sh",
            checkout.resolve(launcher) + "");
    builder.environment().put("JAVA_HOME", jdk.toString());
    Ended ended = end(builder.directory(folder.toFile()).start());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).contains("raise the limit (ulimit -n)");
  }

  private long builds() throws IOException {
    Path log = folder.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  /** The command's own output and input, and the classes of that checkout. */
  private static void assertRan(Ended ended, Path from) {
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .startsWith("#" + from + "/cli/target\n")
        .contains(
            "\n\"-Xbootclasspath/a:"
                + from.toString().replace("\"", "\\\"")
                + "/cli/target/jbpf-cli.jar:")
        .contains("\nargument dev.jbpf.cli.JbpfAsm\nargument -\nargument x y\n")
        .endsWith("\ninput what is piped\n")
        .doesNotContain("Maven prints");
  }

  @Test
  @DisplayName("R2: the first run leaves its input to the command")
  void theFirstRunReadsFromAPipe() throws Exception {
    Ended first = run();
    assertRan(first, checkout);
    assertThat(first.err()).contains("first run, building").contains("Maven prints");
    Ended second = run();
    assertRan(second, checkout);
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  @DisplayName("R3: a copy, and a folder that was moved, run their own")
  void aCopyRunsItsOwn() throws Exception {
    run();
    Path copy = folder.resolve("copy");
    end(new ProcessBuilder("cp", "-a", checkout.toString(), copy.toString()).start());
    for (int i = 0; i < 2; i++) {
      Ended ended = run(copy.resolve("jbpf-asm"), Map.of());
      assertRan(ended, copy);
      assertThat(ended.err()).isEmpty();
    }
    Path moved = Files.move(copy, folder.resolve("moved"));
    deleteAll(checkout);
    for (int i = 0; i < 2; i++) {
      Ended ended = run(moved.resolve("jbpf-asm"), Map.of());
      assertRan(ended, moved);
      assertThat(ended.err()).isEmpty();
    }
    assertThat(builds()).isEqualTo(1);
    try (Stream<Path> made = Files.walk(moved.resolve("cli/target"))) {
      assertThat(made).noneMatch(Files::isSymbolicLink);
    }
  }

  private static void deleteAll(Path folder) throws Exception {
    end(new ProcessBuilder("rm", "-r", folder.toString()).start());
  }

  @Test
  @DisplayName("text, messages: of first runs at once one builds, and all answer")
  void severalFirstRuns() throws Exception {
    List<Process> started =
        Stream.of("jbpf-asm", "jbpf-asm", "jbpf-asm", "jbpf-asm")
            .map(checkout::resolve)
            .map(launcher -> startUnchecked(launcher))
            .toList();
    for (Process process : started) {
      Ended ended = end(process);
      assertRan(ended, checkout);
      assertThat(ended.err()).doesNotContain("File exists");
    }
    assertThat(builds()).isEqualTo(1);
  }

  private Process startUnchecked(Path launcher) {
    try {
      return start(launcher, Map.of("BUILD_SECONDS", "0.5")); // the others come meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("R12: a JAVA_HOME without java is named")
  void javaHomeIsWrong() throws Exception {
    Ended ended = run(checkout.resolve("jbpf"), Map.of("JAVA_HOME", folder + "/no jdk"));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .hasLineCount(1)
        .startsWith("jbpf: JAVA_HOME is " + folder + "/no jdk, and there is no java to run in")
        .contains("unset it");
    assertThat(builds()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"11.0.2, 11", "1.8.0_402, 8"})
  @DisplayName("R12: an older Java is named, before anything is built")
  void javaIsTooOld(String version, String said) throws Exception {
    Path old = jdk("old", version);
    Ended ended = run(checkout.resolve("jbpf-asm"), Map.of("JAVA_HOME", old.toString()));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            "jbpf: "
                + old
                + "/bin/java is Java "
                + said
                + ": a JDK 17 or newer is needed, on the PATH or in JAVA_HOME\n");
    assertThat(builds()).isZero();
  }

  @Test
  @DisplayName("R12: no java, and no Maven")
  void nothingIsInstalled() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("readlink", "sed", "flock")) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
    }
    Ended noJava = run(checkout.resolve("jbpf"), Map.of("JAVA_HOME", "", "PATH", tools.toString()));
    assertThat(noJava.code()).isEqualTo(2);
    assertThat(noJava.err()).hasLineCount(1).startsWith("jbpf: no java: install a JDK 17");
    Ended noMaven = run(checkout.resolve("jbpf"), Map.of("PATH", tools.toString()));
    assertThat(noMaven.code()).isEqualTo(2);
    assertThat(noMaven.err()).hasLineCount(2).contains("jbpf: Maven is missing: install it");
  }

  @ParameterizedTest
  @DisplayName("T19: names are UTF-8 where no locale says anything else")
  @CsvSource({
    "C, '', '', C.UTF-8",
    "'', '', '', C.UTF-8",
    "POSIX, '', '', C.UTF-8",
    "en_US.UTF-8, '', '', C.UTF-8",
    "C, '', de_DE.utf8, C.UTF-8",
    "C, C, '', C.UTF-8",
    "de_DE.ISO-8859-1, '', '', ''",
    "C, de_DE@euro, '', ''",
    "C, '', ja_JP.eucJP, ja_JP.eucJP"
  })
  void locales(String lang, String all, String type, String expected) throws Exception {
    Ended ended =
        run(checkout.resolve("jbpf-asm"), Map.of("LANG", lang, "LC_ALL", all, "LC_CTYPE", type));
    String allExpected = all.equals("C") ? "C.UTF-8" : all;
    assertThat(ended.out()).contains("\nlocale " + allExpected + " " + expected + "\n");
  }

  @ParameterizedTest
  @DisplayName("what is done soon starts with one of the JVM's compilers, what computes with both")
  @CsvSource({
    "prog, true",
    "load, true",
    "help, true",
    "run, false",
    "verify, false",
    "asm, false"
  })
  void compilersOfTheJvm(String command, boolean isOne) throws Exception {
    run();
    ProcessBuilder builder = new ProcessBuilder(checkout.resolve("jbpf").toString(), command);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.redirectInput(folder.resolve("input").toFile());
    Ended ended = end(builder.directory(folder.toFile()).start());
    assertThat(ended.out())
        .contains("argument dev.jbpf.cli.Jbpf\nargument " + command + "\n")
        .satisfies(
            out -> assertThat(out.contains("argument -XX:TieredStopAtLevel=1\n")).isEqualTo(isOne));
  }

  @Test
  void linksAndOtherPathsToItStartTheSame() throws Exception {
    run();
    Path link =
        Files.createSymbolicLink(folder.resolve("bin/jbpf-asm"), checkout.resolve("jbpf-asm"));
    Path through = Files.createSymbolicLink(folder.resolve("link"), checkout);
    for (Path launcher :
        List.of(link, through.resolve("jbpf-asm"), through.resolve("cli/../jbpf-asm"))) {
      Ended ended = run(launcher, Map.of());
      assertRan(ended, checkout);
      assertThat(ended.err()).isEmpty();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void anotherJavaUnderTheSameNameGetsOptionsOfItsOwn() throws Exception {
    Path name = Files.createSymbolicLink(folder.resolve("java-home"), jdk);
    Map<String, String> environment = Map.of("JAVA_HOME", name.toString());
    assertThat(run(checkout.resolve("jbpf-asm"), environment).out())
        .contains("\n#" + jdk + "/bin/java\n");
    Path other = jdk("other", "25");
    Files.setLastModifiedTime(other.resolve("bin/java"), FileTime.from(Instant.EPOCH));
    Files.delete(name);
    Files.createSymbolicLink(name, other);
    assertThat(run(checkout.resolve("jbpf-asm"), environment).out())
        .contains("\n#" + other + "/bin/java\n");
  }

  /** Git notes each pull and commit there. */
  private void pull() throws IOException {
    Files.writeString(checkout.resolve(".git/logs/HEAD"), "pull\n");
  }

  @Test
  void sourcesThatGitHasChangedAreBuilt() throws Exception {
    run();
    pull();
    assertRan(run(), checkout);
    assertThat(builds()).as("a commit of what is built").isEqualTo(1);
    Files.writeString(checkout.resolve("asm/src/main/Op.java"), "// newer\n");
    assertRan(run(), checkout);
    assertThat(builds()).as("an edit is the developer's to build").isEqualTo(1);
    pull();
    Ended pulled = run();
    assertRan(pulled, checkout);
    assertThat(pulled.err()).contains("the sources have changed, building");
    assertRan(run(), checkout);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aBuildThatWasInterruptedIsMadeAgain() throws Exception {
    Files.createDirectories(checkout.resolve("cli/target"));
    Files.createFile(checkout.resolve("cli/target/jbpf-cli.jar"));
    assertRan(run(), checkout);
    assertThat(builds()).isEqualTo(1);
  }

  /** The archive's folders, with jars of nothing. */
  private Path installed() throws IOException {
    Path root = Files.createDirectories(folder.resolve("opt/jbpf x"));
    Path sources = Path.of("").toAbsolutePath();
    Path parts = Files.createDirectories(root.resolve("lib/jbpf/lib")).getParent();
    for (String script : List.of("launch.sh", "prepare.sh", "archive.sh")) {
      Files.copy(sources.resolve(script), parts.resolve(script));
    }
    for (String jar :
        List.of(
            "jbpf-cli",
            "lib/jbpf-asm-1",
            "lib/jbpf-verifier-1",
            "lib/picocli-1",
            "lib/jackson-core-1")) {
      Files.createFile(parts.resolve(jar + ".jar"));
    }
    Files.createFile(parts.resolve("built"));
    Files.createFile(parts.resolve("jbpf-asm.classes"));
    executable(root.resolve("bin/jbpf-asm"), Files.readString(sources.resolve("package/jbpf-asm")));
    return root;
  }

  @Test
  void whatIsInstalledKeepsWhatItRunsInTheUsersCache() throws Exception {
    Path root = installed();
    Path cache = folder.resolve("cache");
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString());
    Path link =
        Files.createSymbolicLink(folder.resolve("bin/jbpf-asm"), root.resolve("bin/jbpf-asm"));
    for (int i = 0; i < 2; i++) {
      Ended ended = run(link, environment);
      assertThat(ended.err()).isEmpty();
      assertThat(ended.out()).startsWith("#" + root + "/lib/jbpf\n").contains("argument x y\n");
    }
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files).anyMatch(file -> file.endsWith("jbpf-asm.options"));
    }
    assertThat(Files.getPosixFilePermissions(cache.resolve("jbpf")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(root.resolve("lib/jbpf/cds")).doesNotExist();
    assertThat(builds()).isZero();
  }

  @Test
  void whatIsInstalledRunsWhereNothingCanBeKept() throws Exception {
    Path file = Files.createFile(folder.resolve("no-folder"));
    Ended ended =
        run(installed().resolve("bin/jbpf-asm"), Map.of("XDG_CACHE_HOME", file.toString()));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).contains("argument -cp\n").contains("argument x y\n");
  }
}
