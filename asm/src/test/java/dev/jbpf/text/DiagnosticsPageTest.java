package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicAssembly;
import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.isa.KernelVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on diagnostics shows what the assembler says, of every kind that the corpus has. */
class DiagnosticsPageTest {
  private static final Path PAGE = Path.of("../docs/diagnostics.md");
  private static final Path CORPUS = Path.of("src/test/resources/fail");

  private static final Pattern SECTION =
      Pattern.compile(
          "## `([a-z0-9-]+)`\n(.*?)```asm\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

  private static final Pattern CODE = Pattern.compile(": (?:error|note|warning)\\[([a-z0-9-]+)]");

  /** How an example is assembled, if not to a program for any target. */
  private static final Pattern COMMAND = Pattern.compile("`jbpf-asm( --kernel (\\S+))? prog\\.s`");

  private record Entry(String code, String text, String source, String messages) {
    AssemblerOptions options() {
      Matcher command = COMMAND.matcher(text);
      if (!command.find()) {
        return AssemblerOptions.DEFAULT;
      }
      AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
      return Optional.ofNullable(command.group(2))
          .map(KernelVersion::parse)
          .map(options::kernel)
          .orElse(options);
    }
  }

  private static List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Matcher matcher = SECTION.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      entries.add(
          new Entry(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
    }
    return entries;
  }

  @Test
  void everyExampleGivesWhatThePageSays() throws IOException {
    for (Entry entry : entries()) {
      byte[] source = entry.source.getBytes(StandardCharsets.UTF_8);
      if (entry.text.contains("`jbpf-asm --dialect classic ")) {
        assertThat(classic(source, entry.text)).as(entry.code).isEqualTo(entry.messages);
        assertThat(entry.messages).contains("[" + entry.code + "]");
        continue;
      }
      Assembly assembly = Assembler.assemble(source, "prog.s", entry.options());
      assertThat(assembly.report()).as(entry.code).isEqualTo(entry.messages);
      assertThat(assembly.diagnostics()).anyMatch(d -> d.code().equals(entry.code));
    }
  }

  private static String classic(byte[] source, String text) {
    ClassicAssembly assembly = ClassicAssembler.assemble(source, "prog.s");
    return text.contains("--convert")
        ? assembly.report(ClassicConverter.convert(assembly.program().orElseThrow()))
        : assembly.report();
  }

  @Test
  void everyCodeIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(DiagnosticCode.values())
        .hasSizeGreaterThan(50)
        .allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
  }

  @Test
  void everyCodeOfThePageIsOne() throws IOException {
    assertThat(entries())
        .extracting(Entry::code)
        .allMatch(code -> DiagnosticCode.of(code).isPresent());
  }

  @Test
  void everyCodeOfTheCorpusIsOnThePage() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.list(CORPUS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        CODE.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
      }
    }
    assertThat(entries()).extracting(Entry::code).containsAll(codes).isSorted();
  }
}
