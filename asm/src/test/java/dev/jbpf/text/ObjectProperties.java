package dev.jbpf.text;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.Visibility;
import dev.jbpf.isa.Op;
import dev.jbpf.testing.Insns;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ObjectProperties {
  private static final List<String> NAMES = List.of("tc", ".text", ".data", ".rodata.x", ".bss");

  @Property(tries = 1_000)
  void anyObjectPrintsAsTextThatReadsBack(
      @ForAll("programs") List<Insn> first,
      @ForAll("programs") List<Insn> second,
      @ForAll Random random) {
    ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ElfBuilder elf = new ElfBuilder(order);
    elf.section("tc").putProgram(Program.link(first));
    elf.section(".text").putProgram(Program.link(second));
    byte[] bytes = new byte[random.nextInt(80)];
    random.nextBytes(bytes);
    elf.section(".data").putBytes(bytes).align(1 << random.nextInt(5));
    elf.section(".rodata.x").fill(random.nextInt(40), random.nextInt(3)).putByte(65).putByte(0);
    elf.section(".bss").fill(random.nextInt(40), 0);
    List<SymbolBuilder> symbols = symbols(elf, random);
    for (int count = random.nextInt(20); count > 0; count--) {
      relocate(elf.section(NAMES.get(random.nextInt(4))), symbols, random);
    }
    ObjectPrinterTest.assertReadsBack(elf.build());
  }

  private static List<SymbolBuilder> symbols(ElfBuilder elf, Random random) {
    List<SymbolBuilder> symbols = new ArrayList<>();
    NAMES.forEach(name -> symbols.add(elf.sectionSymbol(elf.section(name))));
    symbols.add(elf.symbol("outside"));
    symbols.add(elf.symbol("XDP_DROP").binding(Binding.WEAK).kind(SymbolKind.FUNC));
    for (int i = random.nextInt(8); i > 0; i--) {
      String name = random.nextInt(4) == 0 ? ".L" + i : "s" + i;
      SectionBuilder section = elf.section(NAMES.get(random.nextInt(NAMES.size())));
      symbols.add(
          elf.symbol(name)
              .define(section, random.nextInt(section.size() + 9))
              .kind(SymbolKind.values()[random.nextInt(3)])
              .binding(Binding.values()[random.nextInt(3)])
              .visibility(random.nextBoolean() ? Visibility.DEFAULT : Visibility.HIDDEN)
              .size(random.nextInt(3)));
    }
    return symbols;
  }

  private static void relocate(SectionBuilder section, List<SymbolBuilder> symbols, Random random) {
    RelocationType type = RelocationType.values()[random.nextInt(RelocationType.values().length)];
    int room = section.size() - Math.max(8, type.bytes());
    if (room >= 0) {
      int offset = random.nextInt(room + 1);
      section.relocate(
          random.nextBoolean() ? offset & -8 : offset,
          symbols.get(random.nextInt(symbols.size())),
          type);
    }
  }

  /** Half of what can be relocated, half of all. */
  @Provide
  Arbitrary<List<Insn>> programs() {
    return Arbitraries.oneOf(
            Arbitraries.of(Op.class), Arbitraries.of(Op.LDDW, Op.CALL_LOCAL, Op.JA, Op.GOTOL))
        .flatMap(Insns::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
