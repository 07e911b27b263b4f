package dev.jbpf.elf.bpf.describe;

import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.code.origin.Origins;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.bpf.read.ObjectMapTable;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Describes an object that an assembler filled, by its symbols: functions with their lines, and
 * variables. To be used when the sections and symbols are complete, once for each section.
 *
 * <p>Symbols without a size are passed over, as loaders would refuse them.
 */
public final class ObjectDescriber {
  /**
   * A function of more slots than that gets one row of line information, which says nothing. Nobody
   * reads the log of so long a function line by line, and a row a slot would take longer to make
   * than the function itself, and twice its room in the file.
   */
  static final int MAX_SLOTS_WITH_LINES = 65_536;

  private final ElfBuilder object;
  private final ObjectTypes types;
  private final Function<String, Optional<byte[]>> files;
  private final Map<String, SourceLines> sources = new HashMap<>();
  private final LineWriter lines;

  /** By the index of their section; made when the first section is described. */
  private final Map<Integer, List<SymbolBuilder>> symbols = new HashMap<>();

  /**
   * For {@code object}, into {@code types}.
   *
   * @param files gives the content of a source file by the name that origins have for it
   */
  public ObjectDescriber(
      ElfBuilder object, ObjectTypes types, Function<String, Optional<byte[]>> files) {
    this.object = object;
    this.types = types;
    this.files = files;
    this.lines = new LineWriter(types, new Texts());
  }

  /** The numbers of the lines' texts. A class, as assembling a short source makes no lambda. */
  private final class Texts implements ToIntFunction<Origin> {
    @Override
    public int applyAsInt(Origin origin) {
      return origin instanceof Origin.Source source
          ? lines(source.file()).ofLine(source.line())
          : types.text(SourceLineText.NONE.at(origin));
    }
  }

  private SourceLines lines(String file) {
    SourceLines known = sources.get(file);
    if (known == null) {
      Optional<byte[]> content = files.apply(file);
      known = content.isPresent() ? types.source(content.get()) : SourceLines.NONE;
      sources.put(file, known);
    }
    return known;
  }

  /** The slots of a function of the section, counted from its first. */
  private record Slots(SectionBuilder section, Origins origins, int first)
      implements LineWriter.Slots {
    @Override
    public Origin origin(int slot) {
      return origins.at(first + slot);
    }

    @Override
    public boolean isInstruction(int slot) {
      return Words.opcode(section.word((first + slot) * Words.BYTES)) != 0;
    }
  }

  /**
   * Describes all sections.
   *
   * @param code where each slot was written, of the sections that have instructions, by name
   */
  public void sections(Map<String, Origins> code) {
    for (SectionBuilder section : object.sections()) {
      if (code.containsKey(section.name())) {
        code(section, code.get(section.name()));
      } else if ((section.flags() & Section.ALLOC) != 0
          && !ObjectMapTable.isMapSection(section.name())) {
        data(section);
      }
    }
  }

  /**
   * Describes the functions of a section of code. In {@code .text} they are those that programs
   * call; elsewhere, those that the kernel calls, unless they are local.
   *
   * @param origins where each slot of the section was written
   */
  public void code(SectionBuilder section, Origins origins) {
    List<SymbolBuilder> functions = symbols(section, SymbolKind.FUNC);
    boolean hasLines = hasLong(functions) || hasLines(section, origins);
    CalledPlaces called = CalledPlaces.of(section);
    for (SymbolBuilder function : functions) {
      int start = (int) function.value();
      describe(section, function, start);
      boolean written = !isLong(function) && lines(section, function, origins);
      if (!written && hasLines) {
        lines.writeUnknown(section.name(), start);
      }
      inner(section, function, called);
    }
  }

  /** Functions that start within another, as they were not said to be some. */
  private void inner(SectionBuilder section, SymbolBuilder function, CalledPlaces called) {
    int start = (int) function.value();
    int end = start + (int) function.size();
    int count = 0;
    for (int at = called.after(start, end); at < end; at = called.after(at, end)) {
      types.subprogram(section.name(), at, function.name() + "_" + ++count);
    }
  }

  private static boolean hasLong(List<SymbolBuilder> functions) {
    for (SymbolBuilder function : functions) {
      if (isLong(function)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLong(SymbolBuilder function) {
    return function.size() / Words.BYTES > MAX_SLOTS_WITH_LINES;
  }

  private boolean lines(SectionBuilder section, SymbolBuilder function, Origins origins) {
    int start = (int) function.value();
    int count = (int) (function.size() / Words.BYTES);
    Slots slots = new Slots(section, origins, start / Words.BYTES);
    return lines.write(section.name(), start, count, slots);
  }

  private void describe(SectionBuilder section, SymbolBuilder function, int start) {
    boolean isLocal = function.binding() == Binding.LOCAL;
    boolean isText = section.name().equals(CodeSection.TEXT);
    if (isText && !isLocal && function.visibility().isHidden()) {
      types.hidden(section.name(), start, function.name());
    } else if (isText || isLocal) {
      types.subprogram(section.name(), start, function.name());
    } else {
      types.program(section.name(), start, function.name());
    }
  }

  /** Describes the variables of a section of data. */
  public void data(SectionBuilder section) {
    for (SymbolBuilder variable : symbols(section, SymbolKind.OBJECT)) {
      types.variable(
          section.name(),
          (int) variable.value(),
          variable.name(),
          (int) variable.size(),
          variable.binding() == Binding.LOCAL ? Linkage.STATIC : Linkage.GLOBAL);
    }
  }

  private static boolean hasLines(SectionBuilder section, Origins origins) {
    for (int slot = 0; slot < section.size() / Words.BYTES; slot++) {
      if (origins.at(slot) != Origin.UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  /** The symbols of that kind in the section, in the order of their places, none within another. */
  private List<SymbolBuilder> symbols(SectionBuilder section, SymbolKind kind) {
    if (symbols.isEmpty()) {
      placeSymbols();
    }
    List<SymbolBuilder> found = new ArrayList<>();
    for (SymbolBuilder symbol : symbols.getOrDefault(section.index(), List.of())) {
      if (symbol.kind() == kind) {
        found.add(symbol);
      }
    }
    found.sort(ByPlace.RISING);
    List<SymbolBuilder> apart = new ArrayList<>();
    long end = 0;
    for (SymbolBuilder symbol : found) {
      if (symbol.value() >= end && symbol.value() + symbol.size() <= section.size()) {
        apart.add(symbol);
        end = symbol.value() + symbol.size();
      }
    }
    return apart;
  }

  private void placeSymbols() {
    for (SymbolBuilder symbol : object.symbols()) {
      if (symbol.size() > 0 && symbol.place() instanceof SymbolPlace.InSection in) {
        List<SymbolBuilder> others = symbols.get(in.section());
        if (others == null) {
          others = new ArrayList<>();
          symbols.put(in.section(), others);
        }
        others.add(symbol);
      }
    }
  }

  private enum ByPlace implements Comparator<SymbolBuilder> {
    RISING;

    @Override
    public int compare(SymbolBuilder a, SymbolBuilder b) {
      return Long.compare(a.value(), b.value());
    }
  }
}
