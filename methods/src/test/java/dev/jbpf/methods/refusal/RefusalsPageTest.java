package dev.jbpf.methods.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.random.MemoryCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule is on the page, with a method that it refuses, and one that it does not. */
class RefusalsPageTest {
  private static final Path PAGE = page();
  private static final Pattern PAIR =
      Pattern.compile(
          "\n### ([a-z-]+)\n(?:[^`]|`[^`]+`)*?\n```java\n(.*?)```\n\n```java\n(.*?)```",
          Pattern.DOTALL);
  private static final String IMPORTS =
      String.join(
          " ",
          "import dev.jbpf.dsl.value.kernel.KernelName;",
          "import dev.jbpf.map.*;",
          "import dev.jbpf.map.layout.Size;",
          "import dev.jbpf.methods.*;",
          "import dev.jbpf.methods.context.XdpContext;",
          "import dev.jbpf.methods.map.Table;",
          "import dev.jbpf.methods.packet.Ipv4;",
          "");

  private record Pair(String refused, String mended) {}

  private static final Map<String, Pair> PAIRS = pairs();
  private static final Map<String, Class<?>> SAMPLES = samples();

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path page() {
    return Stream.of("docs/methods.md", "../docs/methods.md")
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Pair> pairs() {
    Map<String, Pair> pairs = new TreeMap<>();
    Matcher found = PAIR.matcher(text());
    while (found.find()) {
      pairs.put(found.group(1), new Pair(found.group(2), found.group(3)));
    }
    return pairs;
  }

  /** {@return all samples, compiled in one go, by their names} */
  private static Map<String, Class<?>> samples() {
    Map<String, String> sources = new TreeMap<>();
    PAIRS.forEach(
        (code, pair) -> {
          sources.put(refused(code), source(refused(code), pair.refused()));
          sources.put(mended(code), source(mended(code), pair.mended()));
        });
    return MemoryCompiler.compile(sources);
  }

  private static String refused(String code) {
    return "Refused_" + code.replace('-', '_');
  }

  private static String mended(String code) {
    return "Mended_" + code.replace('-', '_');
  }

  /** Most samples are what is in a class, some the whole of it. */
  private static String source(String name, String body) {
    if (body.contains("class Sample")) {
      return IMPORTS + "\n" + body.replace("class Sample", "class " + name);
    }
    return IMPORTS + "final class " + name + " {\n" + body + "}";
  }

  @Test
  void allRulesAreThere() {
    List<String> codes = Arrays.stream(Rule.values()).map(Rule::code).toList();
    assertThat(PAIRS.keySet()).containsExactlyInAnyOrderElementsOf(codes);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void refuses(Rule rule) {
    String body = PAIRS.get(rule.code()).refused();
    Class<?> sample = SAMPLES.get(refused(rule.code()));
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> MethodCompiler.compile(sample));
    assertThat(refused).as(body).isNotNull();
    assertThat(refused.rule()).isEqualTo(rule);
    assertThat(refused.getMessage())
        .matches("(?s)Refused_\\w+\\.java:\\d+: error\\[.*; instead: .*");
    int line = ((dev.jbpf.diag.Origin.Java) refused.origin()).line();
    assertThat(line).isBetween(2, body.split("\n").length + 1);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void takesWhatIsWrittenInstead(Rule rule) {
    Class<?> sample = SAMPLES.get(mended(rule.code()));
    assertThat(MethodCompiler.compile(sample).programs())
        .isNotEmpty()
        .allMatch(program -> program.program().size() > 0);
  }

  @Test
  void theExamplesAreTaken() {
    Matcher example = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL).matcher(text());
    assertThat(example.find()).isTrue();
    Class<?> firewall = MemoryCompiler.compile("Firewall", example.group(1));
    assertThat(MethodCompiler.compile(firewall).program("filter").maps()).hasSize(1);
    assertThat(example.find()).isTrue();
    Class<?> execs = MemoryCompiler.compile("Execs", example.group(1));
    assertThat(MethodCompiler.compile(execs).program("execs").maps()).hasSize(1);
    assertThat(example.find()).isTrue();
    Class<?> steady = MemoryCompiler.compile("Steady", example.group(1));
    assertThat(MethodCompiler.compile(steady).object().structOps()).hasSize(1);
  }
}
