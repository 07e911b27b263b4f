package dev.jbpf.runtime.symbols;

import dev.jbpf.diag.text.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernel's symbols, as {@code /proc/kallsyms} lists them at one moment. */
public final class KernelSymbols {
  private static final Path KALLSYMS = Path.of("/proc/kallsyms");
  private static final int MOST_NEAR = 5;

  private final List<KernelSymbol> symbols;

  private KernelSymbols(List<KernelSymbol> symbols) {
    this.symbols = symbols;
  }

  /** {@return the symbols of the kernel that runs} Addresses are 0 without CAP_SYSLOG. */
  public static KernelSymbols read() {
    try (Stream<String> lines = Files.lines(KALLSYMS)) {
      return parse(lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + KALLSYMS, e);
    }
  }

  /** {@return the symbols that these lines list, each {@code ADDRESS TYPE NAME [MODULE]}} */
  static KernelSymbols parse(Stream<String> lines) {
    List<KernelSymbol> symbols = new ArrayList<>();
    lines.map(KernelSymbols::symbol).flatMap(Optional::stream).forEach(symbols::add);
    symbols.sort((a, b) -> Long.compareUnsigned(a.address(), b.address()));
    return new KernelSymbols(symbols);
  }

  private static Optional<KernelSymbol> symbol(String line) {
    int first = line.indexOf(' ');
    if (first < 0 || line.length() < first + 4) {
      return Optional.empty();
    }
    int tab = line.indexOf('\t', first + 3);
    String name = line.substring(first + 3, tab < 0 ? line.length() : tab);
    String module = tab < 0 ? "" : line.substring(tab + 2, line.length() - 1);
    long address = Long.parseUnsignedLong(line.substring(0, first), 16);
    return Optional.of(new KernelSymbol(address, line.charAt(first + 1), name, module));
  }

  /** {@return all of them, by address} */
  public List<KernelSymbol> all() {
    return List.copyOf(symbols);
  }

  /** {@return the functions of that name, with or without a suffix of the compiler's} */
  public List<KernelSymbol> functions(String name) {
    return symbols.stream()
        .filter(KernelSymbol::isFunction)
        .filter(symbol -> isNamed(symbol.name(), name))
        .sorted(Comparator.comparingInt(symbol -> symbol.name().length()))
        .toList();
  }

  private static boolean isNamed(String symbol, String name) {
    return symbol.startsWith(name)
        && (symbol.length() == name.length() || symbol.charAt(name.length()) == '.');
  }

  /** {@return names of functions that somebody may have meant who wrote {@code name}} */
  public List<String> near(String name) {
    List<String> functions =
        symbols.stream().filter(KernelSymbol::isFunction).map(KernelSymbol::name).toList();
    Stream<String> similar = Suggestions.nearest(name, functions).stream();
    Stream<String> containing =
        functions.stream()
            .filter(function -> name.length() > 3 && function.contains(name))
            .sorted(Comparator.comparingInt(String::length));
    return Stream.concat(similar, containing).distinct().limit(MOST_NEAR).toList();
  }

  /** {@return the symbol that {@code address} lies in or behind} */
  public Optional<KernelSymbol> at(long address) {
    int low = 0;
    int high = symbols.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(symbols.get(middle).address(), address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 || symbols.get(low - 1).address() == 0
        ? Optional.empty()
        : Optional.of(symbols.get(low - 1));
  }
}
