package dev.jbpf.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.testing.ClassicMachine;
import dev.jbpf.testing.ClassicPrograms;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ClassicProperties {
  private static final List<String> SEEDS =
      List.of(
          "ldh [12]\njne #0x806, drop\nret #-1\ndrop: ret #0\n",
          "/* a */ ldxb 4*([14]&0xf) ; b\nldb [x + 14]\njset #7, aa, bb\naa: ret a\nbb: ret x\n",
          "ld #proto\nst M[3]\nldx M[3]\nadd x\nneg\nja out\nout: txa\nret %a\n",
          "4,40 0 0 12,21 0 1 2054,6 0 0 4294967295,6 0 0 0,\n",
          "{ 0x28,  0,  0, 0x0000000c },\n.raw 0x06, 0, 0, 1\n",
          "(000) ldh      [12]\n(001) jeq      #0x800           jt 2\tjf 3\n(002) ret #1\n(003) ret #0");

  private static ClassicAssembly assemble(String source) {
    return ClassicAssembler.assemble(source.getBytes(StandardCharsets.UTF_8), "p.bpf");
  }

  @Provide
  Arbitrary<ClassicProgram> any() {
    return ClassicPrograms.any();
  }

  @Provide
  Arbitrary<ClassicProgram> valid() {
    return ClassicPrograms.valid();
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void whateverIsPrintedAssemblesToTheSame(@ForAll("any") ClassicProgram program) {
    if (program.size() > 0) {
      for (String text :
          List.of(
              ClassicPrinter.source(program),
              ClassicPrinter.decimal(program),
              ClassicPrinter.cArray(program))) {
        ClassicAssembly assembly = assemble(text);
        assertThat(assembly.program()).as(text + assembly.report()).contains(program);
      }
    }
  }

  @Property(tries = 2_000)
  void aValidProgramPrintsWithoutRawInstructions(@ForAll("valid") ClassicProgram program) {
    assertThat(program.check()).isEmpty();
    assertThat(ClassicPrinter.source(program)).doesNotContain(".raw");
    assertThat(assemble(ClassicPrinter.source(program)).diagnostics()).isEmpty();
  }

  @Property(tries = 2_000)
  void bytesDecodeAndEncodeToThemselves(@ForAll @Size(max = 64) byte[] bytes, @ForAll boolean big) {
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] whole = Arrays.copyOf(bytes, bytes.length & ~7);
    assertThat(ClassicProgram.decode(whole, order).toBytes(order)).isEqualTo(whole);
  }

  @Property(tries = 2_000)
  void whatIsConvertibleConverts(@ForAll("valid") ClassicProgram program) {
    Conversion conversion = ClassicConverter.convert(program);
    assertThat(conversion.hasErrors()).isEqualTo(!conversion.diagnostics().isEmpty());
    assertThat(conversion.diagnostics())
        .extracting(Diagnostic::code)
        .allMatch("extension-kernel-only"::equals);
  }

  /** Between the parts of a program stand many instructions that do nothing, or one. */
  @Property(tries = 300)
  void aStretchedJumpGoesWhereTheShortOneDoes(
      @ForAll long seed, @ForAll @IntRange(min = 100, max = 600) int filling) {
    Random random = new Random(seed);
    String[] parts = parts(random);
    ClassicProgram small = assemble(String.join("st M[1]\n", parts)).program().orElseThrow();
    ClassicAssembly large = assemble(String.join("st M[1]\n".repeat(filling), parts));
    ClassicProgram stretched = large.program().orElseThrow();
    assertThat(stretched.check()).isEmpty();
    for (int i = 0; i < 64; i++) {
      byte[] data = {(byte) i};
      var packet = new ClassicMachine.Packet(data, 0, Map.of());
      assertThat(ClassicMachine.run(stretched, packet))
          .as(large.report())
          .isEqualTo(ClassicMachine.run(small, packet));
    }
  }

  private static String[] parts(Random random) {
    int count = 5;
    String[] parts = new String[count + 1];
    for (int i = 0; i < count; i++) {
      String compare =
          List.of("jeq #5", "jgt #0x20", "jge #9", "jset #0x14", "jset x").get(random.nextInt(5));
      String opposite = List.of("jne #5", "jle #0x20", "jlt #9").get(random.nextInt(3));
      String first = "l" + (i + 1 + random.nextInt(count - i));
      String second = "l" + (i + 1 + random.nextInt(count - i));
      String jump =
          switch (random.nextInt(4)) {
            case 0 -> opposite + ", " + first;
            case 1 -> compare + ", " + first;
            case 2 -> "ja " + first;
            default -> compare + ", " + first + ", " + second;
          };
      parts[i] = (i == 0 ? "ldb [0]\nldx #3\n" : "l" + i + ": add #" + i + "\n") + jump + "\n";
    }
    parts[count] = "l" + count + ": add #7\nret a\n";
    return parts;
  }

  @Property(tries = 100_000)
  void noInputMakesTheAssemblerThrow(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] source = mutate(SEEDS.get(random.nextInt(SEEDS.size())), random);
    ClassicAssembly assembly = ClassicAssembler.assemble(source, "f.bpf");
    assertThat(assembly.hasErrors()).isEqualTo(assembly.program().isEmpty());
    assertThat(assembly.report().isEmpty()).isEqualTo(assembly.diagnostics().isEmpty());
    int lines =
        1 + (int) new String(source, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
    for (Diagnostic diagnostic : assembly.diagnostics()) {
      Origin.Source origin = (Origin.Source) diagnostic.origin();
      assertThat(origin.line()).isBetween(1, lines);
      assertThat(origin.column()).isBetween(1, source.length + 1);
    }
  }

  private static byte[] mutate(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(6)) {
        case 0 -> text.insert(at, (char) random.nextInt(128));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
        case 2 -> text.insert(at, pick(random, SEEDS));
        case 3 -> text.insert(at, pick(random, PIECES));
        case 4 -> text.insert(at, (char) random.nextInt(0x10000));
        default -> text.setLength(at);
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static final List<String> PIECES =
      List.of(
          "#",
          "[",
          "]",
          "M[",
          "x",
          "%",
          "0x",
          "-",
          ",",
          "jt",
          "jf 3",
          "/*",
          "*/",
          "{",
          "(",
          ".raw",
          "99999999999999999999",
          "a",
          "4*([",
          ":",
          "jeq",
          "ldx",
          "\r",
          "\n\n",
          "len");

  private static String pick(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  @Property(tries = 1_000)
  void theTableTellsNamesApart(@ForAll @IntRange(min = 0, max = 0xffff) int code) {
    Map<Integer, ClassicOp> codes = new HashMap<>();
    for (ClassicOp op : ClassicOp.values()) {
      assertThat(codes.put(op.code(), op)).isNull();
    }
    assertThat(ClassicOp.of(code)).isEqualTo(java.util.Optional.ofNullable(codes.get(code)));
  }
}
