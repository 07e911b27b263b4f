package dev.jbpf.dsl.value;

import dev.jbpf.diag.Origin;
import dev.jbpf.dsl.internal.Recipe;
import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.internal.Unit;
import dev.jbpf.dsl.verify.CallContexts;
import dev.jbpf.dsl.verify.FieldUses;
import dev.jbpf.dsl.verify.ProgramCheck;
import dev.jbpf.dsl.verify.Purpose;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.IrException;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Target;
import dev.jbpf.verifier.explain.Style;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A program in terms of values: says what it is for, and is built by what it does.
 *
 * <pre>{@code
 * ProgramDef drop =
 *     Probe.xdp("drop")
 *         .since(5, 8)
 *         .build(
 *             p -> {
 *               Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
 *               p.when(ip.timeToLive().lt(2), () -> p.exit(XdpAction.DROP));
 *               p.exit(XdpAction.PASS);
 *             });
 * }</pre>
 *
 * <p>What is built is a definition as {@link dev.jbpf.dsl.Definition} makes it.
 *
 * @param <B> what the body is written with
 */
public final class Probe<B extends ProgramBody> {
  /** Where no kernel is said: what Linux 5.1 has, and the atomics of 5.12 where they are wanted. */
  private static final TargetMachine UNKNOWN = TargetMachine.ANY.cpu(IsaVersion.V3);

  private final String name;
  private final String section;
  private final String license;
  private final Optional<KernelVersion> kernel;
  private final BiFunction<Scope, String, B> bodies;

  private Probe(
      String name,
      String section,
      String license,
      Optional<KernelVersion> kernel,
      BiFunction<Scope, String, B> bodies) {
    this.name = name;
    this.section = section;
    this.license = license;
    this.kernel = kernel;
    this.bodies = bodies;
  }

  private static <B extends ProgramBody> Probe<B> of(
      String name, String section, Function<Scope, B> bodies) {
    return bySection(name, section, (scope, in) -> bodies.apply(scope));
  }

  /** The same, where what programs have depends on their section. */
  private static <B extends ProgramBody> Probe<B> bySection(
      String name, String section, BiFunction<Scope, String, B> bodies) {
    ProgramSection.named(section);
    return new Probe<>(name, section, "GPL", Optional.empty(), bodies);
  }

  /** {@return a program at a network device, under the licence {@code GPL}} */
  public static Probe<XdpBody> xdp(String name) {
    return of(name, "xdp", XdpBody::new);
  }

  /** {@return the program at a network device that {@code body} builds} */
  public static ProgramDef xdp(String name, Consumer<XdpBody> body) {
    return xdp(name).build(body);
  }

  /** {@return a program of the traffic control, under the licence {@code GPL}} */
  public static Probe<TcBody> tc(String name) {
    return of(name, "tc", TcBody::new);
  }

  /** {@return the program of the traffic control that {@code body} builds} */
  public static ProgramDef tc(String name, Consumer<TcBody> body) {
    return tc(name).build(body);
  }

  /** {@return a filter of a socket, under the licence {@code GPL}} */
  public static Probe<SocketBody> socket(String name) {
    return of(name, "socket", SocketBody::new);
  }

  /** {@return the filter of a socket that {@code body} builds} */
  public static ProgramDef socket(String name, Consumer<SocketBody> body) {
    return socket(name).build(body);
  }

  /**
   * {@return a program at a function of the kernel, under the licence {@code GPL}}
   *
   * @param function its name
   */
  public static Probe<KprobeBody> kprobe(String name, String function) {
    return bySection(name, "kprobe/" + function, KprobeBody::in);
  }

  /**
   * {@return a program at the end of a function of the kernel, under the licence {@code GPL}}
   *
   * @param function its name
   */
  public static Probe<KprobeBody> kretprobe(String name, String function) {
    return bySection(name, "kretprobe/" + function, KprobeBody::in);
  }

  /** {@return a program at a function of a process, under the licence {@code GPL}} */
  public static Probe<KprobeBody> uprobe(String name) {
    return bySection(name, "uprobe", KprobeBody::in);
  }

