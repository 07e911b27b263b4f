package dev.jbpf.methods.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Class files of other compilers are understood: the shapes differ, the meaning does not. */
class CompilersTest {
  private static final Path NEWER = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64/bin/javac");

  private static final String SOURCE =
      """
      import dev.jbpf.methods.BpfProgram;
      import dev.jbpf.methods.context.XdpContext;
      import java.util.function.IntBinaryOperator;

      public final class Shapes {
        enum Kind { LOW(3), MIDDLE(50), HIGH(700); final int weight; Kind(int weight) { this.weight = weight; } }
        record Point(int x, int y) { int sum() { return x + y; } }
        static int queue = 7;

        static Kind kind(int n) { return n < 3 ? Kind.LOW : n < 10 ? Kind.MIDDLE : Kind.HIGH; }

        @BpfProgram("xdp")
        static int enums(XdpContext context) {
          Kind kind = kind(queue);
          int by = switch (kind) { case LOW -> 1; case MIDDLE -> 2; case HIGH -> 3; };
          switch (kind) { case HIGH: by += 10; break; case MIDDLE: by += 20; default: by += 1; }
          return by * 1000 + kind.weight + (kind == Kind.MIDDLE ? 5 : 0);
        }

        @BpfProgram("xdp")
        static int texts(XdpContext context) {
          String name = "tcp";
          int sum = 0;
          switch (name) { case "udp": sum = 1; break; case "tcp": sum = 2; break; default: sum = 3; }
          return switch ("icmp") { case "icmp" -> sum + 10; case "igmp" -> 20; default -> 30; };
        }

        @BpfProgram("xdp")
        static int patterns(XdpContext context) {
          Object thing = new Point(queue, 4);
          if (thing instanceof Point point && point.x() > 3) {
            return point.sum();
          }
          return 0;
        }

        @BpfProgram("xdp")
        static int lambdas(XdpContext context) {
          int seed = queue * 3;
          IntBinaryOperator mix = (a, b) -> a * 31 + b ^ seed;
          IntBinaryOperator max = Math::max;
          return mix.applyAsInt(queue, max.applyAsInt(2, queue));
        }

        @BpfProgram("xdp")
        static int loops(XdpContext context) {
          int sum = 0;
          outer:
          for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
              if (j > i) continue outer;
              if (i * j > 12) break outer;
              sum += i * 10 + j;
            }
          }
          for (long part : new long[] {1, 2, 3}) sum += part * queue;
          int i = 9; do { sum -= i; } while (--i > 0 && sum % 7 != 0);
          return sum;
        }
      }
      """;

  private static final String NEW_SOURCE =
      """
      import dev.jbpf.methods.BpfProgram;
      import dev.jbpf.methods.context.XdpContext;

      public final class Shapes {
        sealed interface Shape permits Round, Flat {}
        record Round(int radius) implements Shape {}
        record Flat(int width, int height) implements Shape {}
        static int queue = 7;

        static int area(Shape shape) {
          return switch (shape) {
            case Round(int radius) -> radius * radius * 3;
            case Flat(int width, int height) -> width * height;
          };
        }

        @BpfProgram("xdp")
        static int records(XdpContext context) {
          return area(new Round(queue)) + area(new Flat(queue, 2));
        }

        @BpfProgram("xdp")
        static int guarded(XdpContext context) {
          Shape shape = new Flat(queue, 3);
          return switch (shape) {
            case Flat flat when flat.width() > 100 -> 1;
            case Flat flat -> flat.height() + 40;
            case Round round -> 2;
          };
        }
      }
      """;

  @Test
  void javacOfThisJdk() throws ReflectiveOperationException {
    check(MemoryCompiler.compile("Shapes", SOURCE));
  }

  @Test
  void eclipse(@TempDir Path folder) throws Exception {
    Map<String, String> sources = new TreeMap<>(Map.of("Shapes", SOURCE));
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/language/17"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    compileByEclipse(folder, sources);
    for (String name : sources.keySet()) {
      check(MemoryCompiler.load(name, classes(folder)));
    }
  }

