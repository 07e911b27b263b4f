package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.testing.Vectors;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public conformance suite: its sources assemble to its bytes. */
class ConformanceTextTest {

  static Stream<Map<String, Object>> programs() {
    return Vectors.rows("conformance.jsonl").stream()
        .filter(row -> row.get("asm") instanceof String);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramAssemblesToItsBytes(Map<String, Object> row) {
    Assembly assembly = Assembler.assemble((String) row.get("asm"));
    assertThat(assembly.report()).as("%s", row.get("name")).isEmpty();
    Program program = assembly.program().orElseThrow();
    assertThat(program.toBytes(ByteOrder.LITTLE_ENDIAN)).isEqualTo(Vectors.bytes(row.get("insns")));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramPrintsAsTextThatAssemblesToItsBytes(Map<String, Object> row) {
    Program program = Program.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
    for (Dialect dialect : Printing.DIALECTS) {
      Printing.assertReadsBack(program, dialect);
    }
  }
}
