package dev.jbpf.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sources beside what is to come of them: in {@code fail} the whole report, in {@code pass} the
 * program. With {@code JBPF_UPDATE_CORPUS=true} in the environment the files are written instead,
 * to be looked at.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/classic");

  static Stream<Path> fail() {
    return sources("fail");
  }

  static Stream<Path> pass() {
    return sources("pass");
  }

  private static Stream<Path> sources(String folder) {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".bpf")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource
  void fail(Path source) throws IOException {
    compare(source, assemble(source).report());
  }

  @ParameterizedTest
  @MethodSource
  void pass(Path source) throws IOException {
    ClassicAssembly assembly = assemble(source);
    assertThat(assembly.report()).isEmpty();
    compare(source, ClassicPrinter.source(assembly.program().orElseThrow()));
  }

  private static ClassicAssembly assemble(Path source) throws IOException {
    return ClassicAssembler.assemble(Files.readAllBytes(source), source.getFileName().toString());
  }

  private static void compare(Path source, String actual) throws IOException {
    Path beside = Path.of(source.toString().replaceAll("\\.bpf$", ".txt"));
    if (Boolean.parseBoolean(System.getenv("JBPF_UPDATE_CORPUS"))) {
      Files.writeString(beside, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(beside));
  }
}
