package dev.jbpf.methods.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.random.MemoryCompiler;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the language has, file by file: each program gives the same as in plain Java. */
class LanguageTest {
  private static final byte[] PACKET = new byte[64];
  private static final Map<String, String> SOURCES = sources("language");
  private static final Map<String, byte[]> CLASS_FILES = MemoryCompiler.classFiles(SOURCES);

  /** The folders of the versions that this JDK's compiler knows. */
  private static Map<String, String> sources(String folder) {
    Map<String, String> all = new TreeMap<>();
    IntStream.of(17, 21)
        .filter(version -> version <= Runtime.version().feature())
        .mapToObj(version -> Path.of("src/test/resources", folder, "" + version))
        .flatMap(LanguageTest::files)
        .forEach(file -> all.put(file.getFileName().toString().replace(".java", ""), text(file)));
    return all;
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String name) {
    return MemoryCompiler.load(name, CLASS_FILES);
  }

  /** Each program from the first values of the fields on. */
  private static Map<String, Long> inJava(String name) throws ReflectiveOperationException {
    Map<String, Long> results = new TreeMap<>();
    for (var program : MethodCompiler.compile(type(name)).programs()) {
      Method method = type(name).getDeclaredMethod(program.name(), XdpContext.class);
      method.setAccessible(true);
      results.put(program.name(), run(method));
    }
    return results;
  }

  /** {@return the 32 bits that a kernel tells of the result} */
  private static long run(Method method) throws IllegalAccessException {
    try {
      Object result = method.invoke(null, XdpContext.of(PACKET.clone()));
      if (result instanceof Character letter) {
        return letter;
      }
      return result instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) result).intValue();
    } catch (InvocationTargetException thrown) {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"INTERPRETER", "JIT"})
  void asJava(Engine engine) throws ReflectiveOperationException {
    for (String name : SOURCES.keySet()) {
      var object = MethodCompiler.compile(type(name)).object();
      Map<String, Long> results = new TreeMap<>();
      for (var program : object.programs()) {
        VmObject loaded = VmObject.load(object, VmOptions.DEFAULT.withEngine(engine));
        long result =
            (int)
                loaded
                    .program(program.name())
                    .run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
        results.put(program.name(), result);
      }
      assertThat(results).as(name).isEqualTo(inJava(name));
    }
  }

  @Test
  @KernelTest
  void inTheKernel() throws ReflectiveOperationException {
    for (String name : SOURCES.keySet()) {
      var object = MethodCompiler.compile(type(name)).object();
      Map<String, Long> results = new TreeMap<>();
      for (var program : object.programs()) {
        try (BpfObject loaded = BpfObject.open(name, object).only(program.name()).load()) {
          TestRun packet = TestRun.onPacket(PACKET.clone());
          results.put(
              program.name(),
              (long) (int) loaded.program(program.name()).testRun(packet).returnValue());
        }
      }
      assertThat(results).as(name).isEqualTo(inJava(name));
    }
  }

  private static final Pattern REFUSED =
      Pattern.compile("static \\w+ (\\w+)\\(XdpContext context\\) .* // ([-\\w]+)$");

  /** By the rule that stands behind each, at its line; never by an exception, nor by a kernel. */
  @Test
  void whatIsRefusedIsRefusedByRules() {
    Map<String, String> sources = sources("refused");
    Map<String, Class<?>> types = MemoryCompiler.compile(sources);
    Map<String, String> rules = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    sources.forEach(
        (name, text) ->
            text.lines()
                .map(REFUSED::matcher)
                .filter(Matcher::find)
                .forEach(
                    line -> {
                      rules.put(line.group(1), line.group(2));
                      found.put(line.group(1), refusal(types.get(name), line.group(1)));
                    }));
    assertThat(rules).hasSizeGreaterThan(20);
    assertThat(found).isEqualTo(rules);
  }

  private static String refusal(Class<?> type, String program) {
    try {
      return "a program of " + MethodCompiler.compile(type, program).programs().size();
    } catch (RefusedException e) {
      return e.rule().code();
    }
  }

  @Test
  void nothingIsLeftOut() {
    List<String> empty = new ArrayList<>();
    SOURCES.forEach(
        (name, text) -> {
          if (MethodCompiler.compile(type(name)).programs().size()
              != text.split("@BpfProgram\\(", -1).length - 1) {
            empty.add(name);
          }
        });
    assertThat(SOURCES).isNotEmpty();
    assertThat(empty).isEmpty();
  }
}
