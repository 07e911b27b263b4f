package dev.jbpf.dsl.value.library;

import dev.jbpf.dsl.value.Body;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counters with names, each of which every CPU has for itself: adding costs no more than an
 * addition, and Java adds them up.
 *
 * <pre>{@code
 * enum Verdict { PASSED, DROPPED }
 *
 * Counters<Verdict> packets = Counters.of("packets", Verdict.class);
 * Probe.xdp("count", p -> {
 *   packets.add(p, Verdict.PASSED, 1);
 *   p.exit(XdpAction.PASS);
 * });
 * }</pre>
 *
 * @param <E> their names
 */
public record Counters<E extends Enum<E>>(MapDef<Integer, List<Long>> map, Class<E> names) {
  /** {@return counters of these names, in a map of that name} */
  public static <E extends Enum<E>> Counters<E> of(String name, Class<E> names) {
    int count = names.getEnumConstants().length;
    return new Counters<>(MapDef.perCpuArray(name, Codec.U64, count), names);
  }

  /** Adds to the counter of the CPU that runs the program. */
  public void add(Body p, E name, long number) {
    p.perCpu(map).find(name.ordinal()).ifPresent(count -> count.add(number));
  }

  /** Adds to the counter of the CPU that runs the program. */
  public void add(Body p, E name, Int<?, ?> number) {
    p.perCpu(map).find(name.ordinal()).ifPresent(count -> count.add(number));
  }

  /** {@return what all CPUs have counted in {@code counts}, the map of these counters} */
  public Map<E, Long> read(BpfMap<Integer, List<Long>> counts) {
    Map<E, Long> sums = new EnumMap<>(names);
    for (E name : names.getEnumConstants()) {
      List<Long> all = counts.lookup(name.ordinal()).orElse(List.of());
      sums.put(name, all.stream().mapToLong(Long::longValue).sum());
    }
    return sums;
  }
}
