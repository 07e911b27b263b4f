package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.elf.ElfObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of more than 65,536 slots are described without their lines. */
class LongFunctionTest {

  @ParameterizedTest
  @CsvSource({"65536, 65536", "65537, 1"})
  void aLongFunctionHasOneRowOfLineInformation(int slots, int rows) {
    String source = ".section socket,\"ax\"\n" + "r0 = 0\n".repeat(slots - 1) + "exit\n";
    AssemblerOptions toObject = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    ElfObject object =
        Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "long.s", toObject)
            .object()
            .orElseThrow();
    Btf types = Btf.parse(object.section(".BTF").orElseThrow().toBytes());
    BtfExt ext = BtfExt.parse(object.section(".BTF.ext").orElseThrow().toBytes(), types);
    BtfExt.Rows lines = BtfExt.of(ext.lines(), "socket").orElseThrow();
    assertThat(lines.size()).isEqualTo(rows);
  }
}
