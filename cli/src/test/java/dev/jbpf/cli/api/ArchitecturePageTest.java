package dev.jbpf.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code ARCHITECTURE.md} names is there: classes, packages, files. */
class ArchitecturePageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SPAN = Pattern.compile("(?<!`)`([\\w./]+)`(?!`)");

  /** {@code elf.bpf.BpfObjectFile}, {@code runtime/sys/Struct}, {@code VmOptions.withCoverage}. */
  private static final Pattern CLASS =
      Pattern.compile("((?:[a-z]\\w*\\.)*[A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?");

  private static final Pattern PACKAGE = Pattern.compile("[a-z]\\w*(?:\\.[a-z]\\w*)+");

  private static Set<String> classes;
  private static Set<String> packages;

  @BeforeAll
  static void read() throws IOException {
    classes = SourceTree.of(ROOT).classes();
    packages =
        classes.stream()
            .map(name -> name.substring(0, name.lastIndexOf('.')))
            .collect(Collectors.toSet());
  }

  @Test
  void whatThePageNamesIsThere() throws IOException {
    List<String> spans =
        SPAN.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")))
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();

    assertThat(spans).filteredOn(ArchitecturePageTest::isMissing).isEmpty();
    assertThat(spans)
        .filteredOn(span -> CLASS.matcher(dotted(span)).matches())
        .hasSizeGreaterThan(150);
  }

  @Test
  void aNameThatIsNowhereIsFound() {
    assertThat(List.of("LinkPasses", "code.link.LinkPasses", "code/link", "src/generated/java"))
        .noneMatch(ArchitecturePageTest::isMissing);
    assertThat(List.of("LinkPass", "code.LinkPasses", "code.links", "LinkPass.run"))
        .allMatch(ArchitecturePageTest::isMissing);
  }

  private static boolean isMissing(String span) {
    String name = dotted(span);
    Matcher type = CLASS.matcher(name);
    if (type.matches()) {
      return none(classes, type.group(1));
    }
    return PACKAGE.matcher(name).matches()
        && none(packages, name)
        && !Files.exists(ROOT.resolve(span))
        && !Files.exists(ROOT.resolve("asm").resolve(span));
  }

  private static boolean none(Set<String> names, String end) {
    return names.stream().noneMatch(name -> ("." + name).endsWith("." + end));
  }

  private static String dotted(String span) {
    return span.replace('/', '.');
  }
}
