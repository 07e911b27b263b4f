package dev.jbpf.runtime.symbols;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Names the functions of stacks, as {@link dev.jbpf.map.MapDef#stackTrace} has them: addresses, the
 * innermost first, up to a 0. The kernel's symbols are read once, those of a process when one of
 * its stacks is first asked for, as long as the process is there. Not thread-safe.
 */
public final class StackSymbols {
  private static final String UNKNOWN = "[unknown]";

  private final KernelSymbols kernel;
  private final Map<Integer, Optional<ProcessSymbols>> processes = new HashMap<>();

  private StackSymbols(KernelSymbols kernel) {
    this.kernel = kernel;
  }

  /** {@return the names of this machine's stacks} The kernel's need CAP_SYSLOG. */
  public static StackSymbols read() {
    return new StackSymbols(KernelSymbols.read());
  }

  /** {@return the functions of a stack of the kernel; {@code [unknown]} where none is known} */
  public List<String> ofKernel(long[] stack) {
    return names(stack, address -> kernel.at(address).map(KernelSymbol::name));
  }

  /**
   * {@return the functions of a stack of a process; {@code [libc.so.6]} where only the file is
   * known, {@code [unknown]} where nothing is}
   */
  public List<String> ofProcess(int pid, long[] stack) {
    Optional<ProcessSymbols> process = processes.computeIfAbsent(pid, StackSymbols::read);
    return names(stack, address -> process.flatMap(known -> known.name(address)));
  }

  private static Optional<ProcessSymbols> read(int pid) {
    try {
      return Optional.of(ProcessSymbols.of(pid));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> names(long[] stack, LongFunction<Optional<String>> namer) {
    return Arrays.stream(stack)
        .takeWhile(address -> address != 0)
        .mapToObj(namer)
        .map(name -> name.map(StackSymbols::plain).orElse(UNKNOWN))
        .toList();
  }

  /** Of {@code malloc+0x12} the function; of {@code /usr/lib/libc.so.6+0x2a} the file. */
  private static String plain(String name) {
    int distance = name.lastIndexOf("+0x");
    String place = distance < 0 ? name : name.substring(0, distance);
    return place.startsWith("/") ? "[" + place.substring(place.lastIndexOf('/') + 1) + "]" : place;
  }
}
