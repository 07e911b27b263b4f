package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources that end in the middle of a statement, without the end of a line, are answered too. */
class CutInputTest {
  /** What no file of the corpus has. */
  private static final List<String> MORE =
      List.of(
          ".comm name, 8, 8",
          ".lcomm name, 8, 8",
          ".octa 1, 0x1ffffffffffffffff",
          ".dword 1",
          ".inst 0x95",
          ".set a, 1 + (2 << 3)",
          ".equ a, 'x'",
          ".eqv a, b - c",
          ".extern a, b",
          ".weak a",
          ".hidden a",
          ".protected a",
          ".internal a",
          ".file 1 \"dir\" \"a.c\" md5 0x00112233445566778899aabbccddeeff",
          ".loc 1 2 3 is_stmt 0 prologue_end",
          ".ident \"text\"",
          ".incbin \"a\", 1, 2",
          ".include \"a\"",
          ".print \"text\"",
          ".purgem name",
          ".macro name a:req, b=1, c:vararg\n\\a \\@ \\()\n.exitm\n.endm\nname 1, \"2\"",
          ".altmacro\n.macro n a\nlocal b\nb: .long &a\n.endm\nn %1+2\nn <x!>y>",
          ".irp a, 1, 2\n.long \\a\n.endr",
          ".irpc a, 12\n.long \\a\n.endr",
          ".rename a, \"b c\"",
          ".map counts, type=hash, key=4, value=8, max=16",
          ".reloc 0, R_BPF_64_64, a",
          ".pushsection .data, 1, \"aw\", @progbits, 4\n.popsection",
          ".subsection 1\n.previous",
          ".p2align 3, 0, 7",
          ".ifc a, b\n.elseif 1\n.else\n.endif",
          ".error \"text\"",
          ".type a, @function",
          ".version \"1\"",
          "r1 = core(task_struct.real_parent) ll",
          "r1 = BPF_MAP_TYPE_HASH",
          "r1 = offsetof(struct __sk_buff, mark)",
          "r1 = (u32)bpf_htons(0x800)",
          "BPF_RAW_INSN(BPF_LD | BPF_W | BPF_ABS, 0, 0, 0, 4 /* c */),",
          "{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = -1 },",
          "#define A(x) ((x) + \\\n 1)\nr1 = A(2)",
          "#if defined(A) && 1\n#elif 0\n#else\n#endif",
          "\"\\x41\\101\\n\"",
          "r0 = '\\n'");

  private static final List<String> FOLDERS =
      List.of("pass", "fail", "directives", "pasted", "c", "core");

  /** In bytes; most are shorter. */
  private static final int LONGEST = 300;

  private static Set<String> statements() throws IOException {
    Set<String> statements = new TreeSet<>(MORE);
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(Path.of("src/test/resources", folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.readString(file, StandardCharsets.ISO_8859_1)
              .lines()
              .map(String::strip)
              .filter(line -> line.length() <= LONGEST)
              .forEach(statements::add);
        }
      }
    }
    return statements;
  }

  @Test
  void everyBeginningOfAStatementIsAnswered() throws IOException {
    int asked = 0;
    for (String statement : statements()) {
      byte[] source = statement.getBytes(StandardCharsets.ISO_8859_1);
      for (int length = 1; length <= source.length; length++) {
        answer(Arrays.copyOf(source, length));
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(40_000);
  }

  private static void answer(byte[] source) {
    try {
      Assembly assembly = Assembler.assemble(source, "cut.s", Dialect.AUTO);
      assertThat(assembly.report()).doesNotContain("Exception");
      assembly.object().ifPresent(object -> object.toBytes());
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(new String(source, StandardCharsets.ISO_8859_1), e);
    }
  }
}
