package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Directives for data, macros and conditions give what LLVM's and the GNU assembler make of them.
 */
class DirectivePeersTest {
  private static final Path SOURCES = Path.of("src/test/resources/directives");

  @TempDir private Path folder;

  static Stream<Arguments> sources() throws IOException {
    List<Arguments> sources = new ArrayList<>();
    // LLVM's knows no LOCAL, and joins nothing by an ampersand.
    for (String name : List.of("data", "subsections", "altmacro", "altmacro-gnu")) {
      for (String part : Files.readString(SOURCES.resolve(name + ".s")).split("\n---\n")) {
        sources.add(Arguments.of(name, ".data\n" + part.strip() + "\n"));
      }
    }
    return sources.stream();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void t10DataIsThatOfThePeers(String name, String source) throws IOException {
    String ours = ours(source);
    Path file = Files.writeString(folder.resolve("x.s"), source);
    Path object = folder.resolve("x.o");
    if (!name.endsWith("-gnu")) {
      Tool.named("llvm-mc-19").succeed("-triple", "bpfel", "-filetype=obj", file, "-o", object);
      assertThat(ours).isEqualTo(data(Compilers.bytes(object)));
    }
    Tool.named("bpf-as").succeed("-EL", file, "-o", object);
    // Sections are filled up to their alignment.
    assertThat(data(Compilers.bytes(object))).matches(ours + "(00)*");
  }

  private static String ours(String source) {
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    Assembly assembly = Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "x.s", options);
    assertThat(assembly.report()).isEmpty();
    return data(assembly.object().orElseThrow().toBytes());
  }

  private static String data(byte[] object) {
    StringBuilder hex = new StringBuilder();
    for (byte b : ElfObject.read(object).section(".data").orElseThrow().toBytes()) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }
}
