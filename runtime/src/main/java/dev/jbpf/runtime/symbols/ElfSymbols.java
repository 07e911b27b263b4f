package dev.jbpf.runtime.symbols;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.jbpf.diag.Suggestions;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.ElfHeaders.SectionHeader;
import dev.jbpf.elf.ElfHeaders.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
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
  private static final int SYMBOL_SIZE = 24;
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
      symbols.read(ElfHeaders.of(symbols.bytes));
      return symbols;
    } catch (ElfFormatException e) {
      throw new IOException(path + " is no 64-bit ELF file", e);
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

  private void read(ElfHeaders headers) {
    bytes.order(headers.order());
    for (int i = 0; i < headers.segments(); i++) {
      Segment segment = headers.segment(i);
      if (segment.type() == Segment.LOAD) {
        segments.add(segment);
      }
    }
    for (int i = 0; i < headers.sections(); i++) {
      SectionHeader section = headers.section(i);
      if (section.type() == SectionHeader.SYMTAB || section.type() == SectionHeader.DYNSYM) {
        symbols(section, headers.section(section.link()));
      }
    }
  }

  private void symbols(SectionHeader section, SectionHeader strings) {
    int names = Math.toIntExact(strings.offset());
    for (long at = 0; at + SYMBOL_SIZE <= section.size(); at += SYMBOL_SIZE) {
      symbol(Math.toIntExact(Math.addExact(section.offset(), at)), names);
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
        .filter(segment -> isWithin(address, segment.address(), segment.size()))
        .findFirst()
        .map(segment -> address - segment.address() + segment.offset())
        .orElse(address);
  }

  private static boolean isWithin(long value, long start, long size) {
    return value >= start && value - start < size;
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
        .filter(segment -> isWithin(offset, segment.offset(), segment.size()))
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
