package dev.jbpf.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.testing.Bounded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small inputs that stand for endless work, and large ones: all end soon, with few words. */
class LimitsTest {
  private static final AssemblerOptions OBJECT =
      AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);

  private static Assembly assemble(String source, AssemblerOptions options) {
    return Assembler.assemble(source.getBytes(UTF_8), "t.s", options);
  }

  private static List<String> codes(Assembly assembly) {
    return assembly.diagnostics().stream().map(Diagnostic::code).distinct().toList();
  }

  /** Forty macros, each of which calls the one before twice. */
  private static String doubling(String first) {
    StringBuilder source = new StringBuilder(".macro m0\n" + first + ".endm\n");
    for (int i = 1; i <= 40; i++) {
      source.append(".macro m%d\nm%d\nm%d\n.endm\n".formatted(i, i - 1, i - 1));
    }
    return source + "m40\nexit\n";
  }

  private static void assertTooLarge(String source) throws Exception {
    Bounded.run(
        () -> {
          Assembly assembly = assemble(source, OBJECT);
          assertThat(codes(assembly)).containsExactly("too-large");
          assertThat(assembly.report()).hasSizeLessThan(2_000);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "r0 = 0\n", ".if 0\n.endif\n"})
  @DisplayName("T20: macros that call each other twice as often each time")
  void doublingMacros(String first) throws Exception {
    assertTooLarge(doubling(first));
  }

  @Test
  @DisplayName("T20, T24: a macro that doubles its argument; the message is short")
  void doublingArgument() throws Exception {
    assertTooLarge(".macro m a\nm \\a\\a\n.endm\nm x\n");
    assertTooLarge(".macro m a\nm \"\\a\\a\\a\\a\"\n.endm\nm x\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".rept 1000000\n.rept 1000000\n.endr\n.endr\n",
        ".rept 2000000000\nr0 = 0\n.endr\n",
        ".macro e\n.endm\n.rept 10000000\ne\n.endr\n",
        ".zero 1000000000\n",
        ".fill 100000000, 8, 1\n",
        ".section a\n.zero 50000000\n.section b\n.zero 50000000\n",
        ".org 900000000\n"
      })
  @DisplayName("T20: repetitions and what is filled")
  void repetitions(String source) throws Exception {
    assertTooLarge(source);
  }

  @Test
  @DisplayName("T20: long values in long bodies, and long lists")
  void products() throws Exception {
    String body = "\\a".repeat(20_000);
    assertTooLarge(".macro m a\n" + body + "\n.endm\nm " + "x".repeat(50_000) + "\n");
    String list = "y,".repeat(100_000);
    assertTooLarge(".irp a, " + list + "\n" + "nop".repeat(10_000) + "\n.endr\n");
    assertTooLarge(".irpc a, " + "z".repeat(100_000) + "\n" + "w".repeat(10_000) + "\n.endr\n");
    Bounded.run(() -> assemble(".macro m a b\n.endm\nm " + "x ".repeat(500_000) + "\n", OBJECT));
  }

  @Test
  @DisplayName("T20: a file that includes itself twice ends with one message")
  void includes() throws Exception {
    String twice = ".include \"self\"\n.include \"self\"\n";
    AssemblerOptions options = OBJECT.includes(name -> Optional.of(twice.getBytes(UTF_8)));
    Bounded.run(() -> assertThat(codes(assemble(twice, options))).containsExactly("too-deep"));
    String large = "// " + "x".repeat(1 << 20) + "\n" + ".include \"other\"\n".repeat(50_000);
    AssemblerOptions others = OBJECT.includes(name -> Optional.of(new byte[1 << 20]));
    Bounded.run(() -> assertThat(codes(assemble(large, others))).contains("too-large"));
  }

  @Test
  @DisplayName("T20: what is used today stays possible")
  void longExpansions() {
    String many = ".macro one\nr0 = 1\n.endm\n.rept 100000\none\n.endr\nexit\n";
    assertThat(assemble(many, AssemblerOptions.DEFAULT).program())
        .hasValueSatisfying(program -> assertThat(program.size()).isEqualTo(100_001));
    String calls = ".macro one\nr0 = 1\n.endm\n" + "one\n".repeat(400_000) + "exit\n";
    assertThat(assemble(calls, AssemblerOptions.DEFAULT).hasErrors()).isFalse();
  }

  @Test
  @DisplayName("T22: why a file cannot be included")
  void unreadableInclude() {
    AssemblerOptions options =
        OBJECT.includes(
            name -> {
              throw new UncheckedIOException(new IOException("it has more than 256 MiB"));
            });
    assertThat(assemble(".include \"/dev/zero\"\nexit\n", options).report())
        .startsWith(
            "t.s:1:10: error[include-missing]: cannot read the file '/dev/zero':"
                + " it has more than 256 MiB\n");
  }

  @Test
  @DisplayName("T22: as many sections as the format has numbers for, and one message for more")
  void sections() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 32_640; i++) {
      source.append(".section s").append(i).append("\nexit\n");
    }
    byte[] object = assemble(source.toString(), OBJECT).object().orElseThrow().toBytes();
    assertThat(ElfObject.read(object).sections().size()).isGreaterThanOrEqualTo(32_640);
    assertThat(ObjectPrinter.print(ElfObject.read(object), Dialect.LLVM)).contains("s32639");
    String related = source.toString().replace("exit", "r1 = elsewhere ll");
    Assembly assembly = assemble(related, OBJECT);
    assertThat(assembly.diagnostics()).hasSize(1);
    assertThat(assembly.report()).contains("error[too-large]: 32641 sections");
  }

  @Test
  @DisplayName("T23: a map and the program that is named after its file or section")
  void mapAndUnnamedProgram() {
    String map = ".map t, type=array, key=4, value=8, max_entries=1\n";
    for (String section : List.of("", ".section t\n", ".section xdp/t\n")) {
      Assembly assembly = assemble(map + section + "r1 = t ll\nexit\n", OBJECT);
      assertThat(assembly.report()).isEmpty();
      ElfObject object = assembly.object().orElseThrow();
      assertThat(object.symbol("t").orElseThrow().size()).isGreaterThan(0);
      assertThat(object.symbol("t_")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAP\nf:\nexit\n",
        "f:\nMAP\nexit\n",
        "MAP\nf = 5\nexit\n",
        "MAP\n.set f, g\ng: exit\n",
        "MAP\nexit\n.data\nf: .quad 1\n",
        "MAP\nMAP\nexit\n"
      })
  @DisplayName("T23: a map and something else of its name")
  void mapAndLabel(String source) {
    String map = ".map f, type=array, key=4, value=8, max_entries=1";
    Assembly assembly = assemble(source.replace("MAP", map), OBJECT);
    assertThat(codes(assembly)).containsExactly("label-duplicate");
  }

  @Test
  @DisplayName("T24: a thousand messages are shown, and the others counted")
  void manyMessages() {
    Assembly assembly = assemble("a:\n".repeat(50_001), OBJECT);
    assertThat(assembly.diagnostics()).hasSize(50_000);
    assertThat(assembly.report())
        .hasSizeLessThan(200_000)
        .endsWith("error[too-many-errors]: 49000 more messages are not shown\n");
  }

  @Test
  @DisplayName("T24: long names and lines are shortened")
  void longWords() throws Exception {
    String name = "n".repeat(1_000_000);
    assertThat(assemble(name + ":\n" + name + ":\n", OBJECT).report()).hasSizeLessThan(1_000);
    assertThat(assemble("exit\n.error \"" + name + "\"\n", OBJECT).report()).hasSizeLessThan(1_000);
    String line = "r11 = 0; ".repeat(100_000);
    Bounded.run(() -> assertThat(assemble(line, OBJECT).report()).hasSizeLessThan(500_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {".bss\n.quad 7\n", ".bss\nexit\n", ".bss\n.quad other\n"})
  @DisplayName("T21: a section of zeros holds nothing else")
  void zeros(String source) {
    assertThat(codes(assemble(source, OBJECT))).contains("bad-directive");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0xfff1, 0xfff2})
  @DisplayName("T21: the symbol of a section that is in none")
  void symbolOfNoSection(int place) {
    byte[] object =
        assemble(".section s\nr1 = l ll\nexit\n.data\nl: .quad 1\n", OBJECT)
            .object()
            .orElseThrow()
            .toBytes();
    ByteBuffer bytes = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
    int changed = 0;
    for (int i = 0; i < bytes.getShort(60); i++) {
      int header = (int) bytes.getLong(40) + i * 64;
      boolean isSymbols = bytes.getInt(header + 4) == 2;
      long end = isSymbols ? bytes.getLong(header + 24) + bytes.getLong(header + 32) : 0;
      for (int at = (int) bytes.getLong(header + 24); at < end; at += 24) {
        if ((bytes.get(at + 4) & 0xf) == 3) {
          bytes.putShort(at + 6, (short) place);
          changed++;
        }
      }
    }
    assertThat(changed).isPositive();
    assertThatThrownBy(() -> ObjectPrinter.print(ElfObject.read(object), Dialect.LLVM))
        .isInstanceOf(ElfFormatException.class)
        .hasMessageContaining("the symbol of a section is in none");
  }
}
