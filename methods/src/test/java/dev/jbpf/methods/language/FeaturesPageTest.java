package dev.jbpf.methods.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page's table of what methods can do: each row has a program, and its examples stand in the
 * class of it, which {@link LanguageTest} runs on all engines.
 */
class FeaturesPageTest {
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|");
  private static final Pattern PROGRAM = Pattern.compile("// feature: (.+)\n +@BpfProgram");
  private static final Pattern CODE = Pattern.compile("`([^`…]+)`");

  private static Map<String, String> programs() {
    Map<String, String> all = new TreeMap<>();
    for (int version : new int[] {17, 21}) {
      for (String source : LanguageSources.of("language", version).values()) {
        Matcher program = PROGRAM.matcher(source);
        while (program.find()) {
          all.put(program.group(1), source);
        }
      }
    }
    return all;
  }

  private static Map<String, List<String>> rows() throws IOException {
    String page = Files.readString(Path.of("../docs/methods.md"));
    String table = page.split("\n## What methods can do\n")[1].split("\n## ")[0];
    Map<String, List<String>> rows = new TreeMap<>();
    table
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .filter(row -> !row.group(1).equals("feature") && !row.group(1).startsWith("--"))
        .forEach(row -> rows.put(row.group(1).replace("`", ""), codes(row.group(2))));
    return rows;
  }

  private static List<String> codes(String cell) {
    List<String> codes = new ArrayList<>();
    Matcher code = CODE.matcher(cell);
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }

  @Test
  void eachRowHasAProgram() throws IOException {
    assertThat(programs().keySet()).isEqualTo(rows().keySet());
  }

  @Test
  void theExamplesAreInItsClass() throws IOException {
    Map<String, String> programs = programs();
    rows()
        .forEach(
            (feature, codes) ->
                assertThat(codes).as(feature).allMatch(programs.get(feature)::contains));
  }
}