  /** {@return a program at the end of a function of a process, under the licence {@code GPL}} */
  public static Probe<KprobeBody> uretprobe(String name) {
    return bySection(name, "uretprobe", KprobeBody::in);
  }

  /** {@return a program that samples, under the licence {@code GPL}} */
  public static Probe<PerfEventBody> perfEvent(String name) {
    return of(name, "perf_event", PerfEventBody::new);
  }

  /**
   * {@return a program at a tracepoint, under the licence {@code GPL}}
   *
   * @param category the folder of its events, {@code syscalls}
   * @param tracepoint its name in that, {@code sys_enter_openat}
   */
  public static Probe<TracepointBody> tracepoint(String name, String category, String tracepoint) {
    return of(
        name,
        "tracepoint/" + category + "/" + tracepoint,
        scope -> new TracepointBody(scope, tracepoint));
  }

  /** {@return a program that sees where processes connect to by IPv4, under the licence GPL} */
  public static Probe<SockAddrBody> connect4(String name) {
    return of(name, "cgroup/connect4", SockAddrBody::new);
  }

  /** {@return a program that sees where processes connect to by IPv6, under the licence GPL} */
  public static Probe<SockAddrBody> connect6(String name) {
    return of(name, "cgroup/connect6", SockAddrBody::new);
  }

  /** {@return a program that sees what a control group receives, under the licence {@code GPL}} */
  public static Probe<GroupBody> groupIngress(String name) {
    return of(name, "cgroup_skb/ingress", GroupBody::new);
  }

  /** {@return a program that sees what a control group sends, under the licence {@code GPL}} */
  public static Probe<GroupBody> groupEgress(String name) {
    return of(name, "cgroup_skb/egress", GroupBody::new);
  }

  /**
   * {@return a program at the start of a function of the kernel, whose arguments have types; under
   * the licence GPL, since Linux 5.5}
   *
   * @param function its name
   */
  public static Probe<FunctionBody> fentry(String name, String function) {
    return bySection(name, "fentry/" + function, FunctionBody::in);
  }

  /** {@return the same at its end} */
  public static Probe<FunctionBody> fexit(String name, String function) {
    return bySection(name, "fexit/" + function, FunctionBody::in);
  }

  /**
   * {@return a program that decides what a hook of the kernel's security modules allows: 0, or the
   * negative of an error number; under the licence GPL, since Linux 5.7}
   *
   * @param hook its name: {@code file_open}
   */
  public static Probe<ArgumentsBody> lsm(String name, String hook) {
    return of(name, "lsm/" + hook, scope -> new ArgumentsBody(scope, true));
  }

  /**
   * {@return a program at a tracepoint, with its raw arguments; under the licence GPL}
   *
   * @param tracepoint its name: {@code sched_switch}
   */
  public static Probe<ArgumentsBody> rawTracepoint(String name, String tracepoint) {
    return of(name, "raw_tp/" + tracepoint, scope -> new ArgumentsBody(scope, false));
  }

  /** {@return the same, where arguments have types; since Linux 5.5} */
  public static Probe<ArgumentsBody> typedTracepoint(String name, String tracepoint) {
    return of(name, "tp_btf/" + tracepoint, scope -> new ArgumentsBody(scope, true));
  }

  /** {@return a program that connections of a control group tell what happens to them} */
  public static Probe<ContextBody> sockOps(String name) {
    return section(name, "sockops");
  }

  /** {@return a program that a control group asks when its processes get a socket's option} */
  public static Probe<ContextBody> getSocketOption(String name) {
    return section(name, "cgroup/getsockopt");
  }

  /** {@return a program that a control group asks when its processes set a socket's option} */
  public static Probe<ContextBody> setSocketOption(String name) {
    return section(name, "cgroup/setsockopt");
  }

