package dev.jbpf.elf.bpf;

import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.describe.JavaSources;
import dev.jbpf.elf.bpf.describe.ObjectTypes;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes an object of programs, the maps and variables that they use, and a licence. bpftool and
 * libbpf load it as it is, and quote the lines that the programs' origins name.
 *
 * <p>A program refers to a map by its name, and to a variable by its name as to a map's value:
 * {@code MapLoad.value(R1, "counter", 0)}.
 */
public final class BpfObjectBuilder {
  private static final int MAX_ALIGNMENT = 8;

  private record Entry(String name, String section, Program program) {}

  private final ElfBuilder object;
  private final ObjectTypes types;
  private final Map<String, SymbolBuilder> maps = new LinkedHashMap<>();
  private final Map<String, SymbolBuilder> variables = new LinkedHashMap<>();
  private final List<Entry> programs = new ArrayList<>();
  private final List<StructOpsDef> tables = new ArrayList<>();
  private final Map<String, MapDef<?, ?>> definitions = new HashMap<>();
  private final Map<String, Global<?>> globals = new HashMap<>();
  private final Set<String> licenses = new HashSet<>();
  private final TreeSet<KernelVersion> kernels = new TreeSet<>();
  private SourceLineText sources = SourceLineText.NONE;

  /** An empty object for targets of that byte order. */
  public BpfObjectBuilder(ByteOrder order) {
    object = new ElfBuilder(order);
    types = new ObjectTypes(order);
  }

  /** Gives the programs a licence; without one, they cannot call what is for GPL programs only. */
  public BpfObjectBuilder license(String license) {
    byte[] text = (license + "\0").getBytes(StandardCharsets.UTF_8);
    define(object.section("license"), "_license", text.length).putBytes(text);
    return this;
  }

  /** Says which kernel the programs are for; kernels before 5.0 check it for kprobes. */
  public BpfObjectBuilder version(KernelVersion version) {
    define(object.section("version").align(Integer.BYTES), "_version", Integer.BYTES)
        .putInt(version.major() << 16 | version.minor() << 8);
    return this;
  }

  /** Says what the lines are that instructions were written in. */
  @SuppressWarnings("exports")
  public BpfObjectBuilder sources(SourceLineText text) {
    sources = text;
    return this;
  }

  /**
   * Says that the lines of Java are those of sources in {@code folder}, a project's: in it or in
   * modules of it.
   */
  public BpfObjectBuilder sources(Path folder) {
    return sources(JavaSources.below(folder));
  }

  /**
   * Adds a map, with what its codecs say of keys and values: tools print records by their names,
   * and the kernel finds the locks in them.
   *
   * @throws IllegalArgumentException if its name is taken
   */
  public BpfObjectBuilder map(MapDef<?, ?> definition) {
    maps.put(definition.name(), types.map(object, definition));
    return this;
  }

  /**
   * Adds a map.
   *
   * @throws IllegalArgumentException if its name is taken
   */
  public BpfObjectBuilder map(ObjectMap map) {
    maps.put(map.name(), types.map(object, map));
    return this;
  }

  /**
   * Adds a variable.
   *
   * @param section {@code .data} or {@code .rodata}, or a name that starts with one and a dot
   * @param content its first value; it is aligned to its size, or to 8 bytes
   * @throws IllegalArgumentException if the name is taken, or {@code section} holds no data
   */
  public BpfObjectBuilder variable(String section, String name, byte[] content) {
    if (!section.matches("\\.(ro)?data(\\..*)?")) {
      throw new IllegalArgumentException("'" + section + "' is neither .data nor .rodata");
    }
    defineVariable(align(object.section(section), content.length), name, content.length)
        .putBytes(content);
    return this;
  }

