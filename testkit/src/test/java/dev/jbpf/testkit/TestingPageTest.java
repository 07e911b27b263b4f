package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The classes of docs/testing.md are tests, and pass. */
class TestingPageTest {
  private static final Path PAGE = Path.of("..", "docs", "testing.md");
  private static final Pattern CODE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");
  private static final int CLASSES = 8;

  @TempDir Path folder;

  private Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new LinkedHashMap<>();
    Matcher code = CODE.matcher(Files.readString(PAGE));
    while (code.find()) {
      Matcher name = CLASS.matcher(code.group(1));
      if (name.find()) {
        Path file = folder.resolve(name.group(1) + ".java");
        Files.writeString(file, code.group(1));
        sources.put(name.group(1), file);
      }
    }
    return sources;
  }

  @Test
  void theyPass() throws Exception {
    Map<String, Path> sources = sources();
    assertThat(sources).hasSize(CLASSES);
    String[] arguments = {"-proc:none", "-parameters", "-d", folder.toString()};
    for (Path source : sources.values()) {
      String[] all = Arrays.copyOf(arguments, arguments.length + 1);
      all[arguments.length] = source.toString();
      assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, all)).isZero();
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (String name : sources.keySet()) {
        assertPasses(loader.loadClass(name));
      }
    }
  }

  private void assertPasses(Class<?> test) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(test))
                  .configurationParameter("jbpf.coverage.dir", folder.resolve("report").toString())
                  .build(),
              summary);
    }
    assertThat(summary.getSummary().getFailures()).as(test.getName()).isEmpty();
    assertThat(summary.getSummary().getTestsSucceededCount()).as(test.getName()).isPositive();
  }
}
