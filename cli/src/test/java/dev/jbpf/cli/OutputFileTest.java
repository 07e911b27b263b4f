package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command writes destroys nothing that it reads, and is there as a whole or not at all. */
class OutputFileTest {
  private static final String SOURCE = "r0 = 1\nexit\n";

  @TempDir Path folder;
  private Path source;

  @BeforeEach
  void aSource() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    source = Files.writeString(folder.resolve("prog.s"), SOURCE);
  }

  private static CommandRun jbpfAsm(Object... arguments) {
    return CommandRun.asm("", Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }

  private void assertRefused(Path untouched, Object... arguments) throws IOException {
    byte[] before = Files.readAllBytes(untouched);
    CommandRun run = jbpfAsm(arguments);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("cannot write ").contains("it is read too").hasLineCount(1);
    assertThat(untouched).hasBinaryContent(before);
  }

  @Test
  @DisplayName("T7: output over the source, by each of its names")
  void outputIsTheSource() throws IOException {
    Path hard = Files.createLink(folder.resolve("hard.s"), source);
    Path link = Files.createSymbolicLink(folder.resolve("link.s"), Path.of("prog.s"));
    Path round = folder.resolve("../" + folder.getFileName() + "/./prog.s");
    for (Path output : List.of(source, hard, link, round)) {
      assertRefused(source, source, "-o", output);
      assertRefused(source, output, "-o", source);
      assertRefused(source, source, "-f", "hex", "-o", output);
      assertRefused(source, source, "--listing", "-o", output);
      assertRefused(source, source, "--cfg", "dot", "-o", output);
      assertRefused(source, source, "--dialect", "llvm", "-o", output);
    }
    assertThat(link).isSymbolicLink();
    Path classic = Files.writeString(folder.resolve("c.s"), "ret #0\n");
    assertRefused(classic, classic, "--dialect", "classic", "-o", classic);
  }

  @Test
  @DisplayName("T7: output over the source, which has errors: it is not removed either")
  void outputIsAFaultySource() throws IOException {
    Files.writeString(source, "mvo r0, 1\n");
    byte[] before = Files.readAllBytes(source);
    assertThat(jbpfAsm(source, "-o", source).code()).isEqualTo(2);
    assertThat(source).hasBinaryContent(before);
  }

  @Test
  @DisplayName("T7: output over the object that is disassembled")
  void outputIsTheObject() throws IOException {
    Path object = folder.resolve("prog.o");
    assertThat(jbpfAsm(source, "-o", object).code()).isZero();
    assertRefused(object, "-d", object, "-o", object);
  }

  @Test
  @DisplayName("T7: output over an included file")
  void outputIsIncluded() throws IOException {
    Path main = Files.writeString(folder.resolve("main.s"), ".include \"prog.s\"\n");
    assertRefused(source, main, "-o", source);
    Files.writeString(main, ".include \"prog.s\"\nmvo r0, 1\n");
    assertThat(jbpfAsm(main, "-o", source).code()).isEqualTo(2);
    assertThat(source).hasContent(SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x---"})
  @DisplayName("Messages: a replaced file keeps its rights")
  void keepsRights(String rights) throws IOException {
    Path object = Files.writeString(folder.resolve("prog.o"), "older");
    Files.setPosixFilePermissions(object, PosixFilePermissions.fromString(rights));
    assertThat(jbpfAsm(source, "-o", object).code()).isZero();
    assertThat(Files.getPosixFilePermissions(object))
        .isEqualTo(PosixFilePermissions.fromString(rights));
    assertThat(Files.size(object)).isGreaterThan(100);
  }

  @Test
  @DisplayName("Messages: output over a symbolic link goes where the link leads")
  void writesThroughLinks() throws IOException {
    Path object = Files.writeString(folder.resolve("prog.o"), "older");
    Path link = Files.createSymbolicLink(folder.resolve("link.o"), Path.of("prog.o"));
    Path next = Files.createSymbolicLink(folder.resolve("next.o"), Path.of("link.o"));
    assertThat(jbpfAsm(source, "-f", "hex", "-o", next).code()).isZero();
    assertThat(next).isSymbolicLink();
    assertThat(link).isSymbolicLink();
    assertThat(object).hasContent("b700000001000000\n9500000000000000\n");
    Path dangling = Files.createSymbolicLink(folder.resolve("d.o"), Path.of("new.o"));
    assertThat(jbpfAsm(source, "-f", "hex", "-o", dangling).code()).isZero();
    assertThat(dangling).isSymbolicLink();
    assertThat(folder.resolve("new.o")).isRegularFile();
    Path loop = Files.createSymbolicLink(folder.resolve("loop.o"), Path.of("loop.o"));
    assertThat(jbpfAsm(source, "-o", loop).err()).contains("too many symbolic links");
  }

  @Test
  @DisplayName("T7: a failed run leaves no output, no older one and no part of one")
  void failedRun() throws IOException {
    Path output = Files.writeString(folder.resolve("old.o"), "older");
    Files.writeString(source, "mvo r0, 1\n");
    assertThat(jbpfAsm(source, "-o", output).code()).isEqualTo(1);
    assertThat(folder)
        .isDirectoryContaining("glob:**/prog.s")
        .isDirectoryNotContaining("glob:**/*.o");
    Files.writeString(output, "older");
    assertThat(jbpfAsm(source, "--check", "-o", output).code()).isEqualTo(1);
    assertThat(output).hasContent("older");
    Path damaged = Files.write(folder.resolve("bad"), new byte[] {0x7f, 'E', 'L', 'F', 1});
    assertThat(jbpfAsm("-d", damaged, "-o", output).code()).isEqualTo(1);
    assertThat(output).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("prog.s", "bad");
    }
  }

  @Test
  @DisplayName("T7: a name as long as names can be is written")
  void longName() {
    Path output = folder.resolve("o".repeat(255));
    assertThat(jbpfAsm(source, "-o", output).err()).isEmpty();
    assertThat(output).isRegularFile();
  }
}
