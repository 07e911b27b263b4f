package dev.jbpf.runtime.object.hook;

import static java.util.Map.entry;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.multi.MultiHooks;
import dev.jbpf.runtime.attach.usdt.UsdtHook;
import dev.jbpf.runtime.host.Architecture;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The places that section names say: {@code kprobe/do_exit} is the start of that function. */
public final class SectionHooks {
  /** By the part of the name that comes before the place. */
  private static final Map<String, Function<String, Hook>> HOOKS =
      Map.ofEntries(
          entry("kprobe", SectionHooks::kprobe),
          entry("kretprobe", Hooks::kretprobe),
          entry("ksyscall", call -> Hooks.kprobe(systemCall(call))),
          entry("kretsyscall", call -> Hooks.kretprobe(systemCall(call))),
          entry("uprobe", place -> uprobe(place, false)),
          entry("uprobe.s", place -> uprobe(place, false)),
          entry("uretprobe", place -> uprobe(place, true)),
          entry("uretprobe.s", place -> uprobe(place, true)),
          entry("kprobe.multi", MultiHooks::kprobes),
          entry("kretprobe.multi", MultiHooks::kretprobes),
          entry("kprobe.session", MultiHooks::kprobeSession),
          entry("uprobe.multi", place -> uprobes(place, MultiHooks::uprobes)),
          entry("uprobe.multi.s", place -> uprobes(place, MultiHooks::uprobes)),
          entry("uretprobe.multi", place -> uprobes(place, MultiHooks::uretprobes)),
          entry("uretprobe.multi.s", place -> uprobes(place, MultiHooks::uretprobes)),
          entry("uprobe.session", place -> uprobes(place, MultiHooks::uprobeSession)),
          entry("uprobe.session.s", place -> uprobes(place, MultiHooks::uprobeSession)),
          entry("usdt", SectionHooks::staticProbe),
          entry("usdt.s", SectionHooks::staticProbe),
          entry("tracepoint", SectionHooks::tracepoint),
          entry("tp", SectionHooks::tracepoint),
          entry("tracepoint.s", SectionHooks::tracepoint),
          entry("tp.s", SectionHooks::tracepoint),
          entry("raw_tracepoint", Hooks::rawTracepoint),
          entry("raw_tp", Hooks::rawTracepoint),
          entry("raw_tracepoint.s", Hooks::rawTracepoint),
          entry("raw_tp.s", Hooks::rawTracepoint),
          entry("raw_tracepoint.w", Hooks::writableRawTracepoint),
          entry("raw_tp.w", Hooks::writableRawTracepoint),
          entry("tp_btf", Hooks::btfTracepoint),
          entry("tp_btf.s", Hooks::btfTracepoint),
          entry("fentry", Hooks::fentry),
          entry("fentry.s", Hooks::fentry),
          entry("fexit", Hooks::fexit),
          entry("fexit.s", Hooks::fexit),
          entry("fsession", Hooks::functionSession),
          entry("fsession.s", Hooks::functionSession),
          entry("fentry.multi", MultiHooks::fentries),
          entry("fentry.multi.s", MultiHooks::fentries),
          entry("fexit.multi", MultiHooks::fexits),
          entry("fexit.multi.s", MultiHooks::fexits),
          entry("fsession.multi", MultiHooks::functionSessions),
          entry("fsession.multi.s", MultiHooks::functionSessions),
          entry("fmod_ret", Hooks::fmodReturn),
          entry("fmod_ret.s", Hooks::fmodReturn),
          entry("lsm", Hooks::securityHook),
          entry("lsm.s", Hooks::securityHook),
          entry("iter", IteratorPlaces::parse),
          entry("iter.s", IteratorPlaces::parse),
          entry("sk_lookup", nothing -> Hooks.socketLookup()),
          entry("flow_dissector", nothing -> Hooks.flowDissector()));

  /** Hooks of the security modules, for the processes of one control group. */
  private static final String OF_CGROUPS = "lsm_cgroup";

  private SectionHooks() {}

