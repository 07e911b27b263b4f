package dev.jbpf.elf.bpf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.btf.LoadableBtf;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.btf.core.MinimalTypes;
import dev.jbpf.diag.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Section;
import dev.jbpf.elf.bpf.data.ArenaSection;
import dev.jbpf.elf.bpf.data.DataSection;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.map.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.bpf.read.SymbolLayout;
import dev.jbpf.elf.extern.ConfigVariable;
import dev.jbpf.elf.extern.Externs;
import dev.jbpf.elf.extern.LinkTarget;
import dev.jbpf.elf.ops.StructOps;
import dev.jbpf.elf.ops.StructOpsReader;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.map.MapDef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      typeBytes =
          object
              .section(".BTF")
              .filter(s -> s.size() > 0)
              .map(s -> CompleteTypes.of(object, s, layout));
      Optional<Btf> types = typeBytes.map(Btf::parse);
      Optional<BtfExt> ext =
          types.flatMap(btf -> object.section(".BTF.ext").map(s -> BtfExt.parse(s.toBytes(), btf)));
      parts = new LinkableObject(object, types, ext, layout);
      maps = List.copyOf(parts.maps().maps());
    } catch (BtfException e) {
      throw new BpfObjectException(e.getMessage(), e);
    }
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
    return object
        .section("license")
        .map(Section::toBytes)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\0", 2)[0]);
  }

  /** {@return the {@code kern_version} that the programs are loaded with, if the object has one} */
  public OptionalInt version() {
    return object
        .section("version")
        .filter(section -> section.size() >= Integer.BYTES && !section.isZeros())
        .map(section -> OptionalInt.of(section.data(object.order()).getInt()))
        .orElse(OptionalInt.empty());
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
    return typeBytes.map(bytes -> LoadableBtf.of(bytes, hiddenFunctions()));
  }

  /** As libbpf does, whose word "hidden" has the verifier look at them with their callers. */
  private Set<String> hiddenFunctions() {
    return object.symbols().stream()
        .filter(symbol -> symbol.kind() == SymbolKind.FUNC && symbol.binding() != Binding.LOCAL)
        .filter(symbol -> symbol.visibility().isHidden())
        .map(Symbol::name)
        .collect(Collectors.toSet());
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
    return types().map(btf -> StructOpsReader.read(object, btf)).orElse(List.of());
  }

  /** {@return the variables that it has in an arena, if it has some} */
  public Optional<ArenaSection> arena() {
    return parts.arena();
  }

  /** {@return what maps of maps and of programs are to hold when the programs are loaded} */
  public List<MapSlot> slots() {
    return List.copyOf(parts.maps().slots());
  }

  /**
   * {@return the sections of global variables, which programs refer to by their names; behind them
   * {@code .kconfig}, if the object has {@link #settings}}
   */
  public List<DataSection> data() {
    List<DataSection> all = new ArrayList<>(parts.data().values());
    parts.externs().map(Externs::layout).flatMap(DataSection::of).ifPresent(all::add);
    return all;
  }

  /** {@return the variables of these sections that have names, those that others see first} */
  public List<ObjectVariable> variables() {
    Stream<ObjectVariable> defined =
        object.symbols().stream()
            .filter(symbol -> !symbol.name().isEmpty())
            .sorted(Comparator.comparing(symbol -> symbol.binding() == Binding.LOCAL))
            .flatMap(symbol -> variable(symbol).stream());
    return Stream.concat(defined, settings().stream().map(BpfObjectFile::variable)).toList();
  }

  private Optional<ObjectVariable> variable(Symbol symbol) {
    boolean isVariable = symbol.kind() == SymbolKind.OBJECT || symbol.kind() == SymbolKind.NOTYPE;
    return isVariable && symbol.place() instanceof SymbolPlace.InSection in
        ? Optional.ofNullable(parts.data().get(in.section()))
            .filter(data -> isWithin(symbol, data.section().size()))
            .map(data -> variable(symbol, data.name()))
        : Optional.empty();
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
    List<CodeSection> all = parts.code().stream().filter(code -> code.slots() > 0).toList();
    boolean onlyText = all.stream().allMatch(CodeSection::isText);
    return all.stream()
        .filter(code -> onlyText || !code.isText())
        .flatMap(code -> code.functions().stream())
        .filter(function -> !function.isLocal())
        .map(function -> new ObjectProgram(parts, function))
        .toList();
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
    return parts.externs().map(Externs::settings).orElse(List.of());
  }

  /** {@return the program of that name, if there is one} */
  public Optional<ObjectProgram> program(String name) {
    return programs().stream().filter(program -> program.name().equals(name)).findFirst();
  }
}
