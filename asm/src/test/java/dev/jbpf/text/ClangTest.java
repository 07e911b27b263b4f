package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.testing.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clang writes as assembly becomes the object that clang makes of the same program: sections,
 * relocations and the symbols that others see. Only what it makes of {@code .loc} and {@code .cfi}
 * for debuggers is not there.
 */
class ClangTest {
  private static final String CLANG = "clang-19";
  private static final Path SOURCES = Path.of("src/test/resources/c");
  private static final Set<String> ONLY_CLANGS =
      Set.of(".debug_line", ".debug_line_str", ".debug_frame", ".llvm_addrsig");

  @TempDir private Path folder;

  static Stream<String> programs() throws IOException {
    Requirements.requirePeer(isInstalled(), () -> CLANG + " is not installed");
    List<String> programs = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".c"))
          .sorted()
          .forEach(name -> versions(name).forEach(cpu -> programs.add(name + " " + cpu)));
    }
    return programs.stream();
  }

  /** The ISA versions that clang can compile the program for. */
  private static List<String> versions(String name) {
    return switch (name) {
      case "atomics.c" -> List.of("v3", "v4");
      case "widths.c" -> List.of("v4");
      default -> List.of("v1", "v3", "v4");
    };
  }

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder(CLANG, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void assemblyGivesTheObjectThatClangMakes(String program) throws Exception {
    String[] parts = program.split(" ");
    ElfObject expected = ElfObject.read(clang(parts[0], parts[1], "-c"));
    byte[] source = clang(parts[0], parts[1], "-S");
    Assembly assembly =
        Assembler.assemble(
            source, "x.s", AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    assertThat(assembly.report()).isEmpty();
    ElfObject made = ElfObject.read(assembly.object().orElseThrow().toBytes());
    for (Section section : expected.sections()) {
      if (!ONLY_CLANGS.contains(section.name()) && section.size() > 0) {
        assertSame(expected, section, made, made.section(section.name()).orElseThrow());
      }
    }
    assertThat(globals(made)).isEqualTo(globals(expected));
  }

  private static void assertSame(ElfObject one, Section a, ElfObject other, Section b) {
    assertThat(b.toBytes()).as(a.name()).isEqualTo(a.toBytes());
    assertThat(List.of(b.type(), b.flags(), b.alignment(), b.entrySize()))
        .as(a.name())
        .isEqualTo(List.of(a.type(), a.flags(), a.alignment(), a.entrySize()));
    assertThat(relocations(other, b)).as(a.name()).isEqualTo(relocations(one, a));
  }

  private static Set<String> relocations(ElfObject object, Section section) {
    Set<String> texts = new TreeSet<>();
    section
        .relocations()
        .forEach(
            r ->
                texts.add(
                    r.offset()
                        + " "
                        + r.type()
                        + " "
                        + name(object, object.symbols().get(r.symbol()))));
    return texts;
  }

  private static String name(ElfObject object, Symbol symbol) {
    return symbol.name().isEmpty() && symbol.place() instanceof SymbolPlace.InSection in
        ? object.sections().get(in.section()).name()
        : symbol.name();
  }

  /** Name, kind, value and size; the number of the section is each object's own. */
  private static Set<String> globals(ElfObject object) {
    Set<String> texts = new HashSet<>();
    for (Symbol symbol : object.symbols()) {
      if (symbol.binding() != Binding.LOCAL) {
        texts.add(
            String.join(
                " ",
                symbol.name(),
                symbol.kind().toString(),
                symbol.binding().toString(),
                Long.toString(symbol.value()),
                Long.toString(symbol.size()),
                Boolean.toString(symbol.isUndefined())));
      }
    }
    return texts;
  }

  private byte[] clang(String name, String cpu, String mode) throws Exception {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                CLANG,
                "-O2",
                "-g",
                "-target",
                "bpf",
                "-mcpu=" + cpu,
                mode,
                name,
                "-o",
                out.toString())
            .directory(SOURCES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    return Files.readAllBytes(out);
  }
}