  /**
   * {@return a program that runs for each of what the kernel iterates over, and once at the end}
   * Its first argument is the iteration, the second {@code task} and so on: null at the end, as
   * {@code address().eq(0)} tells. Since Linux 5.8.
   *
   * @param target what is iterated over, as the kernel calls it: {@code task}, {@code bpf_map}
   */
  public static Probe<ArgumentsBody> iterator(String name, String target) {
    return of(name, "iter/" + target, scope -> new ArgumentsBody(scope, true));
  }

  /**
   * {@return a program of any type whose context is a structure}
   *
   * @param section as objects say it: {@code sk_lookup}
   * @throws IllegalArgumentException if no section is called so, or programs of it have no such
   *     context
   */
  public static Probe<ContextBody> section(String name, String section) {
    Set<String> structs = CallContexts.structs(ProgramSection.named(section).type());
    if (structs.isEmpty()) {
      throw new IllegalArgumentException(
          "programs of "
              + section
              + " have no structure as context: they have arguments, as Probe.fentry, lsm,"
              + " rawTracepoint, typedTracepoint or iterator give them");
    }
    return of(name, section, scope -> new ContextBody(scope, structs));
  }

  /**
   * {@return the same, which may sleep: memory that is not there is waited for}
   *
   * @throws IllegalArgumentException if programs of its kind may not
   */
  public Probe<B> sleepable() {
    String[] parts = section.split("/", 2);
    return in(parts[0] + ".s" + (parts.length == 1 ? "" : "/" + parts[1]));
  }

  /** {@return the same in another section for programs of its kind, such as {@code tc/egress}} */
  public Probe<B> in(String other) {
    if (ProgramSection.named(other).type() != ProgramSection.named(section).type()) {
      throw new IllegalArgumentException(
          other + " is for programs of another type than " + section);
    }
    return new Probe<>(name, other, license, kernel, bodies);
  }

  /** {@return the same under that licence} */
  public Probe<B> license(String other) {
    return new Probe<>(name, section, other, kernel, bodies);
  }

  /**
   * {@return the same for kernels from that one on, such as {@code 5.10}} Without it a program has
   * the instructions of 5.1, no newer ones but where it asks for them.
   */
  public Probe<B> since(int major, int minor) {
    return new Probe<>(
        name, section, license, Optional.of(new KernelVersion(major, minor)), bodies);
  }

  /**
   * {@return the program that {@code body} builds} The body is run again when somebody asks where
   * an instruction was written: it should build the same each time, and do nothing else.
   *
   * @throws dev.jbpf.ir.IrException if it is wrong, with the line
   * @throws dev.jbpf.code.LinkException if kernels are sure to refuse it, with the lines
   */
  public ProgramDef build(Consumer<? super B> body) {
    Recipe recipe = new Recipe(() -> compile(body));
    ProgramDef made =
        new ProgramDef(
            name, section, license, kernel, recipe.maps(), recipe.globals(), recipe.program());
    requireOwnName(made);
    return made;
  }

  /** What is loaded by way of an object has a symbol for each name. */
  private void requireOwnName(ProgramDef made) {
    boolean isMap = made.maps().stream().anyMatch(map -> map.name().equals(name));
    boolean isVariable = made.globals().stream().anyMatch(each -> each.name().equals(name));
    if (made.needsObject() && (isMap || isVariable)) {
      throw new IrException(
          "name-twice",
          Origin.caller(),
          "the program and one of its " + (isMap ? "maps" : "variables") + " are '" + name + "'",
          "give one of them another name: the object that both are of has a symbol for each");
    }
  }

  private Recipe.Built compile(Consumer<? super B> body) {
    ProgramSection where = ProgramSection.named(section);
    Target target = new Target(Optional.of(where.type()), kernel);
    Unit unit = new Unit(name, target);
    body.accept(bodies.apply(unit.main(), section));
    TargetMachine machine = kernel.map(TargetMachine.ANY::kernel).orElse(UNKNOWN);
    var program = IrCompiler.forTarget(machine).compile(unit.finish());
    ProgramCheck.check(
        program, Purpose.of(target, where, license, Style.VALUES), unit.areas(), new FieldUses());
    return new Recipe.Built(program, List.copyOf(unit.maps().values()), unit.globals());
  }
}
