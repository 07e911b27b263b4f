package dev.jbpf.runtime.object.kernel;

import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.elf.extern.LinkTarget;
import dev.jbpf.runtime.symbols.KernelSymbol;
import dev.jbpf.runtime.symbols.KernelSymbols;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The running kernel, as an object's programs are linked for it. Reads its symbols once. */
public final class KernelTarget implements LinkTarget {
  /** What link-time optimisation puts behind names. */
  private static final String SUFFIX = ".llvm.";

  private final CoreTypes types;
  private Optional<List<KernelSymbol>> symbols = Optional.empty();

  public KernelTarget(CoreTypes types) {
    this.types = types;
  }

  @Override
  public CoreTypes types() {
    return types;
  }

  @Override
  public OptionalLong address(String symbol) {
    List<Long> addresses =
        symbols().stream()
            .filter(each -> isNamed(each.name(), symbol))
            .map(KernelSymbol::address)
            .distinct()
            .toList();
    if (addresses.size() > 1) {
      throw new IllegalArgumentException(
          String.format(
              "the kernel has %d symbols '%s': none is the one", addresses.size(), symbol));
    } else if (addresses.equals(List.of(0L))) {
      throw new IllegalArgumentException(
          "the kernel does not tell the address of '" + symbol + "': that needs CAP_SYSLOG");
    }
    return addresses.stream().mapToLong(Long::longValue).findFirst();
  }

  private List<KernelSymbol> symbols() {
    if (symbols.isEmpty()) {
      symbols = Optional.of(KernelSymbols.read().all());
    }
    return symbols.get();
  }

  private static boolean isNamed(String name, String wanted) {
    return name.startsWith(wanted)
        && (name.length() == wanted.length() || name.startsWith(SUFFIX, wanted.length()));
  }
}
