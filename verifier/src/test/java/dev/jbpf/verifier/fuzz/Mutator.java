package dev.jbpf.verifier.fuzz;

import dev.jbpf.kernel.ProgramType;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Changes a program a little. */
final class Mutator {
  private static final ProgramType[] TYPES = {
    ProgramType.SOCKET_FILTER,
    ProgramType.SCHED_CLS,
    ProgramType.XDP,
    ProgramType.KPROBE,
    ProgramType.TRACEPOINT,
    ProgramType.RAW_TRACEPOINT,
    ProgramType.PERF_EVENT,
    ProgramType.CGROUP_SKB,
    ProgramType.CGROUP_SOCK,
    ProgramType.CGROUP_SOCK_ADDR,
    ProgramType.CGROUP_SYSCTL,
    ProgramType.CGROUP_SOCKOPT,
    ProgramType.CGROUP_DEVICE,
    ProgramType.LWT_IN,
    ProgramType.LWT_XMIT,
    ProgramType.SOCK_OPS,
    ProgramType.SK_SKB,
    ProgramType.SK_MSG,
    ProgramType.SK_REUSEPORT,
    ProgramType.SK_LOOKUP,
    ProgramType.FLOW_DISSECTOR,
    ProgramType.SYSCALL
  };

  /** One more than there are flags. */
  private static final int FLAGS = 9;

  private Mutator() {}

  /** {@return {@code candidate} with one to three changes} */
  static Candidate mutate(Candidate candidate, Random random) {
    Candidate changed = candidate;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      changed = change(changed, random);
    }
    return changed;
  }

  private static Candidate change(Candidate candidate, Random random) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return candidate.as(TYPES[random.nextInt(TYPES.length)]);
    }
    if (kind <= 2 && candidate.slots().length > 2) {
      int at = random.nextInt(candidate.slots().length);
      return isOfMap(candidate, at) ? candidate : Shrinker.without(candidate, at, 1);
    }
    if (kind == 3) {
      return random.nextInt(8) == 0
          ? candidate.flagged(candidate.flags() ^ 1 << random.nextInt(FLAGS))
          : withAnotherMap(candidate, random);
    }
    return candidate.with(
        Rewriter.rewrite(candidate.slots(), at -> isOfMap(candidate, at), random),
        candidate.maps());
  }

  private static boolean isOfMap(Candidate candidate, int slot) {
    return candidate.maps().containsKey(slot) || candidate.maps().containsKey(slot - 1);
  }

  private static Candidate withAnotherMap(Candidate candidate, Random random) {
    Map<Integer, Integer> maps = new HashMap<>(candidate.maps());
    maps.replaceAll((slot, map) -> random.nextInt(2) == 0 ? random.nextInt(MapPool.OWNED) : map);
    return candidate.with(candidate.slots(), maps);
  }
}
