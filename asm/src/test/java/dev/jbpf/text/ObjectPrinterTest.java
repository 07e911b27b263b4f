package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.Damage;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.testing.Tool;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects print as text that assembles to the same sections, symbols and relocations. */
class ObjectPrinterTest {
  private static final Path C = Path.of("src/test/resources/c");

  @TempDir private Path folder;

  @DisplayName("O21: names that cannot stand in a text, or that there are none")
  @Test
  void symbolsKeepTheirNames() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    builder.section(".text");
    SectionBuilder strings = builder.section(".debug_str").kind(Section.PROGBITS, 0).fill(8, 'a');
    SectionBuilder debug = builder.section(".debug_info").kind(Section.PROGBITS, 0).fill(24, 0);
    String[] names = {"", "", "fp", "a \"name\" \\ with all", "core::fmt<T>", "twice", "twice"};
    for (int i = 0; i < names.length; i++) {
      SymbolBuilder symbol = builder.anonymous(names[i]).define(strings, i);
      debug.relocate(i * 2, symbol, RelocationType.R_BPF_64_ABS32);
    }
    builder.anonymous("r3").binding(Binding.GLOBAL).define(debug, 4).size(4);
    builder.section(".BTF");
    ElfObject object = builder.build();
    Assembly assembly =
        Assembler.assemble(
            ObjectPrinter.print(object, Dialect.LLVM).getBytes(StandardCharsets.UTF_8),
            "t.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    assertThat(assembly.report()).isEmpty();
    ElfObject again = assembly.object().orElseThrow();
    assertThat(again.symbols()).containsExactlyInAnyOrderElementsOf(object.symbols());
    assertThat(related(again)).isEqualTo(related(object)).hasSize(names.length);
  }

  private static List<String> related(ElfObject object) {
    return object.section(".debug_info").orElseThrow().relocations().stream()
        .map(r -> r.offset() + " " + r.type() + " " + object.symbols().get(r.symbol()))
        .toList();
  }

  @DisplayName("O21: types keep the alignment that older compilers gave them")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void typesKeepTheirAlignment(int alignment) {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    builder.section(".text");
    builder.section(".BTF").align(alignment).putInt(0x01eb9f);
    builder.section(".BTF.ext").align(alignment).putInt(0x01eb9f);
    ElfObject object = builder.build();
    String text = ObjectPrinter.print(object, Dialect.LLVM);
    Assembly assembly =
        Assembler.assemble(
            text.getBytes(StandardCharsets.UTF_8),
            "t.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    assertThat(assembly.object().orElseThrow().toBytes()).isEqualTo(object.toBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".section xdp\nr0 = 2\nexit",
        """
        .map counts, type=array, key=4, value=8, max_entries=16
        .section xdp
        .globl drop
        drop: r1 = counts ll
        call helper
        if r0 == 0 goto out
        r2 = limit ll
        r3 = limit + 4 ll
        call outside
        out: r0 = 1
        exit
        .text
        helper: r0 = 0
        call helper2
        exit
        .globl helper2
        helper2: r0 = 1
        exit
        .data
        .globl limit
        limit: .8byte 7, drop, counts + 8, helper
        .4byte limit, odd - 4
        .bss
        room: .zero 40
        .section .rodata
        fmt: .asciz "100%\\t\\"quoted\\"\\n\\\\"
        .byte 1, 2, 3
        odd: .2byte 0x1234
        .section license
        .asciz "GPL"
        """,
        """
        .section tc
        .raw 0xffffffffffffffff
        r1 = 1 ll
        .set inside, . - 8
        .set far, . + 24
        .set number, 77
        .globl number
        exit
        .local LBB0_1
        LBB0_1: .weak XDP_DROP
        r1 = XDP_DROP ll
        .globl bpf_map_lookup_elem
        call bpf_map_lookup_elem
        exit
        .section odd,"ax"
        .byte 1, 2, 3
        .section .notes,"e",@note
        .4byte 1
        .reloc 0, R_BPF_64_ABS32, .notes
        .section "a b","a",@0x70000001
        .byte 1
        """
      })
  void objectsOfOurs(String source) {
    assertReadsBack(assemble(source, ByteOrder.LITTLE_ENDIAN));
    assertReadsBack(assemble(source, ByteOrder.BIG_ENDIAN));
  }

