package dev.jbpf.elf.bpf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Relocation;
import dev.jbpf.elf.Section;
import dev.jbpf.elf.Symbol;
import dev.jbpf.elf.SymbolKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What linking a program needs of its object. */
final class ObjectParts {
  private final ElfObject object;
  private final Optional<Btf> types;
  private final MapTable maps;
  private final Map<Integer, CodeSection> code = new TreeMap<>();
  private final boolean hasValuesInPlace;
  private final DebugRows functions;
  private final DebugRows lines;
  private final DebugRows relocations;

  ObjectParts(ElfObject object, Optional<Btf> types, Optional<BtfExt> ext) {
    this.object = object;
    this.types = types;
    this.maps = new MapTable(object, types);
    for (int i = 0; i < object.sections().size(); i++) {
      if (object.sections().get(i).isCode()) {
        code.put(i, new CodeSection(object, i));
      }
    }
    hasValuesInPlace =
        object.flags() == 0 && object.section(".comment").filter(ObjectParts::isGcc).isPresent();
    functions = new DebugRows(ext.map(BtfExt::functions).orElse(List.of()));
    lines = new DebugRows(ext.map(BtfExt::lines).orElse(List.of()));
    relocations = new DebugRows(ext.map(BtfExt::relocations).orElse(List.of()));
  }

  Optional<Btf> types() {
    return types;
  }

  MapTable maps() {
    return maps;
  }

  /** The sections of instructions, in the order of the object. */
  List<CodeSection> code() {
    return List.copyOf(code.values());
  }

  Optional<CodeSection> code(int section) {
    return Optional.ofNullable(code.get(section));
  }

  Section section(int index) {
    return object.sections().get(index);
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

  private static boolean isGcc(Section comment) {
    return new String(comment.toBytes(), StandardCharsets.ISO_8859_1).contains("GCC:");
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

  /** Refuses a function whose instructions depend on the layout of the running kernel's types. */
  void requireNoCoRe(Function function) {
    relocations.forEach(
        function,
        (rows, row, slot) -> {
          throw new BpfObjectException(
              String.format(
                  "%s: needs the running kernel's layout of '%s' (CO-RE, path %s), which is not"
                      + " supported yet; compile it without preserve_access_index, or leave the"
                      + " program out",
                  place(function, slot),
                  types.map(t -> t.name(rows.at(row, 1))).orElse(""),
                  types.map(t -> t.string(rows.at(row, 2))).orElse("")));
        });
  }

  /** Where an instruction is: its slot counts from the function's start. */
  String place(Function function, int slot) {
    return String.format(
        "function '%s', slot %d of %s%s",
        function.name(), slot, function.code().name(), line(function, slot));
  }

  /** The line that the last row before the slot names. */
  private String line(Function function, int slot) {
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

  /** Why a symbol of no section cannot be resolved. */
  String undefined(Symbol symbol) {
    return "'" + symbol.name() + "' is " + where(symbol.name());
  }

  private String where(String name) {
    return types
        .flatMap(btf -> externSection(btf, name))
        .map(
            section ->
                section.equals(".kconfig")
                    ? "of the kernel's configuration (.kconfig), which is not supported yet; make"
                        + " it a constant of the object, and set that before loading"
                    : "the kernel's ("
                        + section
                        + "), which is not supported yet; leave out the"
                        + " program that needs it")
        .orElse("not defined in this object");
  }

  private static Optional<String> externSection(Btf types, String name) {
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.Datasec section
          && section.variables().stream().anyMatch(v -> types.name(v.type()).equals(name))) {
        return Optional.of(section.name());
      }
    }
    return Optional.empty();
  }
}
