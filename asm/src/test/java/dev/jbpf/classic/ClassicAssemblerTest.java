package dev.jbpf.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.isa.InvalidFieldException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClassicAssemblerTest {
  private static ClassicAssembly assemble(String source) {
    return ClassicAssembler.assemble(source.getBytes(StandardCharsets.UTF_8), "a.bpf");
  }

  private static List<ClassicInsn> insns(String source) {
    return assemble(source).program().orElseThrow().insns();
  }

  @Test
  void aComparisonReaches255Instructions() {
    String near = "jeq #1, end, x\nx: " + "tax\n".repeat(255) + "end: ret #0\n";
    assertThat(insns(near).get(0)).isEqualTo(new ClassicInsn(0x15, 255, 0, 1));
    assertThat(assemble(near).diagnostics()).isEmpty();
  }

  @Test
  void beyondThatAJumpIsAddedAndSaid() {
    ClassicAssembly assembly =
        assemble("jeq #1, end, x\nx: " + "tax\n".repeat(256) + "end: ret #0\n");
    assertThat(assembly.program().orElseThrow().insns())
        .startsWith(new ClassicInsn(0x15, 0, 1, 1), new ClassicInsn(0x05, 0, 0, 256));
    assertThat(assembly.hasErrors()).isFalse();
    assertThat(assembly.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "a.bpf:1:9: note[jump-stretched]: 'end' is 257 instructions ahead, a comparison reaches"
                + " 255: a jmp was added behind it");
  }

  @Test
  @DisplayName("T4: an array as C declares it is read, and only one of sock_filter")
  void t4Declaration() {
    String rows = "{ 0x28, 0, 0, 0x0000000c },\n{ 0x06, 0, 0, 0x00000001 },\n";
    ClassicInsn[] both = {new ClassicInsn(0x28, 0, 0, 12), new ClassicInsn(0x06, 0, 0, 1)};
    for (String start :
        new String[] {
          "struct sock_filter code[] = {\n",
          "static const struct sock_filter code[2] = {",
          "static struct sock_filter code[] =\n{\n"
        }) {
      assertThat(insns(start + rows + "};\n")).as(start).containsExactly(both);
    }
    assertThat(insns("struct sock_filter c[] = {\nBPF_STMT(BPF_RET | BPF_K, 1) };"))
        .containsExactly(new ClassicInsn(0x06, 0, 0, 1));
    assertThat(assemble("struct bpf_insn code[] = {\n" + rows + "};\n").report())
        .startsWith("a.bpf:1:1: error[dialect]");
    assertThat(assemble("struct sock_filter code[]").hasErrors()).isTrue();
  }

  @Test
  @DisplayName("T3: a classic source has no conditions of C's")
  void t3Conditions() {
    assertThat(assemble("#if 0\nret #1\n#else\nret #0\n#endif\n").report())
        .contains("a.bpf:1:2: error[condition-unknown]")
        .contains("a.bpf:3:2: error[condition-unknown]");
    assertThat(insns("# if it is short\n#define X\nret #0 # end\n")).hasSize(1);
  }

  @Test
  void bothPlacesMayBeFar() {
    List<ClassicInsn> insns =
        insns("jset x, aa, bb\n" + "tax\n".repeat(300) + "aa: ret #1\nbb: ret #2\n");
    assertThat(insns)
        .startsWith(
            new ClassicInsn(0x4d, 0, 1, 0),
            new ClassicInsn(0x05, 0, 0, 301),
            new ClassicInsn(0x05, 0, 0, 301));
  }

  @Test
  void addedJumpsMayPushOthersOutOfReach() {
    String source =
        "jeq #1, one\n" + "jeq #2, two\n" + "tax\n".repeat(254) + "one: tax\ntax\ntwo: ret #0\n";
    assertThat(insns(source)).hasSize(259 + 2);
  }

  @Test
  void aProgramThatGrowsTooLongIsAnError() {
    assertThat(assemble("tax\n".repeat(4096)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("return-missing");
    assertThat(assemble("tax\n".repeat(4096) + "ret #0").diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "a.bpf:4097:1: error[program-size]: 4097 instructions, a classic program has at most"
                + " 4096");
    assertThat(assemble("jeq #1, end\n" + "tax\n".repeat(4094) + "end: ret #0").diagnostics())
        .extracting(Diagnostic::code)
        .contains("program-size");
  }

  /** Half a second on an idle machine; one where each error looks at all others takes an hour. */
  @Test
  void manyErrorsTakeLittleTime() {
    String source = "frobnicate\njeq #1, nowhere\n ldh [12\nl: l: ret 0\n".repeat(25_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          ClassicAssembly assembly = assemble(source);
          assertThat(assembly.diagnostics()).last().asString().startsWith("a.bpf:100000:");
          assertThat(assembly.report()).contains("more messages are not shown");
        });
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    ClassicAssembly assembly = assemble("\uFEFFrett #0\n");
    assertThat(assembly.diagnostics())
        .first()
        .hasToString("a.bpf:1:1: error[unknown-mnemonic]: unknown instruction 'rett'");
  }

  @Test
  void hugeNestingIsAnErrorAndNoOverflow() {
    assertThat(assemble("BPF_STMT(" + "(".repeat(100_000)).hasErrors()).isTrue();
  }

  @Test
  void bytesAreInTheOrderOfTheMachine() {
    ClassicProgram program =
        assemble("jeq #0x01020304, l2, l3\nl1: tax\nl2: tax\nl3: ret a").program().orElseThrow();
    HexFormat hex = HexFormat.of();
    assertThat(hex.formatHex(program.toBytes(ByteOrder.LITTLE_ENDIAN)))
        .startsWith("15000102" + "04030201");
    assertThat(hex.formatHex(program.toBytes(ByteOrder.BIG_ENDIAN)))
        .startsWith("00150102" + "01020304");
  }

  @Test
  void fieldsOutOfRangeAreErrors() {
    assertThatThrownBy(() -> new ClassicInsn(0x15, 256, 0, 0))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("jt is 256, must be from 0 to 255");
    assertThatThrownBy(() -> new ClassicInsn(6, 0, 0, -1))
        .hasMessage("k is -1, must be from 0 to 4294967295");
    assertThatThrownBy(() -> ClassicProgram.decode(new byte[9], ByteOrder.LITTLE_ENDIAN))
        .hasMessageContaining("1 left over");
  }

  @Test
  void t17CapitalsAreTaken() {
    String small = "ldh [12]\njeq #0x800, l1, l2\nl1: ldx 4*([14]&0xf)\nld [x + 2]\n";
    String source = small + "st M[3]\nld #proto\nld #len\ntax\nadd x\nret a\nl2: ret #0\n";
    String capitals =
        "LDH [12]\nJEQ #0x800, l1, l2\nl1: LDX 4*([14]&0xf)\nLD [X + 2]\n"
            + "ST M[3]\nLD #PROTO\nLD #Len\nTAX\nADD X\nRET A\nl2: RET #0\n";
    assertThat(assemble(capitals).diagnostics()).isEmpty();
    assertThat(insns(capitals)).isEqualTo(insns(source));
  }
}
