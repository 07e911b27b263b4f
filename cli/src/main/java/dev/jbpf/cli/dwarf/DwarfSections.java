package dev.jbpf.cli.dwarf;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;

/** The sections that describe an object's source. What its relocations add is there already. */
record DwarfSections(ElfObject object) {
  DwarfBytes at(String name, long offset) {
    return new DwarfBytes(object.section(name).map(Section::toBytes).orElse(new byte[0]), offset);
  }
}
