package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T14: the pseudo-C that binutils' disassembler prints from 2.42 on, without blanks. */
class PseudoCTest {
  @ParameterizedTest(name = "T14: {0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "if r3s>3 goto 1; 6503010003000000",
        "if r3s>=r4 goto 1; 7d43010000000000",
        "if w3s<=w4 goto 0; de43000000000000",
        "if r3s<-1 goto -1; c503ffffffffffff",
        "r2s>>=0x29a; c70200009a020000",
        "r1s/=r2; 3f21010000000000",
        "r1s%=5; 9701010005000000",
        "w2s>>=w3; cc32000000000000",
        "r2=*(u64*)(r1+0xfffe); 7912feff00000000",
        "*(u64*)(r1+0xfffe)=r2; 7b21feff00000000",
        "ldxdw %r2,[%r1+0xfffe]; 7912feff00000000",
        "r2=*(i32*)(r1+8); 8112080000000000",
        "r2=*(i16*)(r1+8); 8912080000000000",
        "r2=*(i8*)(r1+8); 9112080000000000",
        "r1 s= (i8) r2; bf21080000000000",
        "r1=(i16)r2; bf21100000000000",
        "r1s=(i32)r2; bf21200000000000",
        "w1s=(i16)w2; bc21100000000000",
        "r3=0x1122334455667788ll; 1803000088776655 0000000044332211"
      })
  void aStatementIsRead(String line, String hex) {
    Assembly assembly = Assembler.assemble(line);
    assertThat(assembly.report()).isEmpty();
    Program program = assembly.program().orElseThrow();
    assertThat(HexFormat.of().formatHex(program.toBytes(ByteOrder.LITTLE_ENDIAN)))
        .isEqualTo(hex.replace(" ", ""));
  }
}