  static Stream<String> programs() throws Exception {
    return ClangTest.programs();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void objectsOfClang(String program) throws Exception {
    String[] parts = program.split(" ");
    Path object = folder.resolve("x.o");
    Tool.named("clang-19")
        .succeed(
            "-O2",
            "-g",
            "-target",
            "bpf",
            "-mcpu=" + parts[1],
            "-c",
            C.resolve(parts[0]),
            "-o",
            object);
    assertReadsBack(ElfObject.read(Files.readAllBytes(object)));
  }

  static List<Path> sources() {
    return Compilers.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void objectsOfOthers(Path source) {
    assertReadsBack(ElfObject.read(Compilers.bytes(Compilers.clang(source, "bpfel", folder))));
    assertReadsBack(ElfObject.read(Compilers.bytes(Compilers.clang(source, "bpfeb", folder))));
    assertReadsBack(ElfObject.read(Compilers.bytes(Compilers.gcc(source, folder))));
  }

  @Test
  void objectsOfBinutils() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("x.s"),
            """
              .globl main
              .type main,@function
            main:
              lddw %r1, counts
              lddw %r2, local+8
              call 1
              call side
              jeq %r0, 0, done
              call outside
            done:
              exit
            side: mov %r0, 1
              exit
              .data
            local: .quad main, side
              .long local
              .bss
            room: .skip 8
            """);
    Path object = folder.resolve("x.o");
    Tool.named("bpf-as").succeed("-EL", source, "-o", object);
    assertReadsBack(ElfObject.read(Files.readAllBytes(object)));
  }

  @Test
  void symbolsWithoutANameOfTheirOwnGetOne() {
    ElfBuilder elf = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder data = elf.section(".data");
    elf.sectionSymbol(data);
    for (String name : List.of("twice", "twice", "b c", "r1", "twice.2", "b?c")) {
      data.putByte(1);
      elf.anonymous(name).define(data);
    }
    elf.symbol("twice").define(data).binding(Binding.GLOBAL);
    assertThat(ObjectPrinter.print(elf.build(), Dialect.LLVM).lines())
        .filteredOn(line -> line.endsWith(":"))
        .containsExactly("twice.4:", "twice.3:", "_b_c.2:", "_r1:", "twice.2:", "_b_c:", "twice:");
  }

  @Test
  void damagedObjectsPrintToo() {
    String source =
        ".section xdp\nr1 = x ll\ncall f\nexit\n.text\nf: exit\n.data\nx: .8byte f, x\n";
    byte[] object = assemble(source, ByteOrder.LITTLE_ENDIAN).toBytes();
    SplittableRandom random = new SplittableRandom(1);
    int printed = 0;
    for (int i = 0; i < 5_000; i++) {
      try {
        ElfObject damaged = ElfObject.read(Damage.to(object, random));
        String text = ObjectPrinter.print(damaged, Dialect.LLVM);
        Assembler.assemble(
            text.getBytes(StandardCharsets.UTF_8),
            "x.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
        printed++;
      } catch (ElfFormatException e) {
        // It is no object any more: there is nothing to print.
      }
    }
    assertThat(printed).isGreaterThan(100);
  }

  private static ElfObject assemble(String source, ByteOrder order) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8),
            "x.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT).order(order));
    assertThat(assembly.report()).as(source).isEmpty();
    return ElfObject.read(assembly.object().orElseThrow().toBytes());
  }

  static void assertReadsBack(ElfObject object) {
    for (Dialect dialect : Printing.DIALECTS) {
      String text = ObjectPrinter.print(object, dialect);
      ElfObject back = assemble(text, object.order());
      assertThat(lines(back)).as(text).containsExactlyInAnyOrderElementsOf(lines(object));
    }
  }

  /** What has to be the same, a line each. */
  private static List<String> lines(ElfObject object) {
    List<String> lines = new ArrayList<>();
    for (Section section : object.sections()) {
      String bytes = HexFormat.of().formatHex(section.toBytes());
      boolean isEmptyCode = section.name().equals(".text") && section.size() == 0;
      if (!isEmptyCode) {
        lines.add(
            String.format(
                "section %s %d %x %d %d %s",
                section.name(),
                section.type(),
                section.flags(),
                section.entrySize(),
                section.size(),
                bytes));
      }
      for (var r : section.relocations()) {
        Symbol symbol = object.symbols().get(r.symbol());
        String place = symbol.kind() == SymbolKind.SECTION ? place(object, symbol) : symbol.name();
        lines.add(section.name() + " " + r.offset() + " " + r.type() + " " + place);
      }
    }
    for (Symbol symbol : object.symbols()) {
      if (symbol.kind() != SymbolKind.SECTION) {
        lines.add(
            String.join(
                " ",
                symbol.name(),
                place(object, symbol),
                symbol.kind().toString(),
                symbol.binding().toString(),
                symbol.visibility().toString(),
                Long.toString(symbol.value()),
                Long.toString(symbol.size())));
      }
    }
    return lines;
  }

  private static String place(ElfObject object, Symbol symbol) {
    return symbol.place() instanceof SymbolPlace.InSection in
        ? object.sections().get(in.section()).name()
        : symbol.place().toString();
  }
}
