package dev.jbpf.elf.bpf.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.MapType;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object as the text assembler fills it: sections, symbols, and a line for each slot. */
class ObjectDescriberTest {
  private static final String FILE =
      """
      # a program and what it calls
      main:
        r1 = counts ll
        call helper   # not a kernel's
        exit
      helper:
        r0 = 2
        exit
      """;

  @TempDir Path folder;

  private static byte[] object() {
    ElfBuilder object = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    ObjectTypes types = new ObjectTypes(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder code = object.section("xdp").align(8);
    SectionBuilder text = object.section(".text").align(8);
    SectionBuilder data = object.section(".data").align(4).putInt(1).putInt(2);
    ObjectMap counts = ObjectMap.of("counts", MapType.ARRAY, 4, 8, 1, 0);
    code.relocate(0, types.map(object, counts), RelocationType.R_BPF_64_64);
    code.relocate(16, object.sectionSymbol(text), RelocationType.R_BPF_64_32);
    code.putWord(0x118).putWord(0).putWord(Words.withImm(0x1085, -1)).putWord(0x95);
    text.putWord(Words.withImm(0xb7, 2)).putWord(0x95);
    object.symbol("helper").define(text, 0).kind(SymbolKind.FUNC).size(16);
    object.symbol("main").define(code, 0).kind(SymbolKind.FUNC).size(32).binding(Binding.GLOBAL);
    object.symbol("second").define(data, 4).kind(SymbolKind.OBJECT).size(4);
    object.symbol("first").define(data, 0).kind(SymbolKind.OBJECT).size(4);
    object.symbol("inside").define(data, 2).kind(SymbolKind.OBJECT).size(4);
    object.symbol("unsized").define(data, 0).kind(SymbolKind.OBJECT);
    ObjectDescriber describer = new ObjectDescriber(object, types, ObjectDescriberTest::file);
    int[] codeLines = {3, 3, 4, 5};
    describer.code(code, slot -> new Origin.Source("a.s", codeLines[slot], 3));
    describer.code(text, slot -> new Origin.Source("a.s", 7 + slot, 3));
    describer.data(data);
    types.writeTo(object);
    return object.build().toBytes();
  }

  private static Optional<byte[]> file(String name) {
    return Optional.of(FILE.getBytes(StandardCharsets.UTF_8)).filter(f -> name.equals("a.s"));
  }

  @Test
  void describesFunctionsAndLines() {
    LinkedProgram main = BpfObjectFile.read(object()).program("main").orElseThrow().link();
    assertThat(main.functions()).isEqualTo(Map.of("main", new Slot(0), "helper", new Slot(4)));
    assertThat(main.functionInfo()).hasSize(4);
    assertThat(main.sourceLine(new Slot(1))).contains("r1 = counts ll");
    assertThat(main.sourceLine(new Slot(2))).contains("call helper   # not a kernel's");
    assertThat(main.sourceLine(new Slot(5))).contains("exit");
    assertThat(main.program().origin(new Slot(5))).hasToString("a.s:8:3");
  }

  @Test
  void describesVariablesThatDoNotOverlap() {
    Btf types = BpfObjectFile.read(object()).types().orElseThrow();
    int section = types.find(".data", BtfKind.DATASEC).orElseThrow();
    assertThat(((BtfType.Datasec) types.type(section)).variables())
        .extracting(variable -> types.name(variable.type()) + variable.offset())
        .containsExactly("first0", "second4");
  }

  @Test
  @Tag("kernel")
  void isLoadedByBpftool() throws IOException {
    Path file = folder.resolve("described.o");
    Files.write(file, object());
    Tool bpftool = Tool.named("bpftool");
    try (Bpffs pins = Bpffs.mount(Files.createDirectory(folder.resolve("bpf")))) {
      bpftool.succeed("prog", "load", file, pins.path("main"));
      assertThat(bpftool.succeed("prog", "dump", "xlated", "pinned", pins.path("main"), "linum"))
          .contains("int main(void * ctx):")
          .contains("; r1 = counts ll [file:a.s line_num:3 line_col:3]")
          .contains("int helper():")
          .contains("; r0 = 2 [file:a.s line_num:7 line_col:3]");
    }
  }
}
