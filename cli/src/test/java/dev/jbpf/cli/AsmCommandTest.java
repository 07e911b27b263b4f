package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsmCommandTest {
  private static final String TWO = "r0 = 1\nexit\n";
  private static final String TWO_HEX = "b700000001000000" + "9500000000000000";

  @TempDir private Path folder = Path.of("");

  @Test
  void rawIsTheBytesOfTheProgram() {
    CommandRun run = CommandRun.asm(TWO, "-", "-f", "raw", "-o", "-");
    assertThat(run.code()).isZero();
    assertThat(HexFormat.of().formatHex(run.bytes())).isEqualTo(TWO_HEX);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void bigEndianIsForBigEndianMachines() {
    CommandRun run = CommandRun.asm("r1 = 1", "-", "-f", "hex", "--endian", "big");
    assertThat(run.out()).isEqualTo("b710000000000001\n");
  }

  @Test
  void cNeedsNoHeaderButTheKernels() {
    CommandRun run = CommandRun.asm("r1 = 0x100000002 ll\nexit", "-", "-f", "c");
    assertThat(run.out())
        .isEqualTo(
            """
            struct bpf_insn prog[] = {
            \t{ .code = 0x18, .dst_reg = 1, .src_reg = 0, .off = 0, .imm = 2 }, /* r1 = 0x100000002 ll */
            \t{ .code = 0x00, .dst_reg = 0, .src_reg = 0, .off = 0, .imm = 1 }, /* second half */
            \t{ .code = 0x95, .dst_reg = 0, .src_reg = 0, .off = 0, .imm = 0 }, /* exit */
            };
            """);
  }

  @Test
  void whatWasAssembledDisassembles() {
    byte[] program = CommandRun.asm(TWO, "-", "-f", "raw").bytes();
    CommandRun run = CommandRun.asm(program, "-d", "-f", "raw", "-", "--dialect", "gnu");
    assertThat(run.code()).isZero();
    assertThat(run.out().replaceAll("[ \\t]+", " ").strip()).endsWith("exit").contains("mov %r0,");
    assertThat(CommandRun.asm(run.out(), "-", "-f", "raw").bytes()).isEqualTo(program);
  }

  @Test
  void errorsLeaveNoFile() throws IOException {
    Path source =
        Files.writeString(folder.resolve("bad.s"), "r0 = 1\nmvo r1, r2\nr0 = 0x1ffffffff\n");
    Path output = folder.resolve("bad.bin");
    CommandRun run = CommandRun.asm("", source.toString(), "-f", "raw", "-o", output.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("bad.s:2:1: error[", "bad.s:3:6: error[imm-range]", "^^^");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(source));
  }

  @Test
  void theOutputsNameIsTheInputsWithAnotherEnding() throws IOException {
    Path source = Files.writeString(folder.resolve("two.s"), TWO);
    Path output = folder.resolve("two.bin");
    CommandRun.asm("", source.toString(), "-f", "raw", "-o", output.toString());
    assertThat(Files.readAllBytes(output)).isEqualTo(HexFormat.of().parseHex(TWO_HEX));
    CommandRun again = CommandRun.asm("", source.toString(), "-f", "hex", "-o", output.toString());
    assertThat(again.code()).isZero();
    assertThat(Files.readString(output)).isEqualTo("b700000001000000\n9500000000000000\n");
  }

  @Test
  void checkWritesNothing() {
    CommandRun run = CommandRun.asm(TWO, "--check", "-");
    assertThat(run).isEqualTo(new CommandRun(0, run.bytes(), ""));
    assertThat(run.bytes()).isEmpty();
  }

  @Test
  void wrongUsageExitsWith2AndSaysWhy() {
    assertThat(CommandRun.asm("").code()).isEqualTo(2);
    assertThat(CommandRun.asm("", "-f", "pdf", "-").code()).isEqualTo(2);
    CommandRun missing = CommandRun.asm("", folder.resolve("no.s").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("no.s: no such file");
    CommandRun unwritable = CommandRun.asm(TWO, "-", "-f", "raw", "-o", folder + "/no/out.bin");
    assertThat(unwritable.code()).isEqualTo(2);
  }

  @Test
  void t18TheSameBytesAreOfTheDialectThatIsAskedFor() {
    CommandRun run = CommandRun.asm(new byte[8], "-d", "-", "--dialect", "classic", "-o", "-");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("ld #0");
  }

  @Test
  void bytesThatAreNoProgramAreAnError() {
    CommandRun run = CommandRun.asm(new byte[12], "-d", "-f", "raw", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("4 left over");
  }

  @Test
  void classicProgramsAssembleAsBpfAsmDoes() {
    String filter = "ldh [12]\njne #0x806, drop\nret #-1\ndrop: ret #0\n";
    assertThat(CommandRun.asm(filter, "-", "--dialect", "classic").out())
        .isEqualTo("4,40 0 0 12,21 0 1 2054,6 0 0 4294967295,6 0 0 0,\n");
    assertThat(CommandRun.asm(filter, "-", "--dialect", "classic", "-f", "c").out())
        .startsWith("{ 0x28,  0,  0, 0x0000000c },\n");
  }

  @Test
  void classicProgramsConvert() {
    CommandRun run =
        CommandRun.asm("ret #7", "-", "--dialect", "classic", "--convert", "-f", "raw");
    assertThat(run.code()).isZero();
    assertThat(CommandRun.asm(run.bytes(), "-d", "-f", "raw", "-").out()).contains("= 7", "exit");
    assertThat(CommandRun.asm("exit", "-", "--convert").code()).isEqualTo(2);
    assertThat(CommandRun.asm("ret #7 8", "-", "--dialect", "classic").code()).isEqualTo(1);
  }

  @Test
  void whatNoKernelTakesIsSaidOnce() {
    CommandRun run = CommandRun.asm("ret x", "-", "--dialect", "classic", "--convert");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).containsOnlyOnce("[return-index]");
  }

  @Test
  void theDefaultOutputIsAnObject() throws IOException {
    Path source = Files.writeString(folder.resolve("drop.s"), ".section xdp\nr0 = 1\nexit\n");
    Path output = folder.resolve("drop.o");
    assertThat(CommandRun.asm("", source.toString(), "-o", output.toString()).code()).isZero();
    BpfObjectFile object = BpfObjectFile.read(Files.readAllBytes(output));
    assertThat(object.programs()).extracting(ObjectProgram::section).containsExactly("xdp");
    CommandRun back = CommandRun.asm("", "-d", output.toString());
    assertThat(back.out()).contains("xdp", "r0 = 1", "exit");
  }

  @Test
  void anObjectDisassemblesToASourceOfTheSameObject() throws IOException {
    String source =
        """
        .map counts, type=array, key=4, value=8, max_entries=1
        .section xdp
        r1 = counts ll
        call helper
        r0 = 2
        exit
        .text
        helper: r0 = 0
        exit
        .section license
        .asciz "GPL"
        """;
    byte[] object = CommandRun.asm(source, "-", "-o", "-").bytes();
    for (String dialect : List.of("llvm", "gnu", "macro")) {
      String text = CommandRun.asm(object, "-d", "-", "--dialect", dialect).out();
      CommandRun again = CommandRun.asm(text, "-", "-o", "-");
      assertThat(again.err()).as(text).isEmpty();
      assertThat(CommandRun.asm(again.bytes(), "-d", "-", "--dialect", dialect).out())
          .isEqualTo(text);
    }
    assertThat(CommandRun.asm(object, "-d", "-").out())
        .contains("r1 = counts ll", "call helper", ".asciz \"GPL\"");
  }

  @Test
  void oneSectionOfAnObjectIsDisassembledByName() {
    byte[] object = CommandRun.asm(".section xdp\nr0 = 1\nexit\n", "-", "-o", "-").bytes();
    assertThat(CommandRun.asm(object, "-d", "-", "--section", "xdp").out())
        .contains("r0 = 1")
        .doesNotContain("\t.section .BTF");
    CommandRun missing = CommandRun.asm(object, "-d", "-", "--section", "tc");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).isEqualTo("<stdin>: error: there is no section 'tc'\n");
  }

  @Test
  void oneSectionOfSeveralIsChosenByName() {
    String two = ".section xdp\nr0 = 1\nexit\n.section tc\nr0 = 2\nexit\n";
    assertThat(CommandRun.asm(two, "-", "-f", "hex", "--section", "tc").out())
        .startsWith("b700000002");
    CommandRun unclear = CommandRun.asm(two, "-", "-f", "hex");
    assertThat(unclear.code()).isEqualTo(1);
    assertThat(unclear.err()).contains("xdp, tc", "--section NAME");
  }

  @Test
  void aListingShowsSlotsBytesAndLines() {
    assertThat(CommandRun.asm("r1 = 1 ll\nexit\n", "-", "--listing").out())
        .isEqualTo(
            """
                 0  18 01 00 00 01 00 00 00       1 | r1 = 1 ll
                 1  00 00 00 00 00 00 00 00
                 2  95 00 00 00 00 00 00 00       2 | exit
            """);
  }

  @Test
  void theGraphIsDrawn() {
    String loop = "r0 = 3\ntop: r0 += -1\nif r0 != 0 goto top\nexit\n";
    assertThat(CommandRun.asm(loop, "-", "--cfg", "dot").out())
        .startsWith("digraph")
        .contains("top");
    assertThat(CommandRun.asm(loop, "-", "--cfg", "svg").out())
        .contains("<svg", "r0 += -1", "</svg>");
  }

  @Test
  void jsonHasAnEntryForEachInstruction() throws IOException {
    byte[] json = CommandRun.asm("top: r1 = 1 ll\n.raw 0xff\ngoto top", "-", "-f", "json").bytes();
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          texts.add(parser.currentName() + "=" + parser.getText());
        }
      }
    }
    assertThat(texts)
        .containsExactly(
            "op=lddw", "text=r1 = 1 ll", "raw=ff00000000000000", "op=ja", "text=goto -4");
  }

  @Test
  void javaIsAClassOfTheFilesName() throws IOException {
    Path source = Files.writeString(folder.resolve("my-prog.s"), TWO);
    CommandRun run = CommandRun.asm("", source.toString(), "-f", "java", "-o", "-");
    assertThat(run.out())
        .contains("class MyProg {", "BPF_MOV64_IMM(BPF_REG_0, 1)", "BPF_EXIT_INSN());");
  }

  @Test
  void targetsAreKeptTo() {
    assertThat(CommandRun.asm("r0 s/= 3\nexit", "-", "--check", "--cpu", "v3").code()).isEqualTo(1);
    assertThat(CommandRun.asm("r0 s/= 3\nexit", "-", "--check", "--cpu", "v4").code()).isZero();
    CommandRun lowered =
        CommandRun.asm("r0 = bswap16 r0\nexit", "-", "--check", "--cpu", "v3", "--verbose");
    assertThat(lowered.code()).isZero();
    assertThat(lowered.err()).contains("note[lowered]");
    assertThat(CommandRun.asm(TWO, "-", "--check", "--kernel", "five").code()).isEqualTo(2);
  }

  @Test
  void includedFilesAreFoundBesideTheSource() throws IOException {
    Files.writeString(folder.resolve("part.s"), "exit\n");
    Path source = Files.writeString(folder.resolve("whole.s"), "r0 = 1\n.include \"part.s\"\n");
    assertThat(CommandRun.asm("", source.toString(), "-f", "hex", "-o", "-").out())
        .isEqualTo("b700000001000000\n9500000000000000\n");
  }

  @Test
  void t2ANameThatNothingDefinesIsAnErrorWhereOnlyBytesGoOn() {
    for (String format : List.of("hex", "raw", "c", "java", "json")) {
      CommandRun run = CommandRun.asm("r1 = XDP_DORP ll\nexit\n", "-", "-f", format, "-o", "-");
      assertThat(run.code()).as(format).isEqualTo(1);
      assertThat(run.err())
          .as(format)
          .contains("error[symbol-undefined]: 'XDP_DORP' is no number that is known")
          .contains("did you mean 'XDP_DROP'?");
    }
  }

  @Test
  void t2AsAnObjectItIsASymbolWithANoteOnWhatIsClose() throws IOException {
    Path object = folder.resolve("x.o");
    CommandRun run = CommandRun.asm("r1 = XDP_DORP ll\nexit\n", "-", "-o", object.toString());
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("warning[external-near-name]").contains("XDP_DROP");
    assertThat(dev.jbpf.elf.ElfObject.read(Files.readAllBytes(object)).symbols())
        .anyMatch(symbol -> symbol.name().equals("XDP_DORP") && symbol.isUndefined());
  }

  @Test
  void t2AMapThatBytesCannotHoldIsSaid() {
    String source =
        ".map counts, type=array, key=4, value=8, max_entries=1\nr1 = counts ll\nexit\n";
    for (String format : List.of("hex", "raw", "c", "json")) {
      CommandRun run = CommandRun.asm(source, "-", "-f", format, "-o", "-");
      assertThat(run.code()).as(format).isZero();
      assertThat(run.err()).as(format).contains("warning[map-lost]").contains("'counts'");
    }
    assertThat(CommandRun.asm(source, "-", "-f", "java", "-o", "-").err()).isEmpty();
  }

  private static final String TWO_SECTIONS =
      """
              .section xdp,"ax"
      f:      call g
              exit
              .text
      g:      r0 = 1
              exit
      """;

  @Test
  void t16AListingHasAllSections() {
    CommandRun run = CommandRun.asm(TWO_SECTIONS, "-", "--listing", "-o", "-");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("section xdp:\n     0  85 10 00 00 ff ff ff ff       2 | f:      call g\n")
        .contains("section .text:\n     0  b7 00 00 00 01 00 00 00       5 | g:      r0 = 1\n");
    CommandRun one = CommandRun.asm(TWO_SECTIONS, "-", "--listing", "--section", "xdp", "-o", "-");
    assertThat(one.out()).startsWith("     0  85 10").doesNotContain("r0 = 1");
  }

  @Test
  void t16AGraphHasAllSections() {
    CommandRun svg = CommandRun.asm(TWO_SECTIONS, "-", "--cfg", "svg", "-o", "-");
    assertThat(svg.code()).isZero();
    assertThat(svg.out().split("<svg ", -1)).hasSize(4);
    assertThat(svg.out()).endsWith("</svg>\n");
    CommandRun dot = CommandRun.asm(TWO_SECTIONS, "-", "--cfg", "dot", "-o", "-");
    assertThat(dot.code()).isZero();
    assertThat(dot.out().split("digraph ", -1)).hasSize(3);
  }

  @Test
  void t18ClassicProgramsAreDisassembled() {
    String text = "       ldh [12]\n       ret #1\n";
    byte[] raw = HexFormat.of().parseHex("280000000c000000" + "0600000001000000");
    assertThat(CommandRun.asm(raw, "-d", "--dialect", "classic", "-").out()).isEqualTo(text);
    for (String form :
        List.of(
            "280000000c000000\n0600000001000000\n",
            "{ 0x28, 0, 0, 0x0000000c },\n{ 0x06, 0, 0, 0x00000001 },\n",
            "2\n40 0 0 12\n6 0 0 1\n",
            "2,40 0 0 12,6 0 0 1,\n",
            "ldh [12]\nret #1\n")) {
      CommandRun run = CommandRun.asm(form, "-d", "--dialect", "classic", "-");
      assertThat(run.err()).as(form).isEmpty();
      assertThat(run.out()).as(form).isEqualTo(text);
    }
    byte[] elf = "\u007fELF0000".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CommandRun.asm(elf, "-d", "--dialect", "classic", "-").code()).isEqualTo(2);
    CommandRun wrong = CommandRun.asm("2800", "-d", "--dialect", "classic", "-");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("error");
  }
}
