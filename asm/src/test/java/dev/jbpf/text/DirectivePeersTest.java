package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Directives for data, macros and conditions give what LLVM's and the GNU assembler make of them.
 */
class DirectivePeersTest {
  private static final Path SOURCES = Path.of("src/test/resources/directives/data.s");

  @TempDir private Path folder;

  static Stream<String> sources() throws IOException {
    return Stream.of(Files.readString(SOURCES).split("\n---\n"));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void dataIsThatOfThePeers(String statements) throws IOException {
    String source = ".data\n" + statements.strip() + "\n";
    String ours = ours(source);
    Path file = Files.writeString(folder.resolve("x.s"), source);
    Path object = folder.resolve("x.o");
    Tool.named("llvm-mc-19").succeed("-triple", "bpfel", "-filetype=obj", file, "-o", object);
    assertThat(ours).isEqualTo(data(Compilers.bytes(object)));
    Tool.named("bpf-as").succeed("-EL", file, "-o", object);
    // Sections are filled up to their alignment.
    assertThat(data(Compilers.bytes(object))).matches(ours + "(00)*");
  }

  private static String ours(String source) {
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    Assembly assembly = Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "x.s", options);
    assertThat(assembly.report()).isEmpty();
    return data(assembly.object().orElseThrow().build().toBytes());
  }

  private static String data(byte[] object) {
    StringBuilder hex = new StringBuilder();
    for (byte b : ElfObject.read(object).section(".data").orElseThrow().toBytes()) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }
}
