package dev.jbpf.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code that messages advise in Java, put into the source where they say and compiled, mends the
 * programs of {@link MistakesTest} and {@link KernelFaultsTest}: the verifier takes them then, and
 * the kernel does.
 */
class JavaAdviceTest {
  private static final int ENOUGH = 6;

  private static final String HEAD =
      """
      import static dev.jbpf.isa.Reg.*;
      import dev.jbpf.dsl.ProgramBuilder;
      import dev.jbpf.kernel.Helper;
      import dev.jbpf.map.MapDef;
      import java.util.Map;
      public class %s {
      """;

  /**
   * A program with a mistake.
   *
   * @param name of the mistake
   * @param method that it becomes
   * @param maps that it uses, by name
   * @param body the program
   * @param build checks a program of its kind
   */
  record Row(
      String name,
      String method,
      Map<String, MapDef<?, ?>> maps,
      Consumer<ProgramBuilder> body,
      Function<Consumer<ProgramBuilder>, ProgramSpec> build) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    MistakesTest.all()
        .filter(mistake -> mistake.target().kernel().isEmpty())
        .forEach(
            mistake ->
                rows.add(
                    new Row(
                        mistake.toString(),
                        "m" + rows.size(),
                        byName(mistake.maps()),
                        mistake.body(),
                        body -> spec(mistake, body))));
    KernelFaultsTest.all()
        .forEach(
            fault ->
                rows.add(
                    new Row(
                        fault.name(),
                        "m" + rows.size(),
                        byName(KernelFaultsTest.MAPS_IN_JAVA),
                        fault.body(),
                        body ->
                            ProgramSpec.of(
                                Definition.named("mended")
                                    .in(fault.section())
                                    .license(fault.license())
                                    .build(body)))));
    return rows;
  }

  private static Map<String, MapDef<?, ?>> byName(List<MapDef<?, ?>> maps) {
    return maps.stream().collect(Collectors.toMap(MapDef::name, Function.identity()));
  }

  private static ProgramSpec spec(Mistake mistake, Consumer<ProgramBuilder> body) {
    Program program = ProgramBuilder.program(mistake.target(), body);
    ProgramSpec spec = ProgramSpec.of("mended", mistake.target().type().orElseThrow(), program);
    for (MapDef<?, ?> map : mistake.maps()) {
      spec = spec.withMap(map);
    }
    return spec;
  }

  /** {@return what is said of the program; empty if it is taken} */
  private static Optional<Diagnostic> found(Row row, Consumer<ProgramBuilder> body) {
    try {
      SPECS.put(row.name(), row.build().apply(body));
      return Optional.empty();
    } catch (LinkException e) {
      return Optional.of(e.diagnostics().get(0));
    }
  }

  private static Optional<Advice> advice(Row row) {
    return found(row, row.body()).flatMap(message -> Advice.find(message.notes()));
  }

  static List<Row> mended() {
    return all().stream().filter(row -> advice(row).isPresent()).toList();
  }

  private static final Map<String, ProgramSpec> SPECS = new LinkedHashMap<>();
  private static final Map<String, String> LEFT = new LinkedHashMap<>();

  @TempDir private static Path folder;

  /** Follows what is advised until nothing is left of it: each round is one class, compiled. */
  @BeforeAll
  static void mend() throws Exception {
    Map<Row, List<String>> open = new LinkedHashMap<>();
    for (Row row : mended()) {
      open.put(row, JavaSource.of(row.method(), ProgramBuilder.program(row.body())));
    }
    for (int round = 0; round < ENOUGH && !open.isEmpty(); round++) {
      Round compiled = Round.of("Round" + round, open);
      Map<Row, List<String>> next = new LinkedHashMap<>();
      for (Map.Entry<Row, List<String>> each : open.entrySet()) {
        Row row = each.getKey();
        Optional<Diagnostic> message = found(row, compiled.body(row));
        LEFT.put(row.name(), message + " in " + each.getValue());
        message.ifPresent(
            now -> {
              int line = ((Origin.Java) now.origin()).line() - compiled.first().get(row);
              Advice.find(now.notes())
                  .ifPresent(advice -> next.put(row, advice.follow(each.getValue(), line + 1)));
            });
      }
      open = next;
    }
  }

  /** A class with a method a program; where the lines of each start. */
  private record Round(Class<?> type, Map<Row, Integer> first) {
    static Round of(String name, Map<Row, List<String>> programs) throws Exception {
      List<String> lines = new ArrayList<>(HEAD.formatted(name).lines().toList());
      Map<Row, Integer> first = new LinkedHashMap<>();
      programs.forEach(
          (row, program) -> {
            lines.add("public static void " + row.method() + JavaSource.PARAMETERS);
            first.put(row, lines.size() + 1);
            lines.addAll(program);
            lines.add("}");
          });
      lines.add("}");
      Path source = Files.write(folder.resolve(name + ".java"), lines);
      compile(source);
      URL[] places = {folder.toUri().toURL()};
      return new Round(
          new URLClassLoader(places, JavaAdviceTest.class.getClassLoader()).loadClass(name), first);
    }

    Consumer<ProgramBuilder> body(Row row) {
      return builder -> {
        try {
          type.getMethod(row.method(), ProgramBuilder.class, Map.class)
              .invoke(null, builder, row.maps());
        } catch (InvocationTargetException e) {
          throw new AssertionError(row.name(), e.getCause());
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      };
    }
  }

  private static void compile(Path source) throws IOException {
    String modules = System.getProperty("jdk.module.path", "");
    String path = System.getProperty("java.class.path") + File.pathSeparator + modules;
    var options = List.of("-g", "-proc:none", "-nowarn", "-d", folder.toString(), "-cp", path);
    var javac = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (var files = javac.getStandardFileManager(null, null, null)) {
      boolean isCompiled =
          javac
              .getTask(errors, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(isCompiled).as(errors.toString()).isTrue();
    }
  }

  @Test
  void manyAreMendedByCode() {
    assertThat(mended()).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("mended")
  void withWhatIsAdvisedItIsTaken(Row row) {
    assertThat(SPECS).as(LEFT.get(row.name())).containsKey(row.name());
  }

  @ParameterizedTest
  @MethodSource("mended")
  @KernelTest
  void withWhatIsAdvisedTheKernelTakesIt(Row row) {
    Bpf.load(SPECS.get(row.name())).close();
  }
}
