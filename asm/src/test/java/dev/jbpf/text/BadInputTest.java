package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.diag.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What people get for a source that is wrong: each mistake with its place, all in one run. */
class BadInputTest {

  private static Assembly assemble(String source) {
    return assemble(source.getBytes(StandardCharsets.UTF_8));
  }

  private static Assembly assemble(byte[] source) {
    return Assembler.assemble(source, "bad.s", Dialect.AUTO);
  }

  @Test
  void everyMistakeOfAFileIsShownWithItsPlace() {
    String source =
        """
          mvo r0, 1
          r11 = 0
        \tr0 = 0x1ffffffff
          /* é */ goto nowhere
        out:
          exit
        out:
        """;
    assertThat(assemble(source).report())
        .isEqualTo(
            """
            bad.s:1:3: error[unknown-mnemonic]: unknown instruction 'mvo'
                1 |   mvo r0, 1
                  |   ^^^
              note: did you mean 'mov'?
            bad.s:2:3: error[bad-register]: 'r11' is not a register
                2 |   r11 = 0
                  |   ^^^
              note: registers are r0 to r10, and w0 to w10 for their lower halves
            bad.s:3:7: error[imm-range]: 0x1ffffffff does not fit in 32 bits
                3 | \tr0 = 0x1ffffffff
                  | \t     ^^^^^^^^^^^
              note: `r1 = 0x1ffffffff ll` loads a 64-bit constant
            bad.s:4:16: error[label-undefined]: there is no label 'nowhere'
                4 |   /* é */ goto nowhere
                  |                ^^^^^^^
            bad.s:7:1: error[label-duplicate]: 'out' is defined twice
                7 | out:
                  | ^^^
              note: it is defined first at bad.s:5:1
            """);
  }

  @Test
  void caretsStandBelowWhatIsMeantBehindWideCharactersAndMarks() {
    assertThat(assemble("/* 漢字 */ mvo 字x\n/* 🐝e\u0301 */ mvo\n").report())
        .isEqualTo(
            """
            bad.s:1:10: error[unknown-mnemonic]: unknown instruction 'mvo'
                1 | /* 漢字 */ mvo 字x
                  |            ^^^
              note: did you mean 'mov'?
            bad.s:2:11: error[unknown-mnemonic]: unknown instruction 'mvo'
                2 | /* 🐝e\u0301 */ mvo
                  |           ^^^
              note: did you mean 'mov'?
            """);
    assertThat(assemble("goto 漢字").report()).endsWith("|      ^^^^\n");
  }

  @Test
  void typesAndEntrySizesOfSectionsAreRead() {
    assertThat(
            assemble(
                    """
                    .section a,"ax",@nobit
                    .section b,"ax",progbits
                    .section c,"aM",@progbits,size
                    .section d,"ax",%nobits
                    .section e,"aMS",@progbits,1
                    .section f,"a",@0x70000001
                    .section g,"ax",\
                    """)
                .report())
        .contains(
            "bad.s:1:17: error[bad-directive]: no section has the type '@nobit'",
            "did you mean 'nobits'?",
            "bad.s:2:17: error[bad-directive]: a section's type is written @progbits, found 'p",
            "bad.s:3:27: error[bad-directive]: the size of a section's entries is a number of",
            "bad.s:7:17: error[bad-directive]: a section's type is written @progbits, found the"
                + " end")
        .doesNotContain("bad.s:4", "bad.s:5", "bad.s:6");
  }

  @Test
  void onlyMoreThanAHundredThousandErrorsAreTooMany() {
    assertThat(codes("r11 = 0\n".repeat(100_000))).hasSize(100_000).containsOnly("bad-register");
    List<String> more = codes("r11 = 0\n".repeat(100_002));
    assertThat(more).hasSize(100_001).endsWith("bad-register", "too-many-errors");
  }

  private static List<String> codes(String source) {
    return assemble(source).diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void aSourceWithAMistakeMakesNoProgram() {
    assertThat(assemble("r0 = 1\nmvo r0, 1\nexit").program()).isEmpty();
  }

  @Test
  void aJumpTooFarSaysHowFar() {
    assertThat(assemble("goto +32768\nexit\n").report())
        .startsWith("bad.s:1:6: error[jump-range]: ")
        .contains("-32768 to 32767");
    assertThat(assemble("goto +32767\nexit\n").program()).isPresent();
  }

  @Test
  void aJumpToALabelIsMadeToReach() {
    String source = "if r0 == 0 goto out\n" + "r0 = 1\n".repeat(32_768) + "out:\nexit\n";
    assertThat(assemble(source).program())
        .hasValueSatisfying(p -> assertThat(p.size()).isGreaterThan(32_770));
  }

  @Test
  void anEmptyFileIsAnError() {
    assertThat(assemble("").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("program-empty");
    assertThat(assemble("// nothing\n").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("program-empty");
  }

  @Test
  void aBinaryFileIsOneError() {
    byte[] binary = new byte[4096];
    binary[0] = 0x7f;
    assertThat(assemble(binary).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("not-text");
  }

  @Test
  void aLineOf50MegabytesIsShownInPart() {
    String report = assemble("a".repeat(50_000_000)).report();
    assertThat(report).startsWith("bad.s:1:1: error[unknown-mnemonic]").hasSizeLessThan(1_000);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    assertThat(assemble("\ufeffr0 = 1\r\nexit\r\n").program())
        .isEqualTo(assemble("r0 = 1\nexit\n").program());
    assertThat(assemble("\ufeffmvo r0, 1").report()).startsWith("bad.s:1:1: ");
  }

  @Test
  void numbersOfMessagesAreWrittenAlikeEverywhere() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(assemble("mvo r0, 1").report()).contains("    1 | mvo r0, 1");
    } finally {
      Locale.setDefault(before);
    }
  }
}
