package dev.jbpf.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Facts about instructions and errors stand in one place: what a second table of them would look
 * like is searched for, and the files that may have it are named.
 */
class FactsOnceTest {
  private static final String PAIRS = "\\bJEQ(_\\w+)?, [^\\n]*\\bJNE(_\\w+)?\\)";
  private static final String BY_NUMBER = "switch \\((\\w+\\.)*errno(\\(\\))?\\.number\\(\\)\\)";
  private static final String NUMBERS =
      "\\bE(PERM|NOENT|EXIST|INVAL|NOSPC|FAULT|AGAIN|BUSY) = -?\\d+;";

  private static final String PROTOCOLS =
      "\\b(0x(0806|86[dD]{2}|88a8)|AF_INET6? = \\d|IPPROTO_\\w+ = \\d)";
  private static final String LIMITS =
      "\\b(1 << 23|8_?388_?608|(FRAME|STACK|MOST|MAX|LIMIT)(_BYTES)? = 512;|TAIL_CALLS = \\d)";

  static Stream<Arguments> facts() {
    return Stream.of(
        fact("opposites of jumps", "\\b(\\w+\\.)?J?EQ(_\\w+)? -> (\\w+\\.)?J?NE\\b", "Operation"),
        fact("pairs of jumps", PAIRS),
        fact(
            "what an opcode is made of",
            "\\bopcode\\([^)]*\\) & ([A-Z]{2}|0x(?!ff\\b))",
            "Aliases",
            "MacroNames",
            "OpTable"),
        fact("numbers of atomics", "\\b0x[ef]1\\b", "Op"),
        fact("numbers of errors", "\\brow\\(22, \"EINVAL\"", "Errno"),
        fact("errors by their numbers", BY_NUMBER),
        fact("errors as numbers", NUMBERS),
        fact("numbers of protocols", PROTOCOLS),
        fact("limits of programs", LIMITS),
        fact("offsets of a structure's fields", "new StructField\\(\\s*\"\\w+\", \"\\w+\", [1-9]"));
  }

  private static Arguments fact(String what, String pattern, String... files) {
    return Arguments.of(what, pattern, Set.of(files));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("facts")
  void aFactStandsOnce(String fact, String pattern, Set<String> files) throws IOException {
    assertThat(matching(Pattern.compile(pattern))).as(fact).isEqualTo(files);
  }

  @Test
  void whatWentIsFound() {
    assertThat("EQUAL(Op.JEQ_IMM, Op.JEQ_REG, Op.JNE_IMM, Op.JNE_REG),").containsPattern(PAIRS);
    assertThat("switch (errno.number()) {").containsPattern(BY_NUMBER);
    assertThat("OF_ARP(0x0806, ARP)").containsPattern(PROTOCOLS);
    assertThat("private static final int MAX = 512;").containsPattern(LIMITS);
    assertThat("int EXIST = 1; int EEXIST = -17;").containsPattern(NUMBERS);
  }

  private static Set<String> matching(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : SourceTree.of(Path.of("..")).main().files()) {
      if (pattern.matcher(Files.readString(file)).find()) {
        String name = SourceTree.name(file);
        found.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    return found;
  }
}
