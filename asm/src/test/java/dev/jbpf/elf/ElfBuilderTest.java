package dev.jbpf.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElfBuilderTest {
  @TempDir Path folder;

  /** Something of everything. */
  static ElfBuilder sample(ByteOrder order) {
    ElfBuilder builder = new ElfBuilder(order);
    SectionBuilder code = builder.section("xdp").align(8);
    builder.symbol("main").define(code).kind(SymbolKind.FUNC).binding(Binding.GLOBAL);
    code.putProgram(
        Program.of(
            Insn.of(Op.LDDW, Reg.R1, Reg.R0, 0, 0x1122334455667788L),
            Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, 2),
            Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0)));
    builder.symbol("main").size(code.size());
    code.relocate(0, builder.symbol("counter"), RelocationType.R_BPF_64_64);
    code.relocate(16, builder.symbol("elsewhere"), RelocationType.R_BPF_64_32);
    SectionBuilder data = builder.section(".data").align(4).putShort(0x1234).align(4, 0xff);
    builder.symbol("here").define(data).kind(SymbolKind.OBJECT).size(12);
    data.putInt(0x12345678).putLong(0x123456789abcdef0L).putByte(1);
    data.relocate(4, builder.sectionSymbol(data), RelocationType.R_BPF_64_ABS32);
    SectionBuilder zeros = builder.section(".bss").align(8).fill(100, 0);
    builder.symbol("counter").define(zeros, 96).kind(SymbolKind.OBJECT).size(4);
    builder.section("license").putBytes("GPL\0".getBytes(StandardCharsets.US_ASCII));
    return builder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void readsBackWhatItWrote(String name) {
    ByteOrder order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ElfObject object = sample(order).build();
    assertThat(ElfObject.read(object.toBytes())).isEqualTo(object);
    assertThat(object.toBytes()).isEqualTo(sample(order).build().toBytes());
    assertThat(object.order()).isEqualTo(order);
  }

  @ParameterizedTest
  @ValueSource(strings = {"readelf", "llvm-readelf-19"})
  void isReadByOthersAlike(String readelf) throws IOException {
    Tool tool = Tool.named(readelf);
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ElfObject object = sample(order).build();
      Path file = folder.resolve("sample.o");
      Files.write(file, object.toBytes());
      assertThat(Listing.by(tool, file)).isEqualTo(Listing.of(object)).hasSize(4 + 5 + 3);
      assertThat(tool.run("-a", file).output()).doesNotContainIgnoringCase("warning");
    }
  }

  @Test
  void putsLocalSymbolsFirst() {
    assertThat(sample(ByteOrder.LITTLE_ENDIAN).build().symbols())
        .extracting(Symbol::name)
        .containsExactly("counter", "here", "", "main", "elsewhere");
  }

  @Test
  void writesInstructionsInTheTargetsOrder() {
    byte[] bytes = sample(ByteOrder.BIG_ENDIAN).build().section("xdp").orElseThrow().toBytes();
    assertThat(bytes)
        .startsWith(0x18, 0x10, 0, 0, 0x55, 0x66, 0x77, 0x88, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44);
  }

  @Test
  void writesManyWordsAsItWritesEach() {
    long[] words = {0x1122334455667788L, 0x18, -1, 0};
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      SectionBuilder many = new ElfBuilder(order).section("xdp").putByte(0).putWords(words, 3);
      SectionBuilder each = new ElfBuilder(order).section("xdp").putByte(0);
      for (int i = 0; i < 3; i++) {
        each.putWord(words[i]);
        assertThat(many.word(1 + i * 8)).isEqualTo(words[i]);
      }
      assertThat(many.build(new int[0])).isEqualTo(each.build(new int[0]));
    }
  }

  @Test
  void keepsNumbersOfAMillionInstructions() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder code = builder.section("socket").align(8);
    SymbolBuilder map = builder.symbol("map");
    for (int i = 0; i < 1_000_000; i++) {
      code.relocate(code.size(), map, RelocationType.R_BPF_64_64).putWord(0x18);
    }
    Section section = ElfObject.read(builder.build().toBytes()).sections().get(0);
    assertThat(section.size()).isEqualTo(8_000_000);
    assertThat(section.relocations()).hasSize(1_000_000);
    assertThat(section.relocations().get(999_999).offset()).isEqualTo(7_999_992);
  }

  @Test
  void sortsRelocationsByOffset() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder data = builder.section(".data").fill(32, 0);
    for (int offset : new int[] {8, 24, 0, 16}) {
      data.relocate(offset, builder.symbol("s" + offset), RelocationType.R_BPF_64_ABS64);
    }
    ElfObject object = builder.build();
    assertThat(object.sections().get(0).relocations())
        .extracting(r -> r.offset() + object.symbols().get(r.symbol()).name())
        .containsExactly("0s0", "8s8", "16s16", "24s24");
  }

  @Test
  void refusesWhatTheFormatCannotHold() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder data = builder.section(".data").putInt(1);
    assertThatThrownBy(() -> data.align(3)).hasMessageContaining("alignment is 3");
    assertThatThrownBy(() -> data.setLong(0, 1)).hasMessageContaining("0 to 8 of 4 bytes");
    assertThatThrownBy(() -> builder.section(".bss").putInt(1)).hasMessageContaining("zeros only");
    data.relocate(2, builder.symbol("x"), RelocationType.R_BPF_64_ABS32);
    assertThatThrownBy(builder::build).hasMessageContaining(".data+2 is relocated");
    assertThatThrownBy(() -> data.putInt(1)).hasMessageContaining("part of an object already");
  }
}
