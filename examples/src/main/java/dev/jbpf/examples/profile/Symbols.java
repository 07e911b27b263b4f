package dev.jbpf.examples.profile;

import dev.jbpf.runtime.symbols.KernelSymbol;
import dev.jbpf.runtime.symbols.KernelSymbols;
import dev.jbpf.runtime.symbols.ProcessSymbols;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Names the functions of stacks. */
final class Symbols {
  private static final String UNKNOWN = "[unknown]";

  private final KernelSymbols kernel = KernelSymbols.read();
  private final Map<Integer, Optional<ProcessSymbols>> processes = new HashMap<>();

  private static Optional<ProcessSymbols> read(int pid) {
    try {
      return Optional.of(ProcessSymbols.of(pid));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** {@return the functions of a stack of a process, the innermost first} */
  Stream<String> ofProcess(int pid, SampleProgram.Stack stack) {
    Optional<ProcessSymbols> process = processes.computeIfAbsent(pid, Symbols::read);
    return names(stack, address -> process.flatMap(known -> known.name(address)));
  }

  /** {@return the functions of a stack of the kernel, the innermost first} */
  Stream<String> ofKernel(SampleProgram.Stack stack) {
    return names(stack, address -> kernel.at(address).map(KernelSymbol::name));
  }

  private static Stream<String> names(
      SampleProgram.Stack stack, LongFunction<Optional<String>> namer) {
    return Arrays.stream(stack.addresses())
        .takeWhile(address -> address != 0)
        .mapToObj(namer)
        .map(name -> name.map(Symbols::plain).orElse(UNKNOWN));
  }

  /** Of {@code malloc+0x12} the function; of {@code /usr/lib/libc.so.6+0x2a} the file. */
  private static String plain(String name) {
    int distance = name.lastIndexOf("+0x");
    String place = distance < 0 ? name : name.substring(0, distance);
    return place.startsWith("/") ? "[" + place.substring(place.lastIndexOf('/') + 1) + "]" : place;
  }
}
