package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules about what programs of a type may do, and what a kernel has. */
final class TargetRules {
  private static final KernelVersion LOOPS = new KernelVersion(5, 3);

  /** Programs that see packets through {@code ldabs}. */
  private static final Set<ProgramType> PACKETS =
      EnumSet.of(ProgramType.SOCKET_FILTER, ProgramType.SCHED_CLS, ProgramType.SCHED_ACT);

  private final Target target;

  TargetRules(Target target) {
    this.target = target;
  }

  /**
   * {@return what is wrong with an instruction of {@code code}} The kernel has it: linking wrote
   * what it lacks with older ones.
   */
  Optional<Rule> broken(Code code, int slot) {
    Insn insn = code.at(slot);
    if (target.lacks(LOOPS) && code.isJump(slot) && code.target(slot) <= slot) {
      return needs("a jump back", LOOPS, "repeat the body: unrolled(…)");
    }
    return insn.op().format() == Format.HELPER_ID
        ? helper((int) insn.imm())
        : packets(insn.op().format());
  }

  private Optional<Rule> helper(int number) {
    Optional<Helper> helper = Helper.of(number).filter(known -> known != Helper.UNSPEC);
    return helper.isPresent()
        ? broken(helper.get())
        : Rule.broken(
            "helper-unknown",
            "there is no helper number " + number,
            "Helpers has them by name, from 1 to " + (Helper.values().length - 1));
  }

  /** {@return why programs for the target may not call {@code helper}} */
  Optional<Rule> broken(Helper helper) {
    if (target.type().filter(type -> !helper.isOpenTo(type)).isPresent()) {
      return Rule.broken(
          "helper-type",
          "programs of type "
              + target.type().get()
              + " cannot call "
              + helper.signature().name()
              + "; it is open to "
              + openTo(helper),
          "its signature: " + helper.signature());
    }
    return target.lacks(helper.since())
        ? needs(helper.signature().name(), helper.since(), "call an older helper")
        : Optional.empty();
  }

  private static String openTo(Helper helper) {
    String types =
        Arrays.stream(ProgramType.values())
            .filter(type -> type != ProgramType.UNSPEC && helper.isOpenTo(type))
            .map(ProgramType::name)
            .collect(Collectors.joining(", "));
    return types.isEmpty() ? "none" : types;
  }

  /** {@return why the target has no such map} */
  Optional<Rule> broken(MapDef<?, ?> map) {
    MapType type = map.type();
    return target.lacks(type.since())
        ? needs("a map of type " + type, type.since(), "take an older type")
        : Optional.empty();
  }

  private Optional<Rule> packets(Format format) {
    boolean reads = format == Format.PACKET_ABS || format == Format.PACKET_IND;
    if (!reads || target.type().isEmpty() || PACKETS.contains(target.type().get())) {
      return Optional.empty();
    }
    String all = PACKETS.toString();
    return Rule.broken(
        "packet-load",
        "programs of type " + target.type().get() + " cannot load packet data by ldabs and ldind",
        "those of " + all.substring(1, all.length() - 1) + " can");
  }

  private Optional<Rule> needs(String what, KernelVersion first, String note) {
    return Rule.broken(
        "kernel-version",
        String.format(
            Locale.ROOT,
            "%s needs Linux %s, the program is for %s and newer",
            what,
            first,
            target.kernel().orElseThrow()),
        note);
  }
}
