package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that is written is the number that counts, or there is an error. */
class ExactValuesTest {
  private static String hex(String source) {
    Assembly assembly = Assembler.assemble(source);
    assertThat(assembly.report()).isEmpty();
    byte[] bytes = assembly.program().orElseThrow().toBytes(ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(bytes);
  }

  @ParameterizedTest(name = "T5: {0}")
  @CsvSource({
    "r4 = 0xdeadbeefll, 18040000efbeadde0000000000000000",
    "r4 = 0xdeadbeef ll, 18040000efbeadde0000000000000000",
    "r4 = 0xdeadbeefLL, 18040000efbeadde0000000000000000",
    "r4 = 0xdeadbeefULL, 18040000efbeadde0000000000000000",
    "r4 = 5ll, 18040000050000000000000000000000",
    "r4=-1ll, 18040000ffffffff00000000ffffffff",
    "r4 += 5ll, 0704000005000000",
    "w4 += 0xdeadbeefll, 04040000efbeadde",
    "r4 = 0xdeadbeef, b7040000efbeadde"
  })
  void t5SuffixOfSixtyFourBitsIsAConstantOfSoMany(String line, String hex) {
    assertThat(hex(line)).isEqualTo(hex);
  }

  @ParameterizedTest(name = "T5: {0}")
  @ValueSource(
      strings = {
        "r4 += 0xdeadbeefll",
        "r4 &= (0xdeadbeefULL)",
        "if r4 > 0xdeadbeefLL goto +0",
        "*(u64 *)(r1 + 0) = 0xdeadbeefULL",
        "mov %r1, 0xdeadbeefll"
      })
  void t5ValueThatAnInstructionWouldChangeIsAnError(String line) {
    assertThat(Assembler.assemble(line).report()).contains("error[imm-range]");
  }

  @ParameterizedTest(name = "T6: {0}")
  @ValueSource(
      strings = {
        ".quad 0xffffffffffffffff+2",
        ".quad 0x8000000000000000*2",
        ".quad 1 << 64",
        ".quad 1 << -1",
        ".quad -0x8000000000000000 - 1",
        ".quad 5 / (3 - 3)",
        ".set x, 0xffffffffffffffff\n.quad x + 1",
        ".quad x + 1\n.set x, 0xffffffffffffffff",
        ".byte b - a\na: .zero 300\nb:",
        ".byte 255 + 1",
        ".short 0x10000 - 1 + 1",
        ".long -0x80000001",
        ".sleb128 0xffffffffffffffff",
        ".fill 0x7fffffffffffffff + 1",
        ".space 2 * 0x8000000000000000",
        ".org -1",
        ".if 0xffffffffffffffff + 1\n.endif"
      })
  void t6WhatDoesNotFitIsAnError(String source) {
    Assembly assembly = Assembler.assemble(".data\n" + source + "\n.text\nexit\n");
    assertThat(assembly.report()).contains("error[");
  }

  @Test
  @DisplayName("T6: numbers without a sign are compared and divided as what they are")
  void t6LargeNumbers() {
    assertThat(hex(".raw 0xffffffffffffffff / 2\n.raw 0xffffffffffffffff > 0\n"))
        .isEqualTo("ffffffffffffff7f" + "ffffffffffffffff");
    assertThat(hex(".ifgt 0xffffffffffffffff\nexit\n.endif\n")).isEqualTo("9500000000000000");
  }
}
