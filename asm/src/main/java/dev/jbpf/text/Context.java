package dev.jbpf.text;

import dev.jbpf.elf.bpf.ObjectMap;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parts of the assembler share while they read one source. */
final class Context {
  /** The section of the types of an object. */
  static final String TYPES = ".BTF";

  private static final String TEXT = ".text";

  final SourceText source;
  final AssemblerOptions options;
  final Errors errors;
  final Scanner in;
  final Symbols symbols = new Symbols();
  final LocalLabels locals = new LocalLabels(symbols);
  final Operands operands = new Operands();
  final List<Region> regions = new ArrayList<>();

  /** The parts of sections. */
  final Subsections parts;

  private final Map<String, Region> regionsByName = new HashMap<>();

  /** The names of sources that {@code .file} gives. */
  final List<String> files = new ArrayList<>();

  /** What {@code #define} gives that is more than a number. */
  final CMacros macros = new CMacros();

  /** The names that {@code #undef} takes. */
  final Set<String> undefined = new HashSet<>();

  /** What {@code .size} says of symbols. */
  final Map<Integer, Operands> sizes = new HashMap<>();

  /** What symbols are called in the object, where that cannot stand in a text. */
  final Map<Integer, String> renames = new HashMap<>();

  /** What {@code .set} says of symbols that depends on what comes later. */
  final List<Assignments.Awaited> awaited = new ArrayList<>();

  /** The symbols that {@code .set} makes other names of places have. */
  final Map<Integer, Integer> aliases = new HashMap<>();

  /** What {@code .comm} leaves to a linker, by the symbol. */
  final Map<Integer, CommonDirectives.Common> commons = new HashMap<>();

  /** The symbols that are maps because a dump says so. */
  final Set<Integer> dumpedMaps = new HashSet<>();

  /** The maps that the source defines, by name. */
  final Map<String, ObjectMap> maps = new LinkedHashMap<>();

  /** How many bytes files have put into sections. */
  long inserted;

  /** The section that statements go to. */
  Region region;

  Context(SourceText source, AssemblerOptions options, Subsections parts) {
    this.source = source;
    this.options = options;
    this.errors = new Errors(source);
    this.in = new Scanner(source);
    this.parts = parts;
    String first = isObject() ? options.section().orElse(TEXT) : TEXT;
    this.region = new Region(first, 0, order(), parts.start(first, 0), source.expectedLines());
    regions.add(region);
    regionsByName.put(first, region);
  }

  ByteOrder order() {
    return options.order();
  }

  boolean isObject() {
    return options.output() == AssemblerOptions.Output.OBJECT;
  }

  /**
   * {@return whether the source says all that loaders need to know of it, as a compiler's: it has a
   * section of types, be it empty}
   */
  boolean describesItself() {
    return regionsByName.containsKey(TYPES);
  }

  /** {@return whether the section of that number has instructions} */
  boolean isCode(int section) {
    return regions.get(section).isCode() || parts.isCode(regions.get(section).name);
  }

  /** Makes {@code symbol} another name of the place that {@code value} is. */
  void alias(int symbol, Operands value, int from) {
    int other = value.symbols[0];
    symbols.define(symbol, symbols.section(other), symbols.value(other) + value.values[0], from);
    if (value.values[0] == 0) {
      aliases.put(symbol, other);
    }
  }

  /**
   * {@return the bytes of the file of that name; empty, and an error noted, if it cannot be read}
   */
  Optional<byte[]> read(String name, int from, int to) {
    String reason = "";
    try {
      Optional<byte[]> bytes = options.includes().read(name);
      if (bytes.isPresent()) {
        return bytes;
      }
    } catch (UncheckedIOException e) {
      reason = ": " + e.getCause().getMessage();
    }
    errors.add("include-missing", from, to, "cannot read the file '" + name + "'" + reason);
    return Optional.empty();
  }

  /** {@return the section of that name, a new one if there is none} */
  Region region(String name) {
    Region known = regionsByName.get(name);
    if (known == null) {
      known = new Region(name, regions.size(), order(), parts.start(name, 0), 0);
      regions.add(known);
      regionsByName.put(name, known);
    }
    return known;
  }
}