  /** {@return what a program is verified against that is attached elsewhere} */
  public static Optional<BtfTarget> target(ProgramSection section) {
    return section.name().equals(OF_CGROUPS) && !section.target().isEmpty()
        ? Hooks.securityHook(section.target()).target()
        : Optional.empty();
  }

  /** {@return whether its programs are for static probes of user space} */
  public static boolean isStaticProbe(ProgramSection section) {
    return section.name().equals("usdt") || section.name().equals("usdt.s");
  }

  /** {@return whether a section of that name, with a target if it takes one, says a place} */
  public static boolean isKnown(String name) {
    return HOOKS.containsKey(name);
  }

  /**
   * {@return the place that {@code section} says, if it says one}
   *
   * @throws IllegalArgumentException if it says one that cannot be, or is not supported
   */
  public static Optional<Hook> find(ProgramSection section) {
    if (section.name().equals(OF_CGROUPS)) {
      return Optional.empty(); // What follows names the hook; the control group is nobody's to say.
    }
    if (section.type() == ProgramType.STRUCT_OPS) {
      return Optional.empty(); // What follows is its author's; a table says where it belongs.
    }
    boolean saysWhere = section.takesTarget() && !section.target().isEmpty();
    if (saysWhere && !isKnown(section.name())) {
      throw new IllegalArgumentException(
          "attaching to the '"
              + section.target()
              + "' of a "
              + section.name()
              + " is not supported yet; "
              + Advice.DO_NOT_ATTACH
              + ", or "
              + Advice.LEAVE_OUT);
    }
    return Optional.ofNullable(HOOKS.get(section.name()))
        .filter(hook -> saysWhere || !section.takesTarget())
        .map(hook -> hook.apply(section.target()));
  }

  /** {@code do_exit} or {@code do_exit+0x10}. */
  private static Hook kprobe(String place) {
    int plus = place.lastIndexOf('+');
    return plus < 0
        ? Hooks.kprobe(place)
        : Hooks.kprobe(place.substring(0, plus), number(place, place.substring(plus + 1)));
  }

  private static String systemCall(String name) {
    return Architecture.current().map(machine -> machine.entry(name)).orElse("sys_" + name);
  }

  /** {@code sched/sched_switch}. */
  private static Hook tracepoint(String place) {
    int slash = place.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "tracepoint '" + place + "': say category/name, such as sched/sched_switch");
    }
    return Hooks.tracepoint(place.substring(0, slash), place.substring(slash + 1));
  }

  /** {@code /bin/sh:main}, {@code libc.so.6:malloc} or {@code /bin/sh:0x1234}. */
  private static Hook uprobe(String place, boolean isReturn) {
    int colon = colon(place);
    Path file = Binaries.find(place.substring(0, colon));
    String function = place.substring(colon + 1);
    return function.startsWith("0x") && !isReturn
        ? Hooks.uprobe(file, number(place, function))
        : Hooks.uprobe(file, function, OptionalInt.empty(), isReturn);
  }

  /** {@code libc.so.6:libc:setjmp}; a number for the file is that of a process. */
  private static Hook staticProbe(String place) {
    String[] parts = place.split(":");
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "static probe '" + place + "': say file:provider:name, such as libc.so.6:libc:setjmp");
    }
    return parts[0].matches("[0-9]{1,9}")
        ? UsdtHook.of(Integer.parseInt(parts[0]), parts[1], parts[2])
        : UsdtHook.of(Binaries.find(parts[0]), parts[1], parts[2]);
  }

  private static int colon(String place) {
    int colon = place.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "uprobe '" + place + "': say file:function, such as /bin/sh:main or libc.so.6:malloc");
    }
    return colon;
  }

  /** {@code libc.so.6:mem*}. */
  private static Hook uprobes(String place, BiFunction<Path, String, Hook> hook) {
    int colon = colon(place);
    return hook.apply(Binaries.find(place.substring(0, colon)), place.substring(colon + 1));
  }

  private static long number(String place, String text) {
    try {
      return Long.decode(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + place + "': '" + text + "' is no offset in bytes", e);
    }
  }
}
