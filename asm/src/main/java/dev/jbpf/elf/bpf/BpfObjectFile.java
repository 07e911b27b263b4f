package dev.jbpf.elf.bpf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.btf.LoadableBtf;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.load.ArenaSection;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.bpf.read.CompleteTypes;
import dev.jbpf.elf.bpf.read.SymbolLayout;
import dev.jbpf.elf.extern.ConfigVariable;
import dev.jbpf.elf.extern.LinkTarget;
import dev.jbpf.elf.ops.StructOps;
import dev.jbpf.elf.ops.StructOpsReader;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.map.MapDef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An object as a loader sees it: programs, maps, global data, licence and types. Made by this
 * library, clang or gcc. Immutable.
 *
 * <p>Reading is total: bad input gives one of the exceptions named here, and nothing else.
 */
public final class BpfObjectFile {
  private final ElfObject object;
  private final Optional<byte[]> typeBytes;
  private final LinkableObject parts;
  private final List<ObjectMap> maps;

  private BpfObjectFile(BpfObjectFile file, List<ObjectMap> maps) {
    this.object = file.object;
    this.typeBytes = file.typeBytes;
    this.parts = file.parts;
    this.maps = maps;
  }

  private BpfObjectFile(ElfObject object) {
    this.object = object;
    SymbolLayout layout = new SymbolLayout(object);
    try {
      typeBytes = typeBytes(object, layout);
      Optional<Btf> types =
          typeBytes.isPresent() ? Optional.of(Btf.parse(typeBytes.get())) : Optional.empty();
      Optional<BtfExt> ext = types.isPresent() ? ext(object, types.get()) : Optional.empty();
      parts = new LinkableObject(object, types, ext, layout);
      maps = List.copyOf(parts.maps().maps());
    } catch (BtfException e) {
      throw new BpfObjectException(e.getMessage(), e);
    }
  }

  private static Optional<byte[]> typeBytes(ElfObject object, SymbolLayout layout) {
    Optional<Section> found = object.section(".BTF");
    return found.isPresent() && found.get().size() > 0
        ? Optional.of(CompleteTypes.of(object, found.get(), layout))
        : Optional.empty();
  }

  private static Optional<BtfExt> ext(ElfObject object, Btf types) {
    Optional<Section> found = object.section(".BTF.ext");
    return found.isPresent()
        ? Optional.of(BtfExt.parse(found.get().toBytes(), types))
        : Optional.empty();
  }

  /**
   * {@return the object that these bytes hold} The caller must not change the array afterwards.
   *
   * @throws ElfFormatException if they are no ELF object for BPF
   * @throws BpfObjectException if its maps, types or functions make no sense
   */
  public static BpfObjectFile read(byte[] bytes) {
    return of(ElfObject.read(bytes));
  }

  /**
   * {@return what {@code object} means}
   *
   * @throws BpfObjectException if its maps, types or functions make no sense
   */
  public static BpfObjectFile of(ElfObject object) {
    return new BpfObjectFile(object);
  }

  /** {@return the ELF object} */
  public ElfObject elf() {
    return object;
  }

  /** {@return the licence that the programs are loaded with, if the object has one} */
  public Optional<String> license() {
    Optional<Section> found = object.section("license");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String text = new String(found.get().toBytes(), StandardCharsets.UTF_8);
    int end = text.indexOf(0);
    return Optional.of(end < 0 ? text : text.substring(0, end));
  }

  /** {@return the {@code kern_version} that the programs are loaded with, if the object has one} */
  public OptionalInt version() {
    Optional<Section> found = object.section("version");
    return found.isPresent() && found.get().size() >= Integer.BYTES && !found.get().isZeros()
        ? OptionalInt.of(found.get().data(object.order()).getInt())
        : OptionalInt.empty();
  }

  /** {@return the types, if there are any} */
  public Optional<Btf> types() {
    return parts.types();
  }

  /**
   * {@return the types as {@code BPF_BTF_LOAD} takes them} Data sections are complete, what is
   * defined elsewhere has places and sizes, and hidden functions are static. Ids are those of
   * {@link #types()}; more may follow.
   */
  public Optional<byte[]> typeBytes() {
    return typeBytes.isPresent()
        ? Optional.of(LoadableBtf.of(typeBytes.get(), hiddenFunctions()))
        : Optional.empty();
  }

  /** As libbpf does, whose word "hidden" has the verifier look at them with their callers. */
  private Set<String> hiddenFunctions() {
    Set<String> names = new HashSet<>();
    for (Symbol symbol : object.symbols()) {
      if (symbol.kind() == SymbolKind.FUNC
          && symbol.binding() != Binding.LOCAL
          && symbol.visibility().isHidden()) {
        names.add(symbol.name());
      }
    }
    return names;
  }

  /** {@return the maps, in the order of their definitions} */
  public List<ObjectMap> maps() {
    return maps;
  }

