package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What hand-written sources leave out, and loaders need. */
class ObjectTest {
  private static final String SOURCE =
      """
          .section license,"aw"
          .globl _license
      _license: .asciz "GPL"
          .section xdp/first
          call add
          r2 = buffer ll
          call get_smp_processor_id
          call elsewhere
          exit
          .text
      add:
          r0 = r1
          exit
          .bss
          .globl buffer
      buffer: .zero 16
      """;

  private static ElfObject assemble(String source) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8),
            "x.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    assertThat(assembly.report()).isEmpty();
    return ElfObject.read(assembly.object().orElseThrow().toBytes());
  }

  @Test
  void aProgramIsAGlobalFunctionNamedAfterItsSection() {
    Symbol program = assemble(SOURCE).symbol("first").orElseThrow();
    assertThat(program.kind()).isEqualTo(SymbolKind.FUNC);
    assertThat(program.binding()).isEqualTo(Binding.GLOBAL);
    assertThat(program.size()).isEqualTo(48);
  }

  @Test
  void whatIsCalledIsAFunctionWithASize() {
    Symbol add = assemble(SOURCE).symbol("add").orElseThrow();
    assertThat(add.kind()).isEqualTo(SymbolKind.FUNC);
    assertThat(add.binding()).isEqualTo(Binding.LOCAL);
    assertThat(add.size()).isEqualTo(16);
  }

  @Test
  void variablesHaveSizes() {
    ElfObject object = assemble(SOURCE);
    assertThat(object.symbol("buffer").orElseThrow().size()).isEqualTo(16);
    assertThat(object.symbol("_license").orElseThrow().kind()).isEqualTo(SymbolKind.OBJECT);
    assertThat(object.section(".bss").orElseThrow().isZeros()).isTrue();
  }

  @Test
  void callsAndAddressesAreRelocatedButHelpersAreNot() {
    Section section = assemble(SOURCE).section("xdp/first").orElseThrow();
    assertThat(section.relocations())
        .extracting(relocation -> relocation.offset() + " " + relocation.type())
        .containsExactly(
            "0 " + RelocationType.R_BPF_64_32,
            "8 " + RelocationType.R_BPF_64_64,
            "32 " + RelocationType.R_BPF_64_32);
  }

  @Test
  void whatIsDefinedNowhereIsAnExternalSymbol() {
    assertThat(assemble(SOURCE).symbol("elsewhere").orElseThrow().isUndefined()).isTrue();
    assertThat(assemble(SOURCE).symbol("get_smp_processor_id")).isEmpty();
  }

  /** No relocation says it, and the kernel would take descriptor 0 for the map. */
  @Test
  void aMapsValueIsNothingForAnObject() {
    String source =
        ".map counts, type=array, key=4, value=8, max_entries=1\nr1 = map_value counts, 0 ll";
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    Assembly assembly =
        Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "value.s", options);
    assertThat(assembly.report())
        .contains("error[symbol-undefined]")
        .contains("the address of a map is loaded by `r1 = NAME ll`");
  }
}
