package dev.jbpf.methods.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.random.MemoryCompiler;
import dev.jbpf.methods.refusal.RefusedException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is refused, is so by the rule that stands behind it, never by an exception or a kernel. */
class RefusedProgramsTest {
  private static final Pattern REFUSED =
      Pattern.compile(" (\\w+)\\(\\w+ context\\) .* // ([-\\w]+)$");

  @Test
  void byTheRuleThatStandsBehindEach() {
    Map<String, String> sources = LanguageSources.in("refused");
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
                      String program = line.group(1);
                      rules.put(name + "." + program, line.group(2));
                      found.put(name + "." + program, refusal(types.get(name), program));
                    }));
    assertThat(rules).hasSizeGreaterThan(120);
    assertThat(found).isEqualTo(rules);
  }

  private static String refusal(Class<?> type, String program) {
    try {
      return "a program of " + MethodCompiler.compile(type, program).programs().size();
    } catch (RefusedException e) {
      return e.rule().code();
    }
  }
}
