package dev.jbpf.elf.build;

import static dev.jbpf.elf.section.Section.ALLOC;
import static dev.jbpf.elf.section.Section.EXEC;
import static dev.jbpf.elf.section.Section.NOBITS;
import static dev.jbpf.elf.section.Section.PROGBITS;
import static dev.jbpf.elf.section.Section.WRITE;

import java.util.List;

/** The type and flags that compilers give a section by its name. The first row that fits holds. */
final class SectionDefaults {
  private record Row(String name, boolean orBelow, int type, long flags) {
    boolean fits(String section) {
      return section.equals(name)
          || orBelow
              && section.length() > name.length()
              && section.startsWith(name)
              && section.charAt(name.length()) == '.';
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row(".bss", true, NOBITS, ALLOC | WRITE),
          new Row(".data", true, PROGBITS, ALLOC | WRITE),
          new Row(".rodata", true, PROGBITS, ALLOC),
          new Row(".maps", false, PROGBITS, ALLOC | WRITE),
          new Row("maps", false, PROGBITS, ALLOC | WRITE),
          new Row("license", false, PROGBITS, ALLOC | WRITE),
          new Row("version", false, PROGBITS, ALLOC | WRITE),
          new Row(".kconfig", false, PROGBITS, ALLOC | WRITE),
          new Row(".ksyms", false, PROGBITS, ALLOC | WRITE),
          new Row(".text", true, PROGBITS, ALLOC | EXEC));

  private SectionDefaults() {}

  static int type(String section) {
    for (Row row : ROWS) {
      if (row.fits(section)) {
        return row.type();
      }
    }
    return PROGBITS;
  }

  /** A name with a dot in front is a tool's, such as .BTF; all others are programs'. */
  static long flags(String section) {
    for (Row row : ROWS) {
      if (row.fits(section)) {
        return row.flags();
      }
    }
    return section.startsWith(".") ? 0L : ALLOC | EXEC;
  }
}
