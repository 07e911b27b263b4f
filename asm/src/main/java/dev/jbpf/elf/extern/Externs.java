package dev.jbpf.elf.extern;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that an object refers to and a kernel has, by name, in the order in which libbpf numbers
 * them: settings by their places, then the kernel's symbols by their names.
 */
public final class Externs {
  /** The section of types that names them. */
  public static final String SYMBOLS = ".ksyms";

  private final Map<String, Extern> byName = new LinkedHashMap<>();
  private final List<String> order;
  private final ConfigLayout layout;

  private Externs(ElfObject object, Btf types) {
    Map<String, Boolean> undefined = undefined(object);
    layout = ConfigLayout.of(types);
    for (BtfType.Variable entry : layout.variables()) {
      addSetting(types, entry, undefined);
    }
    Map<String, Extern> symbols = new TreeMap<>();
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.Datasec section && section.name().equals(SYMBOLS)) {
        for (BtfType.Variable entry : section.variables()) {
          addSymbol(types, entry, undefined, symbols);
        }
      }
    }
    byName.putAll(symbols);
    order = new ArrayList<>(byName.keySet());
  }

  /** {@return those of {@code object}} */
  public static Externs of(ElfObject object, Btf types) {
    return new Externs(object, types);
  }

  /** The names that are defined elsewhere, and whether they are weak. */
  private static Map<String, Boolean> undefined(ElfObject object) {
    Map<String, Boolean> names = new TreeMap<>();
    for (Symbol symbol : object.symbols()) {
      if (symbol.isUndefined() && !symbol.name().isEmpty()) {
        names.put(symbol.name(), isWeak(symbol));
      }
    }
    return names;
  }

  private static boolean isWeak(Symbol symbol) {
    return symbol.binding() == Binding.WEAK;
  }

  private void addSetting(Btf types, BtfType.Variable entry, Map<String, Boolean> undefined) {
    BtfType.Var variable = (BtfType.Var) types.type(entry.type());
    byName.put(
        variable.name(),
        new Extern.Setting(
            new ConfigVariable(
                variable.name(),
                (int) entry.offset(),
                (int) entry.size(),
                ConfigVariable.form(types, variable.type()),
                undefined.getOrDefault(variable.name(), true))));
  }

  private static void addSymbol(
      Btf types,
      BtfType.Variable entry,
      Map<String, Boolean> undefined,
      Map<String, Extern> symbols) {
    BtfType type = types.type(entry.type());
    String name = type.name();
    if (!undefined.containsKey(name)) {
      return;
    }
    boolean isWeak = undefined.get(name);
    if (type instanceof BtfType.Func function) {
      symbols.put(name, new Extern.Function(name, isWeak, function.prototype()));
    } else if (type instanceof BtfType.Var variable) {
      int plain = types.resolve(variable.type());
      symbols.put(
          name,
          plain == 0 ? new Extern.Address(name, isWeak) : new Extern.Variable(name, isWeak, plain));
    }
  }

  /** {@return that of that name, if the object declares it} */
  public Optional<Extern> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** {@return the number of that name among all, counted from 0} */
  public int number(String name) {
    return order.indexOf(name);
  }

  /** {@return where the settings lie} */
  public ConfigLayout layout() {
    return layout;
  }

  /** {@return the settings} */
  public List<ConfigVariable> settings() {
    List<ConfigVariable> settings = new ArrayList<>();
    for (Extern extern : byName.values()) {
      if (extern instanceof Extern.Setting setting) {
        settings.add(setting.variable());
      }
    }
    return settings;
  }
}