  /**
   * {@return the same, with the map of that definition's name for keys, values and entries as the
   * definition says} For maps whose sizes an object leaves to its loader.
   *
   * @throws IllegalArgumentException if there is none, or it is of another type
   */
  public BpfObjectFile withMap(MapDef<?, ?> def) {
    Map<String, ObjectMap> named = new LinkedHashMap<>();
    maps.forEach(map -> named.put(map.name(), map));
    named.put(def.name(), Suggestions.require("the object", "map", def.name(), named).sizedAs(def));
    return new BpfObjectFile(this, List.copyOf(named.values()));
  }

  /**
   * {@return the tables of functions that it fills for the kernel ({@code .struct_ops})}
   *
   * @throws BpfObjectException if one makes no sense
   */
  @SuppressWarnings("exports")
  public List<StructOps> structOps() {
    return types().isPresent() ? StructOpsReader.read(object, types().get()) : List.of();
  }

  /** {@return the variables that it has in an arena, if it has some} */
  @SuppressWarnings("exports")
  public Optional<ArenaSection> arena() {
    return parts.arena();
  }

  /** {@return what maps of maps and of programs are to hold when the programs are loaded} */
  @SuppressWarnings("exports")
  public List<MapSlot> slots() {
    return List.copyOf(parts.maps().slots());
  }

  /**
   * {@return the sections of global variables, which programs refer to by their names; behind them
   * {@code .kconfig}, if the object has {@link #settings}}
   */
  @SuppressWarnings("exports")
  public List<DataSection> data() {
    List<DataSection> all = new ArrayList<>(parts.data().values());
    if (parts.externs().isPresent()) {
      DataSection.of(parts.externs().get().layout()).ifPresent(all::add);
    }
    return all;
  }

  /** {@return the variables of these sections that have names, those that others see first} */
  public List<ObjectVariable> variables() {
    List<ObjectVariable> all = new ArrayList<>();
    List<ObjectVariable> local = new ArrayList<>();
    for (Symbol symbol : object.symbols()) {
      Optional<DataSection> data = holding(symbol);
      if (data.isPresent() && !symbol.name().isEmpty()) {
        (symbol.binding() == Binding.LOCAL ? local : all).add(variable(symbol, data.get().name()));
      }
    }
    all.addAll(local);
    for (ConfigVariable setting : settings()) {
      all.add(variable(setting));
    }
    return List.copyOf(all);
  }

  /** The section that the symbol is a variable of, if it is one. */
  private Optional<DataSection> holding(Symbol symbol) {
    boolean isVariable = symbol.kind() == SymbolKind.OBJECT || symbol.kind() == SymbolKind.NOTYPE;
    if (isVariable && symbol.place() instanceof SymbolPlace.InSection in) {
      DataSection data = parts.data().get(in.section());
      if (data != null && isWithin(symbol, data.section().size())) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }

  private static boolean isWithin(Symbol symbol, long size) {
    return symbol.value() >= 0
        && symbol.size() >= 0
        && symbol.value() <= size
        && symbol.size() <= size - symbol.value();
  }

  private static ObjectVariable variable(ConfigVariable setting) {
    return new ObjectVariable(
        setting.name(), ConfigLayout.SECTION, setting.offset(), setting.size());
  }

  private static ObjectVariable variable(Symbol symbol, String section) {
    return new ObjectVariable(symbol.name(), section, (int) symbol.value(), (int) symbol.size());
  }

  /**
   * {@return the programs, in the order of the object} They are the functions that are not local,
   * of all sections of code but {@code .text}; of {@code .text} too if there is no other.
   */
  public List<ObjectProgram> programs() {
    List<ObjectProgram> inText = new ArrayList<>();
    List<ObjectProgram> elsewhere = new ArrayList<>();
    boolean onlyText = true;
    for (CodeSection code : parts.code()) {
      onlyText &= code.isText() || code.slots() == 0;
      for (CodeFunction function : code.functions()) {
        if (!function.isLocal()) {
          (code.isText() ? inText : elsewhere).add(new ObjectProgram(parts, function));
        }
      }
    }
    return List.copyOf(onlyText ? inText : elsewhere);
  }

  /** {@return what links the programs for that kernel} */
  @SuppressWarnings("exports")
  public ObjectLinker linker(LinkTarget target) {
    return new ObjectLinker(parts, target);
  }

  /** {@return the same for a kernel of which only the types are known} */
  public ObjectLinker linker(CoreTypes types) {
    return linker(LinkTarget.of(types));
  }

  /**
   * Keeps in {@code minimal} what the programs depend on of {@code kernel}.
   *
   * @param minimal made for the same types
   */
  public void keepTypes(Btf kernel, MinimalTypes minimal) {
    new CoreRelocations(parts, CoreTypes.of(kernel)).all().forEach(minimal::keep);
  }

  /** {@return the settings of the kernel's configuration that programs read} */
  @SuppressWarnings("exports")
  public List<ConfigVariable> settings() {
    return parts.externs().isPresent() ? parts.externs().get().settings() : List.of();
  }

  /** {@return the program of that name, if there is one} */
  public Optional<ObjectProgram> program(String name) {
    return programs().stream().filter(program -> program.name().equals(name)).findFirst();
  }
}
