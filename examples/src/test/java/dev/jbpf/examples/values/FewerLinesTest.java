package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies with values name no register, and have at most 60 % of the lines of those with. */
class FewerLinesTest {
  private static final Pattern REGISTER = Pattern.compile("\\b(BPF_REG_|R)(10|[0-9])\\b");

  /** What only closes something, or is a comment. */
  private static final Pattern END = Pattern.compile("[\\s})\\];]*|\\s*//.*");

  /** Where the body begins that a method hands over. */
  private static final Pattern START =
      Pattern.compile("\\s*((return )?Program\\.of\\(|[bp] -> \\{)");

  @ParameterizedTest
  @CsvSource({
    "test/values/RegisterForms, firewall, main/values/firewall/FirewallProgram, define",
    "test/values/RegisterForms, ports, main/values/ports/PortsProgram, define",
    "test/values/RegisterForms, execsnoop, main/values/execsnoop/ExecProgram, define",
    "test/values/RegisterForms, dispatch, main/values/dispatch/DispatchPrograms, dispatch+numberOf",
    "test/values/RegisterForms, handler, main/values/dispatch/DispatchPrograms, handler",
    "test/values/RegisterForms, redirect, main/values/redirect/RedirectProgram, define",
    "test/values/RegisterForms, mallocs, main/values/mallocs/MallocProgram, define",
    "test/values/RegisterForms, rateLocked, main/values/ratelimit/RateLimitPrograms, locked",
    "test/values/RegisterForms, rateCompared, main/values/ratelimit/RateLimitPrograms, compared",
    "main/sockexample/CountProgram, byInstructions, main/sockexample/CountProgram, program",
    "main/sockex1/ByteCount, bytesByProtocol, test/sockex1/WithValues, bytesByProtocol",
    "test/bitesize/InRegisters, countSizes, main/bitesize/Bitesize, countSizes",
    "test/cgroupegress/InRegisters, count, main/cgroupegress/EgressProgram, count",
    "test/gethostlatency/InRegisters, enter, main/gethostlatency/LookupPrograms, enter",
    "test/gethostlatency/InRegisters, exit, main/gethostlatency/LookupPrograms, exit",
    "test/memcpy/InRegisters, printSize, main/memcpy/MemcpyKprobe, printSize",
    "test/memcpy/InRegisters, countSizes, main/memcpy/MemcpyStat, countSizes",
    "test/opensnoop/InRegisters, enter, main/opensnoop/OpenPrograms, enter",
    "test/opensnoop/InRegisters, exit, main/opensnoop/OpenPrograms, exit",
    "test/profile/InRegisters, countStacks, main/profile/SampleProgram, countStacks",
    "test/tcclassify/InRegisters, classify, main/tcclassify/ClassProgram, classify",
    "test/tracex1/InRegisters, printLoopback, main/tracex1/Tracex1, printLoopback",
    "test/xdpdrop/InRegisters, countAndDrop, main/xdpdrop/DropProgram, countAndDrop+pass+count",
  })
  void thanWithRegisters(String registerFile, String registerMethod, String file, String methods)
      throws IOException {
    List<String> registers = body(registerFile, registerMethod);
    List<String> values = new ArrayList<>();
    for (String method : methods.split("\\+")) {
      values.addAll(body(file, method));
    }
    assertThat(registers).anyMatch(line -> REGISTER.matcher(line).find());
    assertThat(values).isNotEmpty().noneMatch(line -> REGISTER.matcher(line).find());
    assertThat(values.size())
        .as("%s%nbeside%n%s", String.join("\n", values), String.join("\n", registers))
        .isLessThanOrEqualTo(registers.size() * 6 / 10);
  }

  /** {@return the lines of what {@code method} builds with, but for those that only close} */
  private static List<String> body(String file, String method) throws IOException {
    String path = file.replaceFirst("/", "/java/dev/jbpf/examples/");
    List<String> lines = Files.readAllLines(Path.of("src/" + path + ".java"));
    int from = 0;
    while (!lines.get(from).matches("  \\w.* " + method + "\\(.*")) {
      from++;
    }
    List<String> all = inside(lines, from);
    for (int i = 1; i < all.size(); i++) {
      if (START.matcher(all.get(i)).matches()) {
        return counted(inside(all, i), 1);
      }
    }
    return counted(all, 0);
  }

  private static List<String> counted(List<String> lines, int from) {
    return lines.stream().skip(from).filter(line -> !END.matcher(line).matches()).toList();
  }

  /** {@return the line at {@code first}, and those behind it that are further to the right} */
  private static List<String> inside(List<String> lines, int first) {
    int end = first + 1;
    while (end < lines.size()
        && (lines.get(end).isBlank() || margin(lines.get(end)) > margin(lines.get(first)))) {
      end++;
    }
    return lines.subList(first, end);
  }

  private static int margin(String line) {
    return line.length() - line.stripLeading().length();
  }
}
