package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.testing.Vectors;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines of the test suites of LLVM and binutils assemble to what those tools make of them. */
class AssemblerLinesTest {
  /** Fewer comparisons would mean that the exceptions have taken over. */
  private static final int COMPARED = 700;

  @Test
  @SuppressWarnings("unchecked")
  void aLineAssemblesToWhatEachToolThatAcceptsItMakesOfIt() {
    List<String> wrong = new ArrayList<>();
    List<String> compared = new ArrayList<>();
    for (Map<String, Object> row : Vectors.rows("asm_lines.jsonl")) {
      String line = (String) row.get("line");
      Assembly assembly = Assembler.assemble(line);
      String got = assembly.program().map(AssemblerLinesTest::hex).orElseGet(assembly::report);
      ((Map<String, Object>) row.get("tools"))
          .forEach(
              (tool, made) -> {
                if (made instanceof String hex && isRight(line, tool)) {
                  String what = line + " | " + tool + " | " + hex;
                  compared.add(what);
                  if (!hex.equals(got)) {
                    wrong.add(what + " | " + got);
                  }
                }
              });
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).hasSizeGreaterThan(COMPARED);
  }

  private static boolean isRight(String line, String tool) {
    return EXCEPTIONS.stream().noneMatch(e -> tool.startsWith(e.tool) && line.matches(e.line));
  }

  /** A line that a tool makes something else of, for a reason. */
  private record Exception(String tool, String line, String why) {}

  private static final List<Exception> EXCEPTIONS =
      List.of(
          new Exception("bpf-as-2.40", "[rw]\\d+ = .*", "takes it for the value of a symbol"),
          new Exception("bpf-as-2.40 -EL -mxbpf", "s(div|mod).*", "xBPF is another machine"),
          new Exception("bpf-as-2.40", "ld(abs|ind)dw .*", "loads of 8 bytes are in no kernel"),
          new Exception("llvm-mc-14", ".* 70000.*|.*[+-]70000", "cuts what does not fit"),
          new Exception("", ".*\\b(bar|foo|dummy_map|d32|d64)\\b.*", "is for a linker to fill in"));

  private static String hex(Program program) {
    return HexFormat.of().formatHex(program.toBytes(ByteOrder.LITTLE_ENDIAN));
  }
}
