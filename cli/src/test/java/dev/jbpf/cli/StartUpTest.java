package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a short run must not load, because it takes longer than the work: lambdas (the first one
 * costs 7 ms on JDK 17), regular expressions, picocli.
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
    Path log = folder.resolve("classes");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:class+load:file=" + log + "::filesize=0",
                "-cp",
                System.getProperty("java.class.path"),
                JbpfAsm.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("out"))).isZero();
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
}
