package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sources beside what they must give: {@code pass/NAME.txt} is the program as the disassembler
 * writes it, {@code fail/NAME.txt} the messages.
 *
 * <p>To write the texts anew, set the property {@code jbpf.corpus.write}, and read the difference.
 */
class CorpusTest {
  private static final Path ROOT = Path.of("src/test/resources");

  static Stream<Path> pass() {
    return sources("pass");
  }

  static Stream<Path> fail() {
    return sources("fail");
  }

  @ParameterizedTest
  @MethodSource("pass")
  void aSourceGivesItsProgram(Path source) {
    Assembly assembly = assemble(source);
    assertThat(assembly.report()).isEmpty();
    List<String> lines = Disassembler.lines(assembly.program().orElseThrow(), Dialect.LLVM);
    assertExpected(source, String.join("\n", lines) + "\n");
  }

  @ParameterizedTest
  @MethodSource("fail")
  void aFaultySourceGivesItsMessages(Path source) {
    Assembly assembly = assemble(source);
    assertThat(assembly.program()).isEmpty();
    assertThat(assembly.object()).isEmpty();
    assertExpected(source, assembly.report());
  }

  @Test
  void thereAreManyFaultySources() {
    assertThat(fail()).hasSizeGreaterThanOrEqualTo(60);
  }

  private static Assembly assemble(Path source) {
    return Assembler.assemble(
        bytes(source), source.getFileName().toString(), AssemblerOptions.DEFAULT);
  }

  private static void assertExpected(Path source, String text) {
    Path expected =
        source.resolveSibling(source.getFileName().toString().replaceFirst("\\.s$", ".txt"));
    if (Boolean.getBoolean("jbpf.corpus.write")) {
      write(expected, text);
    }
    assertThat(text).isEqualTo(new String(bytes(expected), StandardCharsets.UTF_8));
  }

  private static Stream<Path> sources(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".s"))
          .sorted()
          .collect(Collectors.toList())
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
