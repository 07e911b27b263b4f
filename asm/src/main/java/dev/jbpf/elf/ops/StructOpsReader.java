package dev.jbpf.elf.ops;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the tables of functions of an object. */
public final class StructOpsReader {
  private final ElfObject object;
  private final Btf types;

  private StructOpsReader(ElfObject object, Btf types) {
    this.object = object;
    this.types = types;
  }

  /**
   * {@return the tables of {@code object}, in the order of its types}
   *
   * @param types the object's, complete
   * @throws BpfObjectException if a variable of such a section is no structure, or outside of it
   */
  public static List<StructOps> read(ElfObject object, Btf types) {
    StructOpsReader reader = new StructOpsReader(object, types);
    List<StructOps> found = new ArrayList<>();
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.Datasec section && isOne(plain(section.name()))) {
        section.variables().forEach(variable -> found.add(reader.read(section, variable)));
      }
    }
    return found;
  }

  private static boolean isOne(String name) {
    return name.equals(StructOps.SECTION) || name.equals(StructOps.LINKED);
  }

  private static String plain(String name) {
    return name.startsWith("?") ? name.substring(1) : name;
  }

  private StructOps read(BtfType.Datasec types, BtfType.Variable variable) {
    String name = this.types.name(variable.type());
    Section section =
        object
            .section(types.name())
            .orElseThrow(() -> wrong(types, name, "is in a section that the object has not"));
    int struct = this.types.resolve(((BtfType.Var) this.types.type(variable.type())).type());
    if (!(this.types.type(struct) instanceof BtfType.Struct)) {
      throw wrong(types, name, "is no structure");
    } else if (variable.offset() + variable.size() > section.size() || section.isZeros()) {
      throw wrong(types, name, "is outside of it, or has no value");
    }
    int start = (int) variable.offset();
    ByteBuffer content = section.data(object.order()).slice(start, (int) variable.size());
    return new StructOps(
        name,
        plain(types.name()),
        types.name().startsWith("?"),
        this.types,
        struct,
        content.order(object.order()),
        functions(section, start, (int) variable.size()));
  }

  private static BpfObjectException wrong(BtfType.Datasec section, String name, String what) {
    return new BpfObjectException("'" + name + "' of section " + section.name() + " " + what);
  }

  private Map<Integer, String> functions(Section section, int start, int size) {
    Map<Integer, String> functions = new HashMap<>();
    for (Relocation relocation : section.relocations()) {
      int at = relocation.offset() - start;
      if (at >= 0 && at < size) {
        long addend = section.data(object.order()).getLong(relocation.offset());
        functions.put(at, function(object.symbols().get(relocation.symbol()), addend, section));
      }
    }
    return functions;
  }

  /** A static function may be named by its section and its place there. */
  private String function(Symbol symbol, long addend, Section section) {
    if (symbol.kind() == SymbolKind.FUNC || !(symbol.place() instanceof SymbolPlace.InSection in)) {
      return symbol.name();
    }
    return object.symbols().stream()
        .filter(other -> other.kind() == SymbolKind.FUNC && other.isIn(in.section()))
        .filter(other -> other.value() == symbol.value() + addend)
        .map(Symbol::name)
        .findFirst()
        .orElseThrow(
            () ->
                new BpfObjectException(
                    section.name() + " refers to no function: " + symbol.name() + "+" + addend));
  }
}
