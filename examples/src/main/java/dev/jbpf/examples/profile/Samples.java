package dev.jbpf.examples.profile;

import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.symbols.StackSymbols;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the program has counted, with names. */
final class Samples {
  private final KernelMap<SampleProgram.Key, Long> counts;
  private final KernelMap<Integer, long[]> stacks;
  private final StackSymbols symbols = StackSymbols.read();
  private final Map<SampleProgram.Key, Stack> named = new HashMap<>();

  /** A thread with the functions that it was in, the innermost first, those of the kernel first. */
  record Stack(String comm, int pid, List<String> functions) {}

  Samples(KernelMap<SampleProgram.Key, Long> counts, KernelMap<Integer, long[]> stacks) {
    this.counts = counts;
    this.stacks = stacks;
  }

  /**
   * Names the stacks that are new, as long as their processes are there; {@return how many samples
   * there are so far}
   */
  long look() {
    Map<SampleProgram.Key, Long> now = counts.toMap();
    now.keySet().forEach(this::name);
    return now.values().stream().mapToLong(Long::longValue).sum();
  }

  /** {@return how often each stack was seen: those with the same names are one} */
  Map<Stack, Long> byStack() {
    Map<Stack, Long> all = new LinkedHashMap<>();
    counts.toMap().forEach((key, count) -> all.merge(name(key), count, Long::sum));
    return all;
  }

  private Stack name(SampleProgram.Key key) {
    return named.computeIfAbsent(
        key,
        unnamed ->
            new Stack(
                key.comm(),
                key.pid(),
                Stream.concat(
                        stack(key.kernelStack()).stream()
                            .flatMap(stack -> symbols.ofKernel(stack).stream()),
                        stack(key.userStack()).stream()
                            .flatMap(stack -> symbols.ofProcess(key.pid(), stack).stream()))
                    .toList()));
  }

  private Optional<long[]> stack(int id) {
    return id < 0 ? Optional.empty() : stacks.lookup(id);
  }
}
