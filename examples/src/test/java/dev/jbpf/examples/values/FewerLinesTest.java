package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies with values name no register, and have at most 60 % of the lines of those with. */
class FewerLinesTest {
  private static final Path REGISTERS =
      Path.of("src/test/java/dev/jbpf/examples/values/RegisterForms.java");
  private static final Path VALUES = Path.of("src/main/java/dev/jbpf/examples/values");

  private static final Pattern REGISTER = Pattern.compile("\\bR(10|[0-9])\\b");

  /** What only closes something. */
  private static final Pattern END = Pattern.compile("[\\s})\\];]*");

  @ParameterizedTest
  @CsvSource({
    "firewall, firewall/FirewallProgram, define",
    "execsnoop, execsnoop/ExecProgram, define",
    "redirect, redirect/RedirectProgram, define",
    "mallocs, mallocs/MallocProgram, define",
    "ports, ports/PortsProgram, define",
    "rateCompared, ratelimit/RateLimitPrograms, compared",
  })
  void thanWithRegisters(String name, String file, String method) throws IOException {
    List<String> registers = body(REGISTERS, name, "b -> {");
    List<String> values = body(VALUES.resolve(file + ".java"), method, "p -> {");
    assertThat(registers).anyMatch(line -> REGISTER.matcher(line).find());
    assertThat(values).isNotEmpty().noneMatch(line -> REGISTER.matcher(line).find());
    assertThat(values.size()).isLessThanOrEqualTo(registers.size() * 6 / 10);
  }

  /** {@return the lines of what {@code method} builds with, but for those that only close} */
  private static List<String> body(Path file, String method, String start) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int from = 0;
    while (!lines.get(from).contains("ProgramDef " + method + "()")) {
      from++;
    }
    while (!lines.get(from).endsWith(start)) {
      from++;
    }
    int margin = lines.get(from).indexOf(start);
    return lines.subList(from + 1, lines.size()).stream()
        .takeWhile(line -> line.isBlank() || line.length() - line.stripLeading().length() > margin)
        .filter(line -> !END.matcher(line).matches())
        .toList();
  }
}
