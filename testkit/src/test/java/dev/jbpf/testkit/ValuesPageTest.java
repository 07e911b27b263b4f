package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The firewall of docs/values.md prints what the page says. */
class ValuesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "values.md");
  private static final Pattern IMPORTS =
      Pattern.compile("```java\\R(import .*?)```", Pattern.DOTALL);
  private static final Pattern PROGRAM =
      Pattern.compile("```java\\R(final class Firewall .*?)```", Pattern.DOTALL);
  private static final Pattern OUTPUT = Pattern.compile("```text\\R(.*?)```", Pattern.DOTALL);

  private static final Path SOURCES =
      Path.of("..", "dsl", "src", "main", "java", "dev", "jbpf", "dsl", "value");
  private static final Pattern CODE = Pattern.compile("error\\(\\s*\"([a-z-]+)\",");

  @TempDir Path folder;

  @Test
  void theFirewallDoesWhatThePageSays() throws Exception {
    String page = Files.readString(PAGE);
    Path source = folder.resolve("Firewall.java");
    Files.writeString(source, find(IMPORTS, page) + find(PROGRAM, page));
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(failures).isZero();
    assertThat(run()).isEqualTo(find(OUTPUT, page));
  }

  @Test
  void thePageHasEachCodeOfAMistake() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        CODE.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
      }
    }
    assertThat(codes).hasSizeGreaterThan(30);
    String page = Files.readString(PAGE);
    assertThat(codes).allMatch(code -> page.contains("`" + code + "`"));
  }

  private static String find(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }

  private String run() throws ReflectiveOperationException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Method main = loader.loadClass("Firewall").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      System.setOut(out);
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
