package dev.jbpf.runtime.object.hook;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.attach.Direction;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.NetfilterFamily;
import dev.jbpf.runtime.attach.NetfilterPoint;
import dev.jbpf.runtime.attach.XdpMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Places as users type them: the name of a section, a colon, and what the section's name leaves
 * open.
 *
 * <p>{@code kprobe:do_exit}, {@code tracepoint:sched/sched_switch}, {@code uprobe:/bin/sh:main},
 * {@code xdp:eth0}, {@code xdp:eth0:generic}, {@code tc:eth0:egress}, {@code action:eth0}, {@code
 * socket:lo}, {@code cgroup_skb/egress:/sys/fs/cgroup/web}, {@code netfilter:ipv4:local_out},
 * {@code netfilter:ipv6:forward:-150}, {@code perf_event:99}, {@code netkit/peer:nk0}, {@code
 * lsm_cgroup/socket_bind:/sys/fs/cgroup/web}, {@code usdt:libc.so.6:libc:setjmp}, {@code
 * iter:task:pid=12}, and {@code sk_msg:sockets} for a map of the object that the program is in.
 */
public final class HookNames {
  private HookNames() {}

  /**
   * {@return the place that {@code text} names}
   *
   * @throws IllegalArgumentException if it names none; says what would
   */
  public static Hook parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String place = colon < 0 ? "" : text.substring(colon + 1);
    ProgramSection section = section(name);
    if (SectionHooks.isKnown(name)) {
      return SectionHooks.find(
              new ProgramSection(
                  name, section.type(), section.attachType(), section.traits(), place))
          .orElseThrow(() -> wrong(text, name + ":PLACE"));
    }
    if (place.isEmpty()) {
      throw wrong(text, name + ":PLACE");
    }
    return open(section, place);
  }

  private static ProgramSection section(String name) {
    List<ProgramSection> all = ProgramSection.all();
    return all.stream()
        .filter(section -> section.name().equals(name))
        .findFirst()
        .or(() -> ProgramSection.of(name).filter(HookNames::isOpenBehindTarget))
        .orElseThrow(() -> unknown(name, all));
  }

  /** {@code lsm_cgroup/socket_bind} still leaves open which control group. */
  private static boolean isOpenBehindTarget(ProgramSection section) {
    return section.attachType().filter(AttachType.LSM_CGROUP::equals).isPresent();
  }

  private static IllegalArgumentException unknown(String name, List<ProgramSection> all) {
    List<String> names = all.stream().map(ProgramSection::name).toList();
    return new IllegalArgumentException(
        "no place is named '"
            + name
            + "'"
            + Suggestions.nearest(name, names).map(n -> "; did you mean '" + n + "'?").orElse("")
            + "; there are kprobe:FUNCTION, tracepoint:CATEGORY/NAME, xdp:INTERFACE and others");
  }

  /** A place that no section's name says. */
  private static Hook open(ProgramSection section, String place) {
    String form = section.name() + ":" + place;
    return switch (section.type()) {
      case XDP -> xdp(section, form, place);
      case LSM -> groupSecurity(section, form, place);
      case SCHED_CLS -> trafficControl(section, form, place);
      case SK_MSG, SK_SKB ->
          new ObjectSockets(
              section.type(), section.attachType().orElse(AttachType.SK_SKB_VERDICT), place);
      case SCHED_ACT -> action(form, place);
      case NETFILTER -> netfilter(form, place);
      case SOCKET_FILTER -> Hooks.packetSocket(place);
      case PERF_EVENT ->
          Hooks.sampling(
              PerfSoftware.CPU_CLOCK,
              number(form, place, "perf_event:HERTZ, such as perf_event:99"));
      case CGROUP_SKB,
          CGROUP_SOCK,
          CGROUP_SOCK_ADDR,
          CGROUP_SOCKOPT,
          CGROUP_SYSCTL,
          CGROUP_DEVICE,
          SOCK_OPS ->
          Hooks.cgroup(Path.of(place), cgroupType(section));
      default -> throw belongsElsewhere(section, form);
    };
  }

  private static IllegalArgumentException belongsElsewhere(ProgramSection section, String text) {
    String where =
        switch (section.type()) {
          case XDP -> "are put into a value of a map, of devices or of CPUs";
          case LWT_IN, LWT_OUT, LWT_XMIT, LWT_SEG6LOCAL ->
              "belong to a route: pin them, and ip route add ... encap bpf ... pinned FILE";
          case SYSCALL -> "run when they are called: KernelProgram.testRun";
          case SK_REUSEPORT -> "belong to a socket of a process: Hooks.reuseport";
          default -> "cannot be attached by name";
        };
    return new IllegalArgumentException(
        "'" + text + "': programs of " + section.name() + " " + where);
  }

  private static AttachType cgroupType(ProgramSection section) {
    return section
        .attachType()
        .orElseThrow(() -> wrong(section.name(), "cgroup_skb/ingress or cgroup_skb/egress"));
  }

  private static Hook xdp(ProgramSection section, String text, String place) {
    if (!section.attachType().equals(Optional.of(AttachType.XDP))) {
      throw belongsElsewhere(section, text);
    }
    return onInterface(text, place, XdpMode.BEST, "xdp:INTERFACE:generic", Hooks::xdp);
  }

  private static Hook groupSecurity(ProgramSection section, String text, String place) {
    if (section.target().isEmpty()) {
      throw wrong(
          text, "lsm_cgroup/HOOK:FOLDER, such as lsm_cgroup/socket_bind:/sys/fs/cgroup/web");
    }
    return Hooks.cgroupSecurityHook(Path.of(place), section.target());
  }

  private static Hook trafficControl(ProgramSection section, String text, String place) {
    Optional<AttachType> netkit = section.attachType().filter(HookNames::isNetkit);
    if (netkit.isPresent()) {
      return Hooks.netkit(place, netkit.get());
    }
    boolean isOut = section.attachType().filter(AttachType.TCX_EGRESS::equals).isPresent();
    Direction usual = isOut ? Direction.EGRESS : Direction.INGRESS;
    return onInterface(text, place, usual, "tc:INTERFACE:egress", Hooks::tc);
  }

  private static boolean isNetkit(AttachType type) {
    return type == AttachType.NETKIT_PRIMARY || type == AttachType.NETKIT_PEER;
  }

  private static Hook action(String text, String place) {
    return onInterface(text, place, Direction.INGRESS, "action:INTERFACE:egress", Hooks::action);
  }

  /** The name of an interface, and behind a colon what else than {@code usual}. */
  private static <E extends Enum<E>> Hook onInterface(
      String text, String place, E usual, String form, BiFunction<String, E, Hook> hook) {
    int colon = place.indexOf(':');
    return colon < 0
        ? hook.apply(place, usual)
        : hook.apply(
            place.substring(0, colon),
            constant(text, usual.getDeclaringClass(), place.substring(colon + 1), form));
  }

  private static Hook netfilter(String text, String place) {
    String form = "netfilter:ipv4:local_in, or netfilter:ipv6:forward:-150 with a priority";
    String[] parts = place.split(":", 3);
    if (parts.length < 2) {
      throw wrong(text, form);
    }
    return Hooks.netfilter(
        constant(text, NetfilterFamily.class, parts[0], form),
        constant(text, NetfilterPoint.class, parts[1], form),
        parts.length == 2 ? 0 : number(text, parts[2], form));
  }

  private static int number(String text, String place, String form) {
    try {
      return Integer.parseInt(place);
    } catch (NumberFormatException e) {
      throw wrong(text, form);
    }
  }

  private static <E extends Enum<E>> E constant(
      String text, Class<E> type, String name, String form) {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(text, form);
    }
  }

  private static IllegalArgumentException wrong(String text, String form) {
    return new IllegalArgumentException("'" + text + "' names no place: say " + form);
  }
}
