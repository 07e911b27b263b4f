package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.examples.methods.FirewallMethod;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a short run must not load, because it takes longer than the work: lambdas (the first one
 * costs 7 ms on JDK 17), regular expressions, picocli, JNR-FFI, the JVM's logger. Where lambdas are
 * used, their number has a limit.
 */
@Timeout(60)
class StartUpTest {
  @TempDir Path folder;

  private Path source = Path.of("");

  @BeforeEach
  void writeSource() throws IOException {
    source =
        Files.writeString(
            folder.resolve("short.s"),
            """
                    .map counts, type=array, key=4, value=8, max_entries=1
                    .section socket,"ax"
            entry:  r0 = *(u32 *)(r1 + 4)
                    if r0 s> 3 goto out
                    lddw %r2, 0x1122334455667788
                    ldxdw %r3, [%r10-8]
                    call bpf_ktime_get_ns
                    r1 = counts ll
            out:    exit
                    .section license,"aw"
                    .asciz "GPL"
            """);
  }

  private List<String> loaded(Object... arguments) throws Exception {
    return loadedBy(JbpfAsm.class, ExitCode.OK, arguments);
  }

  private List<String> loadedBy(Class<?> main, int code, Object... arguments) throws Exception {
    Path log = folder.resolve("classes");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:class+load:file=" + log + "::filesize=0",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("out"))).isEqualTo(code);
    return Files.readAllLines(log);
  }

  private static void assertStartsFast(List<String> loaded) {
    assertThat(loaded).anyMatch(line -> line.contains(" dev.jbpf.isa.Op "));
    assertThat(loaded)
        .noneMatch(line -> line.contains(" dev.jbpf.") && line.contains("$$Lambda"))
        .noneMatch(line -> line.contains(" java.lang.invoke.InnerClassLambdaMetafactory "))
        .noneMatch(line -> line.contains(" java.util.regex.Pattern "))
        .noneMatch(line -> line.contains(" dev.jbpf.verifier."))
        .noneMatch(line -> line.contains(" picocli."));
  }

  @Test
  void assemblesWithoutLambdas() throws Exception {
    assertStartsFast(loaded(source, "-o", folder.resolve("short.o")));
  }

  @Test
  void disassemblesObjectsWithoutLambdas() throws Exception {
    Path object = folder.resolve("short.o");
    loaded(source, "-o", object);
    assertStartsFast(loaded("-d", object));
  }

  @Test
  void disassemblesBytesWithoutLambdas() throws Exception {
    Path bytes = folder.resolve("short.bin");
    loaded(source, "-f", "raw", "--section", "socket", "-o", bytes);
    assertStartsFast(loaded("-d", "-f", "raw", bytes));
  }

  private static void assertStartsWell(List<String> loaded, int lambdas) {
    assertThat(loaded).anyMatch(line -> line.contains(" dev.jbpf.cli.Jbpf "));
    assertThat(
            loaded.stream()
                .filter(line -> line.matches(".* (picocli.CommandLine|jnr[.]ffi[.].*) .*")))
        .isEmpty();
    assertThat(ownLambdas(loaded)).isBetween(1L, (long) lambdas);
  }

  private static long ownLambdas(List<String> loaded) {
    return loaded.stream()
        .filter(line -> line.contains(" dev.jbpf.") && line.contains("$$Lambda"))
        .count();
  }

  @ParameterizedTest
  @CsvSource({"run, --prog-type, 45", "verify, --type, 85"})
  void runsAndVerifiesWithoutPicocli(String command, String type, int lambdas) throws Exception {
    Path plain = Files.writeString(folder.resolve("plain.s"), "r0 = 0\nexit\n");
    assertStartsWell(loadedBy(Jbpf.class, ExitCode.OK, command, type, "xdp", plain), lambdas);
  }

  @Test
  void loadsWithoutPicocli() throws Exception {
    assertStartsWell(loadedBy(Jbpf.class, codeOfBpf(), "load", "--verify", source), 110);
  }

  @ParameterizedTest
  @CsvSource({"prog", "map"})
  void listsWithoutPicocli(String noun) throws Exception {
    assertStartsWell(loadedBy(Jbpf.class, codeOfBpf(), noun, "list"), 90);
  }

  private static int codeOfBpf() {
    return Bpf.permission().isGranted() ? ExitCode.OK : ExitCode.NOT_POSSIBLE;
  }

  /**
   * What a user waits for who compiles a class once: about 0.4 ms a lambda, 0.3 ms a class, 1 ms a
   * form of a handle, 4 ms a record whose {@code equals} the JVM makes.
   */
  @Test
  void compilesMethodsWithFewLambdas() throws Exception {
    List<String> loaded = loadedBy(FirstMethod.class, ExitCode.OK);
    assertThat(ownLambdas(loaded)).isBetween(1L, 175L);
    assertThat(loaded.stream().filter(line -> line.contains(" dev.jbpf."))).hasSizeBetween(1, 850);
    assertThat(loaded.stream().filter(line -> line.contains(" java.lang.invoke.LambdaForm$MH/")))
        .hasSizeBetween(1, 40);
    assertThat(loaded).noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods "));
  }

  /** The kernel verifies what is loaded; objects that are packed need no compiler either. */
  @Test
  @KernelTest
  void loadsMethodsWithoutTheVerifier() throws Exception {
    List<String> loaded = loadedBy(FirstLoad.class, ExitCode.OK);
    assertThat(ownLambdas(loaded)).isBetween(1L, 105L);
    assertThat(loaded.stream().filter(line -> line.contains(" dev.jbpf."))).hasSizeBetween(1, 800);
    assertThat(loaded.stream().filter(line -> line.contains(" dev.jbpf.verifier.")))
        .hasSizeBetween(0, 2);
  }

  private static final class FirstLoad {
    public static void main(String[] arguments) {
      try (BpfObject firewall = BpfObject.load(FirewallMethod.class)) {
        System.out.println(firewall.programs().keySet());
      }
    }
  }

  private static final class FirstMethod {
    public static void main(String[] arguments) {
      System.out.println(MethodCompiler.compile(FirewallMethod.class).toObject().length);
    }
  }
}
