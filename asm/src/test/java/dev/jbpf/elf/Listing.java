package dev.jbpf.elf;

import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is in an object, a line each: as we read it, and as a readelf says. */
final class Listing {
  private static final Pattern SECTION =
      Pattern.compile(
          "\\[ *(\\d+)] (\\S*) +([A-Z_]+) +[0-9a-f]{16} [0-9a-f]+ ([0-9a-f]+) ([0-9a-f]+)"
              + " *[A-Za-z]* +\\d+ +\\d+ +(\\d+)");
  private static final Pattern SYMBOL =
      Pattern.compile("\\d+: ([0-9a-f]{16}) +(\\d+) (\\S+) +(\\S+) +(\\S+) +(\\S+)(?: (.*))?");
  private static final Pattern RELOCATION =
      Pattern.compile(
          "(?:Relocation section '\\.rel(.*)' at.*)|(?:([0-9a-f]{16}) +([0-9a-f]{8})([0-9a-f]{8}) .*)");
  private static final Set<String> TABLES =
      Set.of("NULL", "REL", "SYMTAB", "STRTAB", "LLVM_ADDRSIG");

  private Listing() {}

  static List<String> of(ElfObject object) {
    List<String> lines = new ArrayList<>();
    object.sections().forEach(section -> lines.add(line(section)));
    object.symbols().forEach(symbol -> lines.add(line(object, symbol)));
    for (Section section : object.sections()) {
      for (Relocation relocation : section.relocations()) {
        Symbol symbol = object.symbols().get(relocation.symbol());
        lines.add(
            String.format(
                "relocation %s %x %d %x %s",
                section.name(),
                relocation.offset(),
                relocation.type().number(),
                symbol.value(),
                symbol.name()));
      }
    }
    return lines;
  }

  private static String line(Section section) {
    return String.format(
        "section %s %s %x %x %d",
        section.name(),
        section.isZeros() ? "NOBITS" : "PROGBITS",
        section.size(),
        section.entrySize(),
        section.alignment());
  }

  private static String line(ElfObject object, Symbol symbol) {
    return String.format(
        "symbol %x %d %s %s %s %s %s",
        symbol.value(),
        symbol.size(),
        symbol.kind(),
        symbol.binding(),
        symbol.visibility(),
        symbol.place() instanceof SymbolPlace.InSection in
            ? object.sections().get(in.section()).name()
            : symbol.place().toString().substring(0, 3),
        symbol.name());
  }

  static List<String> by(Tool readelf, Path file) {
    String text = readelf.succeed("-W", "-S", "-s", "-r", file).replaceAll("(?m)^ +| +$", "");
    List<String> lines = new ArrayList<>();
    List<String> sections = new ArrayList<>(List.of(""));
    for (MatchResult row : rows(SECTION, text)) {
      if (!row.group(1).equals("0")) {
        sections.add(row.group(2));
      }
      if (!TABLES.contains(row.group(3))) {
        lines.add(
            String.format(
                "section %s %s %x %x %s",
                row.group(2), row.group(3), hex(row.group(4)), hex(row.group(5)), row.group(6)));
      }
    }
    List<String> symbols = new ArrayList<>();
    for (MatchResult row : rows(SYMBOL, text)) {
      String name = row.group(3).equals("SECTION") || row.group(7) == null ? "" : row.group(7);
      symbols.add(String.format("%x %s", hex(row.group(1)), name));
      if (symbols.size() > 1) {
        lines.add(symbol(row, sections, name));
      }
    }
    String section = "";
    for (MatchResult row : rows(RELOCATION, text)) {
      if (row.group(1) != null) {
        section = row.group(1);
      } else {
        String symbol = symbols.get((int) hex(row.group(3)));
        lines.add(
            String.format(
                "relocation %s %x %d %s", section, hex(row.group(2)), hex(row.group(4)), symbol));
      }
    }
    return lines;
  }

  private static String symbol(MatchResult row, List<String> sections, String name) {
    String place = row.group(6);
    boolean isNumber = Character.isDigit(place.charAt(0));
    return String.format(
        "symbol %x %s %s %s %s %s %s",
        hex(row.group(1)),
        row.group(2),
        row.group(3),
        row.group(4),
        row.group(5),
        isNumber ? sections.get(Integer.parseInt(place)) : place,
        name);
  }

  private static List<MatchResult> rows(Pattern pattern, String text) {
    return text.lines()
        .map(pattern::matcher)
        .filter(m -> m.matches())
        .map(m -> m.toMatchResult())
        .toList();
  }

  private static long hex(String text) {
    return Long.parseUnsignedLong(text, 16);
  }
}
