package dev.jbpf.runtime.symbols;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.jbpf.diag.Suggestions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final int MAGIC_BIG_ENDIAN = 0x7f454c46;
  private static final int CLASS = 4;
  private static final int CLASS_64 = 2;
  private static final int DATA = 5;
  private static final int LITTLE = 1;

  private static final int PROGRAM_HEADERS = 32;
  private static final int SECTION_HEADERS = 40;
  private static final int PROGRAM_HEADER_COUNT = 56;
  private static final int SECTION_HEADER_COUNT = 60;
  private static final int PROGRAM_HEADER_SIZE = 56;
  private static final int SECTION_HEADER_SIZE = 64;
  private static final int SYMBOL_SIZE = 24;
  private static final int HEADER_SIZE = 64;

  private static final int PT_LOAD = 1;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_DYNSYM = 11;
  private static final int STT_FUNC = 2;
  private static final int STT_GNU_IFUNC = 10;

  private final Path path;
  private final ByteBuffer bytes;
  private final List<Segment> segments = new ArrayList<>();
  private final Map<String, Symbol> functions = new LinkedHashMap<>();

  /** Made when first asked for. */
  private final NavigableMap<Long, Symbol> byAddress = new TreeMap<>();

  /** A function: its address as the file has it, and its length, 0 if that is not known. */
  private record Symbol(String name, long address, long size) {
    boolean holds(long value) {
      return size == 0 || value - address < size;
    }
  }

  /** What of the file is where in memory. */
  private record Segment(long offset, long address, long size) {
    boolean holds(long value) {
      return value >= address && value - address < size;
    }
  }

  private ElfSymbols(Path path, ByteBuffer bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /**
   * {@return the functions of that file}
   *
   * @throws IOException if it cannot be read, or is no 64-bit ELF file
   */
  public static ElfSymbols read(Path path) throws IOException {
    try {
      ElfSymbols symbols = new ElfSymbols(path, map(path));
      symbols.readHeader();
      return symbols;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IOException(path + " is a truncated or damaged ELF file", e);
    }
  }

  /** An interrupt closes the channel, which is no fault of the file: tries again, and keeps it. */
  private static ByteBuffer map(Path path) throws IOException {
    boolean isInterrupted = false;
    try {
      while (true) {
        isInterrupted |= Thread.interrupted();
        try (FileChannel file = FileChannel.open(path)) {
          return file.map(MapMode.READ_ONLY, 0, Math.min(file.size(), Integer.MAX_VALUE));
        } catch (ClosedByInterruptException e) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void readHeader() throws IOException {
    if (bytes.limit() < HEADER_SIZE
        || bytes.getInt(0) != MAGIC_BIG_ENDIAN
        || bytes.get(CLASS) != CLASS_64) {
      throw new IOException(path + " is no 64-bit ELF file");
    }
    bytes.order(bytes.get(DATA) == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int segmentCount = bytes.getShort(PROGRAM_HEADER_COUNT) & 0xffff;
    for (int i = 0; i < segmentCount; i++) {
      segment(at(bytes.getLong(PROGRAM_HEADERS), i, PROGRAM_HEADER_SIZE));
    }
    int sectionCount = bytes.getShort(SECTION_HEADER_COUNT) & 0xffff;
    for (int i = 0; i < sectionCount; i++) {
      section(at(bytes.getLong(SECTION_HEADERS), i, SECTION_HEADER_SIZE));
    }
  }

  private static int at(long start, long index, int size) {
    return Math.toIntExact(Math.addExact(start, index * size));
  }

  private void segment(int header) {
    if (bytes.getInt(header) == PT_LOAD) {
      segments.add(
          new Segment(
              bytes.getLong(header + 8), bytes.getLong(header + 16), bytes.getLong(header + 32)));
    }
  }

  private void section(int header) {
    int type = bytes.getInt(header + 4);
    if (type != SHT_SYMTAB && type != SHT_DYNSYM) {
      return;
    }
    long symbols = bytes.getLong(header + 24);
    long count = bytes.getLong(header + 32) / SYMBOL_SIZE;
    int strings =
        at(bytes.getLong(SECTION_HEADERS), bytes.getInt(header + 40), SECTION_HEADER_SIZE);
    int names = Math.toIntExact(bytes.getLong(strings + 24));
    for (long i = 0; i < count; i++) {
      symbol(at(symbols, i, SYMBOL_SIZE), names);
    }
  }

  private void symbol(int at, int names) {
    int type = bytes.get(at + 4) & 0xf;
    long address = bytes.getLong(at + 8);
    if ((type == STT_FUNC || type == STT_GNU_IFUNC) && address != 0) {
      String name = text(Math.addExact(names, bytes.getInt(at)));
      functions.putIfAbsent(name, new Symbol(name, address, bytes.getLong(at + 16)));
    }
  }

  private String text(int at) {
    int end = at;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - at];
    bytes.get(at, text);
    return new String(text, StandardCharsets.UTF_8);
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
    long address = symbol.address();
    return segments.stream()
        .filter(segment -> segment.holds(address))
        .findFirst()
        .map(segment -> address - segment.address() + segment.offset())
        .orElse(address);
  }

  /** {@return the function that the place in the file lies in: {@code malloc+0x12}} */
  public Optional<String> at(long offset) {
    return address(offset)
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

  private Optional<Long> address(long offset) {
    return segments.stream()
        .filter(segment -> offset >= segment.offset() && offset - segment.offset() < segment.size())
        .findFirst()
        .map(segment -> offset - segment.offset() + segment.address());
  }

  private synchronized NavigableMap<Long, Symbol> names() {
    if (byAddress.isEmpty()) {
      functions.values().forEach(symbol -> byAddress.putIfAbsent(symbol.address(), symbol));
    }
    return byAddress;
  }
}
