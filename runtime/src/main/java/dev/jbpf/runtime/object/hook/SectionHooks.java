package dev.jbpf.runtime.object.hook;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.multi.MultiHooks;
import dev.jbpf.runtime.attach.usdt.UsdtHook;
import dev.jbpf.runtime.host.Architecture;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The places that section names say: {@code kprobe/do_exit} is the start of that function. */
public final class SectionHooks {
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
    return hook(name).isPresent();
  }

  /**
   * {@return what makes a hook of a place, by the part of the name that comes before it} A map
   * would make all of these when one is looked for.
   */
  private static Optional<Function<String, Hook>> hook(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "kprobe" -> SectionHooks::kprobe;
          case "kretprobe" -> Hooks::kretprobe;
          case "ksyscall" -> call -> Hooks.kprobe(systemCall(call));
          case "kretsyscall" -> call -> Hooks.kretprobe(systemCall(call));
          case "uprobe", "uprobe.s" -> place -> uprobe(place, false);
          case "uretprobe", "uretprobe.s" -> place -> uprobe(place, true);
          case "kprobe.multi" -> MultiHooks::kprobes;
          case "kretprobe.multi" -> MultiHooks::kretprobes;
          case "kprobe.session" -> MultiHooks::kprobeSession;
          case "uprobe.multi", "uprobe.multi.s" -> place -> uprobes(place, MultiHooks::uprobes);
          case "uretprobe.multi", "uretprobe.multi.s" ->
              place -> uprobes(place, MultiHooks::uretprobes);
          case "uprobe.session", "uprobe.session.s" ->
              place -> uprobes(place, MultiHooks::uprobeSession);
          case "usdt", "usdt.s" -> SectionHooks::staticProbe;
          case "tracepoint", "tp", "tracepoint.s", "tp.s" -> SectionHooks::tracepoint;
          case "raw_tracepoint", "raw_tp", "raw_tracepoint.s", "raw_tp.s" -> Hooks::rawTracepoint;
          case "raw_tracepoint.w", "raw_tp.w" -> Hooks::writableRawTracepoint;
          case "tp_btf", "tp_btf.s" -> Hooks::btfTracepoint;
          case "fentry", "fentry.s" -> Hooks::fentry;
          case "fexit", "fexit.s" -> Hooks::fexit;
          case "fsession", "fsession.s" -> Hooks::functionSession;
          case "fentry.multi", "fentry.multi.s" -> MultiHooks::fentries;
          case "fexit.multi", "fexit.multi.s" -> MultiHooks::fexits;
          case "fsession.multi", "fsession.multi.s" -> MultiHooks::functionSessions;
          case "fmod_ret", "fmod_ret.s" -> Hooks::fmodReturn;
          case "lsm", "lsm.s" -> Hooks::securityHook;
          case "iter", "iter.s" -> IteratorPlaces::parse;
          case "sk_lookup" -> nothing -> Hooks.socketLookup();
          case "flow_dissector" -> nothing -> Hooks.flowDissector();
          default -> null;
        });
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
    return hook(section.name())
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