  private static void compileByEclipse(Path folder, Map<String, String> sources)
      throws IOException {
    JavaCompiler eclipse =
        ServiceLoader.load(JavaCompiler.class).stream()
            .filter(found -> found.type().getName().contains("Eclipse"))
            .map(ServiceLoader.Provider::get)
            .findFirst()
            .orElseThrow(CompilersTest::missing);
    List<Path> paths = new ArrayList<>();
    for (var source : sources.entrySet()) {
      paths.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
    }
    List<String> options = new ArrayList<>(List.of("-17", "-g", "-proc:none", "-nowarn"));
    options.addAll(List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
    StringWriter messages = new StringWriter();
    try (var files = eclipse.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(paths.toArray(Path[]::new));
      boolean isDone = eclipse.getTask(messages, files, null, options, null, units).call();
      assertThat(isDone).as(messages.toString()).isTrue();
    }
  }

  private static TestAbortedException missing() {
    return new TestAbortedException("needs Eclipse's compiler on the class path");
  }

  @Test
  void aNewerJavac(@TempDir Path folder) throws Exception {
    check(MemoryCompiler.load("Shapes", newer(folder, SOURCE, "17")));
  }

  @Test
  void patternsOfANewerJava(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "needs Java 21");
    check(MemoryCompiler.load("Shapes", newer(folder, NEW_SOURCE, "21")));
  }

  /** What this JVM runs, from a newer JDK's compiler: each release writes some of it otherwise. */
  @Test
  @Tag("long")
  void eachRelease(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Files.exists(NEWER), "needs a newer JDK");
    for (int release = 17; release <= Math.min(25, Runtime.version().feature()); release++) {
      Path sources = folder.resolve("sources" + release);
      Path classes = Files.createDirectories(folder.resolve("classes" + release));
      Files.createDirectories(sources);
      for (Path file : languageSources(release)) {
        Files.copy(file, sources.resolve(file.getFileName()));
      }
      javac(sources, classes, release);
      for (Path file : languageSources(release)) {
        String name = file.getFileName().toString().replace(".java", "");
        check(MemoryCompiler.load(name, classes(classes)));
      }
    }
  }

  private static List<Path> languageSources(int release) throws IOException {
    List<Path> all = new ArrayList<>();
    for (int version : new int[] {17, 21}) {
      if (version <= release) {
        try (Stream<Path> files =
            Files.list(Path.of("src/test/resources/language", "" + version))) {
          files.forEach(all::add);
        }
      }
    }
    return all;
  }

  private static void javac(Path sources, Path classes, int release) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(NEWER.toString(), "-g", "-nowarn", "--release", "" + release));
    command.addAll(List.of("-d", classes.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.list(sources)) {
      files.map(Path::toString).forEach(command::add);
    }
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(javac.getInputStream().readAllBytes());
    assertThat(javac.waitFor()).as(output).isZero();
  }

  private static Map<String, byte[]> newer(Path folder, String source, String release)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.exists(NEWER), "needs a newer JDK");
    Path file = Files.writeString(folder.resolve("Shapes.java"), source);
    Process javac =
        new ProcessBuilder(
                NEWER.toString(),
                "-g",
                "--release",
                release,
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(javac.getInputStream().readAllBytes());
    assertThat(javac.waitFor()).as(output).isZero();
    return classes(folder);
  }

  private static Map<String, byte[]> classes(Path folder) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(path -> path.toString().endsWith(".class"))
          .forEach(path -> classes.put(name(path), bytes(path)));
    }
    return classes;
  }

  private static String name(Path path) {
    return path.getFileName().toString().replace(".class", "").replace(File.separatorChar, '.');
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Class<?> type) throws ReflectiveOperationException {
    var object = MethodCompiler.compile(type).object();
    List<Integer> results = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    // One after the other on the same variables and maps, as in Java.
    VmObject loaded = VmObject.load(object, VmOptions.DEFAULT);
    for (var program : object.programs()) {
      results.add(
          (int)
              loaded
                  .program(program.name())
                  .run(Contexts.of(ProgramType.XDP, new byte[64]).orElseThrow()));
      expected.add(inJava(type, program.name()));
    }
    assertThat(results).isNotEmpty().isEqualTo(expected);
  }

  /** Where Java throws, a program gives 0. */
  private static int inJava(Class<?> type, String program) throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(program, XdpContext.class);
    method.setAccessible(true);
    try {
      Object result = method.invoke(null, XdpContext.of(new byte[64]));
      if (result instanceof Boolean yes) {
        return yes ? 1 : 0;
      }
      return result instanceof Character letter ? letter : ((Number) result).intValue();
    } catch (InvocationTargetException thrown) {
      return 0;
    }
  }
}
