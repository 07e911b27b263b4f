package dev.jbpf.elf.bpf;

import dev.jbpf.elf.bpf.describe.ObjectTypes;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.kernel.struct.KernelStruct;

/** Writes a table of functions into an object, as compilers do: loaders fill the programs in. */
final class TableWriter {
  private TableWriter() {}

  /**
   * Writes {@code table}, whose symbol is {@code symbol}.
   *
   * @throws IllegalArgumentException if the object lacks one of its functions
   */
  static void write(
      ElfBuilder object, ObjectTypes types, SymbolBuilder symbol, StructOpsDef table) {
    SectionBuilder section = object.section(table.section()).align(Long.BYTES);
    int start = section.size();
    int bytes = table.structure().bytes();
    types.table(start, table);
    symbol.define(section, start).kind(SymbolKind.OBJECT).binding(Binding.GLOBAL).size(bytes);
    for (KernelStruct.Member member : table.structure().members()) {
      section.fill(start + member.offset() - section.size(), 0);
      table
          .function(member)
          .ifPresentOrElse(
              program -> putFunction(section, function(object, table, program)),
              () -> section.putBytes(table.values().get(member.name())));
    }
    section.fill(start + bytes - section.size(), 0);
  }

  private static SymbolBuilder function(ElfBuilder object, StructOpsDef table, String program) {
    SymbolBuilder function = object.symbol(program);
    if (function.isUndefined()) {
      throw new IllegalArgumentException(
          "the table '" + table.name() + "' names the program " + program + ", which is not there");
    }
    return function;
  }

  private static void putFunction(SectionBuilder section, SymbolBuilder function) {
    section.relocate(section.size(), function, RelocationType.R_BPF_64_ABS64);
    section.fill(Long.BYTES, 0);
  }
}