  /**
   * Adds a variable of {@code size} bytes that is zero at first, in {@code .bss}.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public BpfObjectBuilder zeros(String name, int size) {
    defineVariable(align(object.section(".bss"), size), name, size).fill(size, 0);
    return this;
  }

  /**
   * Adds a variable with what its codec says of it.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public BpfObjectBuilder global(Global<?> global) {
    Codec<?> codec = global.codec();
    SectionBuilder section = object.section(global.section().toString()).align(codec.alignment());
    SymbolBuilder symbol = unused(global.name());
    types.variable(section.name(), section.size(), global.name(), codec);
    symbol.define(section).kind(SymbolKind.OBJECT).binding(Binding.GLOBAL).size(codec.size());
    variables.put(global.name(), symbol);
    if (global.section() == Global.Section.BSS) {
      section.fill(codec.size(), 0);
    } else {
      section.putBytes(global.bytes(object.order()));
    }
    return this;
  }

  private SymbolBuilder unused(String name) {
    SymbolBuilder symbol = object.symbol(name);
    if (!symbol.isUndefined()) {
      throw new IllegalArgumentException("the name '" + name + "' is taken");
    }
    return symbol;
  }

  private static SectionBuilder align(SectionBuilder section, int size) {
    return section.align(Math.max(1, Math.min(MAX_ALIGNMENT, Integer.highestOneBit(size))));
  }

  /** Defines a variable at the end of {@code section}, whose content the caller adds. */
  private SectionBuilder define(SectionBuilder section, String name, int size) {
    SymbolBuilder symbol = unused(name);
    types.variable(section.name(), section.size(), name, size, Linkage.GLOBAL);
    symbol.define(section).kind(SymbolKind.OBJECT).binding(Binding.GLOBAL).size(size);
    return section;
  }

  /** The same for a variable that programs can refer to. */
  private SectionBuilder defineVariable(SectionBuilder section, String name, int size) {
    define(section, name, size);
    variables.put(name, object.symbol(name));
    return section;
  }

  /**
   * Adds a program.
   *
   * @param name the name that it is loaded by
   * @param section says what type of program it is; see {@link ProgramSection}
   * @param program its instructions; functions that it calls within itself become the object's
   */
  public BpfObjectBuilder program(String name, String section, Program program) {
    programs.add(new Entry(name, section, program));
    return this;
  }

  /**
   * Adds a program with its maps, its licence and the kernel that it is for. Maps that several
   * programs name are shared.
   *
   * @throws IllegalArgumentException if a name is taken, another map has it, or another program has
   *     another licence: an object has one
   */
  public BpfObjectBuilder add(ProgramDef definition) {
    for (MapDef<?, ?> map : definition.maps()) {
      MapDef<?, ?> known = definitions.putIfAbsent(map.name(), map);
      if (known == null) {
        map(map);
      } else if (!known.isLike(map)) {
        throw new IllegalArgumentException("two maps '" + map.name() + "': " + known + ", " + map);
      }
    }
    definition.globals().forEach(this::shared);
    if (licenses.isEmpty()) {
      license(definition.license());
    } else if (!licenses.contains(definition.license())) {
      throw new IllegalArgumentException(
          "an object has one licence: " + licenses + ", not " + definition.license());
    }
    licenses.add(definition.license());
    definition.kernel().ifPresent(kernels::add);
    return program(definition.name(), definition.section(), definition.program());
  }

  /**
   * Adds a table of functions (struct_ops), which programs of the object are.
   *
   * @throws IllegalArgumentException from {@link #build} if its name is taken, or one is missing
   */
  @SuppressWarnings("exports") // For those who compile classes.
  public BpfObjectBuilder table(StructOpsDef table) {
    tables.add(table);
    return this;
  }

  /** Of several programs that name a variable the first says what it is at first. */
  private void shared(Global<?> global) {
    Global<?> known = globals.putIfAbsent(global.name(), global);
    if (known == null) {
      global(global);
    } else if (!known.isLike(global)) {
      throw new IllegalArgumentException(
          "two variables '" + global.name() + "': " + known + ", " + global);
    }
  }

  /**
   * {@return the object} Nothing can be added to it from now on.
   *
   * @throws IllegalArgumentException if a program refers to a map or variable that is not there, or
   *     its name is taken, or its calls and jumps are not those of functions
   */
  public ElfObject build() {
    if (!kernels.isEmpty()) {
      version(kernels.last());
    }
    for (Entry entry : programs) {
      new ProgramWriter(object, types, this::target, sources, entry.name(), entry.program())
          .writeTo(entry.section());
    }
    tables.forEach(table -> TableWriter.write(object, types, unused(table.name()), table));
    types.writeTo(object);
    return object.build();
  }

  private SymbolBuilder target(MapReference reference, boolean isValue) {
    Map<String, SymbolBuilder> known = isValue ? variables : maps;
    SymbolBuilder symbol = known.get(reference.map());
    if (symbol == null) {
      boolean isMapInPlace = isValue && maps.containsKey(reference.map());
      throw new IllegalArgumentException(
          String.format(
              isMapInPlace
                  ? "slot %s reads the %s '%s' in place, which is a map: objects have variables for"
                      + " that, Global.zero(…)"
                  : "slot %s refers to the %s '%s', the object has %s",
              reference.slot(),
              isValue ? "variable" : "map",
              reference.map(),
              known.keySet()));
    }
    return symbol;
  }
}
