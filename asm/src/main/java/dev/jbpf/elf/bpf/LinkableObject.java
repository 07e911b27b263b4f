package dev.jbpf.elf.bpf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.load.ArenaSection;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.bpf.read.DebugRows;
import dev.jbpf.elf.bpf.read.ObjectMapTable;
import dev.jbpf.elf.bpf.read.SymbolLayout;
import dev.jbpf.elf.extern.Externs;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What linking a program needs of its object. */
final class LinkableObject {
  private static final String HELPER_PREFIX = "bpf_";

  private final ElfObject object;
  private final Optional<Btf> types;
  private final ObjectMapTable maps;
  private final Map<Integer, CodeSection> code = new TreeMap<>();
  private final Map<Integer, DataSection> data;
  private final Optional<ArenaSection> arena;
  private final Optional<Externs> externs;
  private final boolean hasValuesInPlace;
  private final boolean isStripped;
  private final boolean hasData;
  private final DebugRows functions;
  private final DebugRows lines;
  private final DebugRows relocations;

  LinkableObject(ElfObject object, Optional<Btf> types, Optional<BtfExt> ext, SymbolLayout layout) {
    this.object = object;
    this.types = types;
    this.maps = new ObjectMapTable(object, types, layout);
    this.data = DataSection.of(object, types);
    this.arena = ArenaSection.of(object, maps.maps());
    this.externs =
        types.isPresent() ? Optional.of(Externs.of(object, types.get())) : Optional.empty();
    for (int i = 0; i < object.sections().size(); i++) {
      if (object.sections().get(i).isCode()) {
        code.put(i, new CodeSection(object, i));
      }
    }
    isStripped = isStripped(object);
    hasData = !data.isEmpty() || hasMaps(object);
    hasValuesInPlace = object.flags() == 0 && isGcc(object);
    functions = new DebugRows(ext.isPresent() ? ext.get().functions() : List.of());
    lines = new DebugRows(ext.isPresent() ? ext.get().lines() : List.of());
    relocations = new DebugRows(ext.isPresent() ? ext.get().relocations() : List.of());
  }

  Optional<Btf> types() {
    return types;
  }

  ObjectMapTable maps() {
    return maps;
  }

  /** The sections of instructions, in the order of the object. */
  List<CodeSection> code() {
    return List.copyOf(code.values());
  }

  Optional<CodeSection> code(int section) {
    return Optional.ofNullable(code.get(section));
  }

  /** The sections of variables, by their numbers. */
  Map<Integer, DataSection> data() {
    return data;
  }

  /** The variables that are in an arena. */
  Optional<ArenaSection> arena() {
    return arena;
  }

  Section section(int index) {
    return object.sections().get(index);
  }

  ByteOrder order() {
    return object.order();
  }

  Stream<Symbol> symbolsIn(int section) {
    return object.symbols().stream().filter(symbol -> symbol.isIn(section));
  }

  Symbol symbol(Relocation relocation) {
    return object.symbols().get(relocation.symbol());
  }

  DebugRows functions() {
    return functions;
  }

  DebugRows lines() {
    return lines;
  }

  /** What depends on the layout of a kernel's types. */
  DebugRows relocations() {
    return relocations;
  }

  private static boolean hasMaps(ElfObject object) {
    for (Section section : object.sections()) {
      if (ObjectMapTable.isMapSection(section.name())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGcc(ElfObject object) {
    Optional<Section> comment = object.section(".comment");
    return comment.isPresent()
        && new String(comment.get().toBytes(), StandardCharsets.ISO_8859_1).contains("GCC:");
  }

  /**
   * What the bytes of an instruction add to a symbol's value. binutils before 2.41, which is what
   * gcc's objects with a header without flags come from, adds the value of a symbol with a name
   * there already.
   */
  long addend(Symbol symbol, long immediate) {
    return hasValuesInPlace && symbol.kind() != SymbolKind.SECTION
        ? immediate - symbol.value()
        : immediate;
  }

  /** Where an instruction is: its slot counts from the function's start. */
  String place(CodeFunction function, int slot) {
    return String.format(
        "function '%s', slot %d of %s%s",
        function.name(), slot, function.code().name(), line(function, slot));
  }

  /** The line that the last row before the slot names. */
  private String line(CodeFunction function, int slot) {
    StringBuilder line = new StringBuilder();
    lines.forEach(
        function,
        (rows, row, at) -> {
          if (at <= slot) {
            line.setLength(0);
            String file = types.map(t -> t.string(rows.at(row, 1))).orElse("");
            line.append(" (").append(file).append(':').append(BtfExt.line(rows.at(row, 3)));
            line.append(')');
          }
        });
    return line.toString();
  }

  /**
   * Whether {@code op} at that slot looks like what a relocation was to complete, in an object
   * whose symbols are gone. A constant 0 is a map or a variable only where there are some.
   */
  boolean wasStripped(CodeFunction function, int slot, Op op) {
    int imm = Words.imm(function.code().word(slot));
    boolean isData = op == Op.LDDW && imm == 0 && function.code().word(slot + 1) == 0;
    return isStripped && (isData && hasData || op == Op.CALL_LOCAL && imm == -1);
  }

  private static boolean isStripped(ElfObject object) {
    for (Symbol symbol : object.symbols()) {
      if (!symbol.name().isEmpty()) {
        return false;
      }
    }
    for (Section section : object.sections()) {
      if (section.isCode() && !section.relocations().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** What the object declares of a kernel, if it has types. */
  Optional<Externs> externs() {
    return externs;
  }

  /** Why a symbol of no section cannot be resolved. */
  String undefined(Symbol symbol) {
    return "'"
        + symbol.name()
        + "' is "
        + helper(symbol.name()).orElse("not defined in this object");
  }

  /** A helper has a number, and no address that a linker could find. */
  private static Optional<String> helper(String name) {
    return Arrays.stream(Helper.values())
        .filter(helper -> name.equals(HELPER_PREFIX + helper.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(
            helper ->
                String.format(
                    "not defined in this object: it is helper %d, which is called by its number:"
                        + " include bpf_helpers.h, or declare it as"
                        + " `static long (*%s)(...) = (void *)%d`",
                    helper.value(), name, helper.value()));
  }
}
