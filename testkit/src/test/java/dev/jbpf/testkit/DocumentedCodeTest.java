package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in javadoc, and on the pages of docs, compiles. */
class DocumentedCodeTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES = List.of("asm", "dsl", "vm", "runtime", "testkit");
  private static final Pattern JAVADOC =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R *\\*? *}</pre>", Pattern.DOTALL);
  private static final Pattern PAGE = Pattern.compile("```java\\R(.*?)\\R```", Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import .*;$");
  private static final Pattern DECLARATION =
      Pattern.compile("(?s)\\s*(@\\w+.*|public |final |class |record |interface |import ).*");

  /**
   * A class that {@code jbpf gen skeleton} writes: the commands' tests compile it with its users.
   */
  private static final String GENERATED = "EventCounter.";

  /** What users of all modules import. */
  private static final List<String> PACKAGES =
      List.of(
          "classic",
          "code",
          "diag",
          "elf",
          "elf.bpf",
          "elf.bpf.data",
          "isa",
          "kernel",
          "map",
          "map.data",
          "map.flag",
          "map.histogram",
          "map.layout",
          "map.prefix",
          "text",
          "dsl",
          "dsl.value",
          "dsl.value.kernel",
          "dsl.value.library",
          "dsl.value.memory",
          "dsl.value.number",
          "dsl.value.packet",
          "vm",
          "vm.helper",
          "vm.world",
          "runtime",
          "runtime.attach",
          "runtime.error",
          "runtime.event",
          "runtime.info",
          "runtime.map",
          "runtime.object",
          "runtime.probe",
          "runtime.symbols",
          "testkit");

  @TempDir Path classes;

  /**
   * Code on a page or in a comment, the line that it starts in, and the imports that the page shows
   * before it, if it shows any: then these are all.
   */
  private record Snippet(Path file, int line, String code, String shown) {
    String className() {
      return "Snippet" + Integer.toHexString(file.toString().hashCode()) + "_" + line;
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** Their readers have nothing but the page. */
  @Test
  void thePagesOnBuildingAndTestingShowTheirImports() throws IOException {
    for (String page : List.of("builder.md", "testing.md", "values.md")) {
      List<Snippet> snippets = new ArrayList<>();
      addAll(snippets, ROOT.resolve("docs").resolve(page), PAGE);
      assertThat(snippets).isNotEmpty().allMatch(DocumentedCodeTest::showsImports);
    }
  }

  private static boolean showsImports(Snippet snippet) {
    return !snippet.shown().isEmpty() || IMPORT.matcher(snippet.code()).find();
  }

  @Test
  void itCompiles() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path file : sources()) {
      addAll(snippets, file, JAVADOC);
    }
    for (Path page : pages()) {
      addAll(snippets, page, PAGE);
    }
    assertThat(snippets).hasSizeGreaterThan(10);
    List<String> wrong = new ArrayList<>();
    for (Snippet snippet : snippets) {
      compile(snippet).ifPresent(wrong::add);
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : MODULES) {
      for (String kind : List.of("main", "generated")) {
        Path folder = ROOT.resolve(module).resolve("src").resolve(kind);
        if (Files.exists(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
          }
        }
      }
    }
    return all;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              files.filter(file -> file.toString().endsWith(".md") && !isOfMethods(file)),
              Stream.of(ROOT.resolve("README.md")))
          .toList();
    }
  }

  /** That module compiles, and runs, its page itself. */
  private static boolean isOfMethods(Path page) {
    return page.endsWith("methods.md");
  }

  private static void addAll(List<Snippet> snippets, Path file, Pattern pattern)
      throws IOException {
    String text = Files.readString(file);
    Matcher matcher = pattern.matcher(text);
    String shown = "";
    while (matcher.find()) {
      int line = (int) text.substring(0, matcher.start(1)).lines().count() + 1;
      String code =
          matcher
              .group(1)
              .lines()
              .map(l -> l.replaceFirst("^ *\\* ?", ""))
              .collect(Collectors.joining("\n"));
      if (code.startsWith(GENERATED)) {
        continue;
      }
      if (IMPORT.matcher(code).replaceAll("").isBlank()) {
        shown = code;
      } else {
        snippets.add(new Snippet(file, line, code, shown));
      }
    }
  }

  private Optional<String> compile(Snippet snippet) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    String source = source(snippet);
    JavaFileObject file =
        new SimpleJavaFileObject(
            Path.of(snippet.className() + ".java").toUri(), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                found,
                List.of("-proc:none", "-d", classes.toString()),
                null,
                List.of(file))
            .call();
    int before = (int) source.substring(0, source.indexOf(body(snippet))).lines().count();
    return compiled
        ? Optional.empty()
        : Optional.of(
            found.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(
                    d ->
                        snippet.file()
                            + ":"
                            + (snippet.line() + d.getLineNumber() - before - 1)
                            + ": "
                            + d.getMessage(null))
                .collect(Collectors.joining("\n")));
  }

  private static String body(Snippet snippet) {
    return IMPORT.matcher(snippet.code()).replaceAll("");
  }

  /** A class of its own, with what users would import; statements are put into a method. */
  private static String source(Snippet snippet) {
    StringBuilder out = new StringBuilder();
    IMPORT
        .matcher(snippet.code())
        .results()
        .forEach(m -> out.append(m.group().strip()).append('\n'));
    out.append(snippet.shown().isEmpty() ? usual(snippet) : snippet.shown() + "\n");
    out.append("class ")
        .append(snippet.className())
        .append(" extends dev.jbpf.testkit.SnippetContext {\n");
    boolean isDeclaration = DECLARATION.matcher(body(snippet)).matches() && !isLocal(snippet);
    out.append(isDeclaration ? "" : "void run() throws Exception {\n");
    out.append(body(snippet)).append("\n}\n").append(isDeclaration ? "" : "}\n");
    return out.toString();
  }

  /** A record that statements follow is one of a method. */
  private static boolean isLocal(Snippet snippet) {
    return body(snippet).strip().startsWith("record ") && body(snippet).contains(";\n");
  }

  /** What users of all modules import. */
  private static String usual(Snippet snippet) {
    StringBuilder out = new StringBuilder();
    out.append("import java.nio.*; import java.nio.file.*; import java.util.*; import java.io.*;\n")
        .append("import java.time.Duration;\n")
        .append(
            "import static dev.jbpf.testkit.BpfAssertions.*; import static dev.jbpf.testkit.TestEngine.*;\n")
        .append("import static dev.jbpf.kernel.ProgramType.*;\n")
        .append("import static dev.jbpf.isa.Reg.*; import static dev.jbpf.dsl.BpfInsns.*;\n")
        .append("import static dev.jbpf.dsl.ProgramBuilder.program;\n")
        .append("import static dev.jbpf.dsl.Arg.*; import static dev.jbpf.dsl.Helpers.*;\n");
    if (snippet.file().startsWith(ROOT.resolve("vm"))) {
      // Contexts of the machine have the names of the kernel's structures.
      out.append("import dev.jbpf.vm.LoadedProgram;\n")
          .append("import dev.jbpf.vm.context.Pcap;\n")
          .append("import dev.jbpf.vm.context.SocketBuffer;\n")
          .append("import dev.jbpf.vm.packet.Packet;\n");
    }
    if (snippet.file().startsWith(ROOT.resolve("runtime"))) {
      out.append("import dev.jbpf.runtime.Kernel;\n"); // The kit names kernels, too.
    }
    PACKAGES.forEach(name -> out.append("import dev.jbpf.").append(name).append(".*;\n"));
    return out.toString();
  }
}
