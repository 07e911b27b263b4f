package dev.jbpf.dsl.value.internal;

import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.NetfilterVerdict;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.TcxAction;
import dev.jbpf.kernel.XdpAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose verdicts they are: the same number means something else to programs of another type. */
final class Verdicts {
  private static final Set<ProgramType> PACKETS =
      Set.of(ProgramType.SCHED_CLS, ProgramType.SCHED_ACT);

  private static final Map<Class<?>, Set<ProgramType>> TYPES =
      Map.of(
          XdpAction.class,
          Set.of(ProgramType.XDP),
          TcAction.class,
          PACKETS,
          TcxAction.class,
          PACKETS,
          NetfilterVerdict.class,
          Set.of(ProgramType.NETFILTER));

  private Verdicts() {}

  /** {@return whether programs of the type give it; of other constants nothing is known} */
  static boolean isOf(KernelConstant verdict, Target target) {
    Optional<ProgramType> type = target.type().filter(known -> known != ProgramType.EXT);
    Optional<Set<ProgramType>> types = Optional.ofNullable(TYPES.get(verdict.getClass()));
    return type.isEmpty() || types.map(all -> all.contains(type.get())).orElse(true);
  }

  /** {@return the enumerations that have those of the target} */
  static String words(Target target) {
    List<String> own =
        TYPES.entrySet().stream()
            .filter(entry -> target.type().filter(entry.getValue()::contains).isPresent())
            .map(entry -> entry.getKey().getSimpleName())
            .sorted()
            .toList();
    return own.isEmpty() ? "a number" : own.stream().collect(Collectors.joining(" or "));
  }
}
