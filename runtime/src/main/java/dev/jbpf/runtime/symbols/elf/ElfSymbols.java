package dev.jbpf.runtime.symbols.elf;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.ElfHeaders.SectionHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The functions of an executable or a shared library, and where in the file they start.
 *
 * <p>Source: the System V ABI's chapter on object files, 64-bit class.
 */
public final class ElfSymbols {
  private static final int SYMBOL_SIZE = 24;
  private static final int STT_FUNC = 2;
  private static final int STT_GNU_IFUNC = 10;

  private final Path path;
  private final ByteBuffer bytes;
  private final ElfSegments segments;
  private final Map<String, Symbol> functions = new LinkedHashMap<>();

  /** Made when first asked for. */
  private final NavigableMap<Long, Symbol> byAddress = new TreeMap<>();

  /** A function: its address as the file has it, and its length, 0 if that is not known. */
  private record Symbol(String name, long address, long size) {
    boolean holds(long value) {
      return size == 0 || value - address < size;
    }
  }

  private ElfSymbols(Path path, ByteBuffer bytes, ElfHeaders headers) {
    this.path = path;
    this.bytes = bytes.order(headers.order());
    this.segments = ElfSegments.of(headers);
  }

  /**
   * {@return the functions of that file}
   *
   * @throws IOException if it cannot be read, or is no 64-bit ELF file
   */
  public static ElfSymbols read(Path path) throws IOException {
    return ElfFiles.read(
        path,
        (bytes, headers) -> {
          ElfSymbols symbols = new ElfSymbols(path, bytes, headers);
          each(headers, symbols::function);
          return symbols;
        });
  }

  /**
   * {@return the address of a function or a variable, as the file has it; empty if it names none}
   *
   * @throws IOException if it cannot be read, or is no 64-bit ELF file
   */
  public static Optional<Long> address(Path path, String name) throws IOException {
    return ElfFiles.read(
        path,
        (bytes, headers) -> {
          Map<String, Long> found = new HashMap<>();
          each(
              headers,
              (at, names) -> {
                long address = bytes.getLong(at + 8);
                if (address != 0 && name.equals(name(bytes, at, names))) {
                  found.putIfAbsent(name, address);
                }
              });
          return Optional.ofNullable(found.get(name));
        });
  }

  private static String name(ByteBuffer bytes, int at, int names) {
    return ElfFiles.text(bytes, Math.addExact(names, bytes.getInt(at)));
  }

  /** Where a symbol is in the file, and where the names are. */
  private interface SymbolPlaces {
    void accept(int at, int names);
  }

  private static void each(ElfHeaders headers, SymbolPlaces action) {
    for (int i = 0; i < headers.sections(); i++) {
      SectionHeader section = headers.section(i);
      if (section.type() == SectionHeader.SYMTAB || section.type() == SectionHeader.DYNSYM) {
        int names = Math.toIntExact(headers.section(section.link()).offset());
        for (long at = 0; at + SYMBOL_SIZE <= section.size(); at += SYMBOL_SIZE) {
          action.accept(Math.toIntExact(Math.addExact(section.offset(), at)), names);
        }
      }
    }
  }

  private void function(int at, int names) {
    int type = bytes.get(at + 4) & 0xf;
    long address = bytes.getLong(at + 8);
    if ((type == STT_FUNC || type == STT_GNU_IFUNC) && address != 0) {
      String name = name(bytes, at, names);
      functions.putIfAbsent(name, new Symbol(name, address, bytes.getLong(at + 16)));
    }
  }

  /** {@return the functions by name, with their addresses as the file has them} */
  public Map<String, Long> functions() {
    return functions.values().stream().collect(toUnmodifiableMap(Symbol::name, Symbol::address));
  }

  /**
   * {@return where in the file {@code function} starts}
   *
   * @throws IllegalArgumentException if the file has no such function
   */
  public long offset(String function) {
    Symbol symbol = functions.get(function);
    if (symbol == null) {
      throw new IllegalArgumentException(
          path
              + " has no function "
              + function
              + Suggestions.nearest(function, functions.keySet())
                  .map(near -> "; did you mean " + near + "?")
                  .orElse(functions.isEmpty() ? "; its symbols are stripped" : ""));
    }
    return segments.offset(symbol.address()).orElse(symbol.address());
  }

  /** {@return the function that the place in the file lies in: {@code malloc+0x12}} */
  public Optional<String> at(long offset) {
    return segments
        .address(offset)
        .flatMap(
            address ->
                Optional.ofNullable(names().floorEntry(address))
                    .map(Map.Entry::getValue)
                    .filter(symbol -> symbol.holds(address))
                    .map(symbol -> named(symbol.name(), address - symbol.address())));
  }

  private static String named(String function, long distance) {
    return distance == 0 ? function : function + "+0x" + Long.toHexString(distance);
  }

  private synchronized NavigableMap<Long, Symbol> names() {
    if (byAddress.isEmpty()) {
      functions.values().forEach(symbol -> byAddress.putIfAbsent(symbol.address(), symbol));
    }
    return byAddress;
  }
}
