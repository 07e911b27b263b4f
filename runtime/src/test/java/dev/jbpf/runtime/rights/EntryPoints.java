package dev.jbpf.runtime.rights;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.PerfHardware;
import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.Direction;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.NetfilterFamily;
import dev.jbpf.runtime.attach.NetfilterPoint;
import dev.jbpf.runtime.event.TracePipe;
import dev.jbpf.runtime.probe.Features;
import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.Counter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls what the library offers, one after the other, and prints what comes of it. */
public final class EntryPoints {
  /** What all maps and programs are called, in this run of the tests. */
  static final String NAME = "rights_" + ChildJvm.run();

  /** What lines about probes start with. */
  static final String PROBE = "probe ";

  private static final Kernel KERNEL = Kernel.local();
  static final Path LIBC = Path.of("/lib/x86_64-linux-gnu/libc.so.6");

  private EntryPoints() {}

  private interface Call {
    void run() throws Exception;
  }

  private static Map<String, Call> all() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("create", () -> KERNEL.create(MapDef.array(NAME, Codec.U32, 1)));
    calls.put("create hash", () -> KERNEL.create(MapDef.hash(NAME, Codec.U32, Codec.U32, 1)));
    for (ProgramType type :
        new ProgramType[] {
          ProgramType.SOCKET_FILTER,
          ProgramType.KPROBE,
          ProgramType.XDP,
          ProgramType.SCHED_CLS,
          ProgramType.TRACEPOINT,
          ProgramType.CGROUP_SKB,
          ProgramType.PERF_EVENT
        }) {
      calls.put("load " + type, () -> KERNEL.load(program(type)));
    }
    calls.put("types", KERNEL::types);
    calls.put("programs", KERNEL::programs);
    calls.put("maps", KERNEL::maps);
    calls.put("links", KERNEL::links);
    calls.put("open map", () -> KERNEL.openMap(1, MapDef.array("one", Codec.U32, 1)));
    calls.put("open program", () -> KERNEL.openProgram(1));
    calls.put("open link", () -> KERNEL.openLink(1));
    calls.put("measure", KERNEL::measureRunTime);
    calls.put("load types", () -> KERNEL.loadTypes(new byte[24]));
    calls.put("trace pipe", () -> TracePipe.open(KERNEL));
    hooks().forEach((name, hook) -> calls.put("attach " + name, () -> attach(hook)));
    return calls;
  }

  private static Map<String, Hook> hooks() {
    Map<String, Hook> hooks = new LinkedHashMap<>();
    hooks.put("packet socket", Hooks.packetSocket("lo"));
    hooks.put("kprobe", Hooks.kprobe("do_sys_openat2"));
    hooks.put("kretprobe", Hooks.kretprobe("do_sys_openat2"));
    hooks.put("uprobe", Hooks.uprobe(LIBC, "malloc"));
    hooks.put("uretprobe", Hooks.uretprobe(LIBC, "malloc"));
    hooks.put("tracepoint", Hooks.tracepoint("sched", "sched_switch"));
    hooks.put("raw tracepoint", Hooks.rawTracepoint("sched_switch"));
    hooks.put("writable raw tracepoint", Hooks.writableRawTracepoint("bpf_test_finish"));
    hooks.put("typed tracepoint", Hooks.btfTracepoint("sched_switch"));
    hooks.put("fentry", Hooks.fentry("vfs_read"));
    hooks.put("iterator", Hooks.iterator("task"));
    hooks.put("software event", Hooks.sampling(PerfSoftware.CPU_CLOCK, 10));
    hooks.put("hardware event", Hooks.sampling(PerfHardware.CPU_CYCLES, 10));
    hooks.put("xdp", Hooks.xdp("lo"));
    hooks.put("tc", Hooks.tc("lo", Direction.INGRESS));
    hooks.put("clsact", Hooks.clsact("lo", Direction.INGRESS));
    hooks.put("action", Hooks.action("lo", Direction.INGRESS));
    hooks.put("netfilter", Hooks.netfilter(NetfilterFamily.IPV4, NetfilterPoint.LOCAL_OUT, -150));
    hooks.put("cgroup", Hooks.cgroup(Path.of("/sys/fs/cgroup"), AttachType.CGROUP_INET_EGRESS));
    hooks.put("socket lookup", Hooks.socketLookup());
    return hooks;
  }

  private static ProgramSpec program(ProgramType type) {
    return ProgramSpec.of(NAME, type, Counter.assemble("r0 = 1\nexit\n"));
  }

  private static void attach(Hook hook) {
    Program counting = Counter.assemble("r0 = 1\nexit\n");
    try (KernelProgram program = KERNEL.load(ProgramSpec.of(NAME, hook, counting))) {
      program.attach(hook).close();
    }
  }

  /** What is found out about what needs no right, one, or another. */
  private static void probe() {
    Features features = Features.of(KERNEL);
    System.out.println(PROBE + "HASH\t" + features.has(MapType.HASH));
    for (ProgramType type :
        List.of(ProgramType.SOCKET_FILTER, ProgramType.KPROBE, ProgramType.XDP)) {
      System.out.println(PROBE + type + "\t" + features.has(type));
    }
  }

  public static void main(String[] arguments) {
    probe();
    all()
        .forEach(
            (name, call) -> {
              try {
                call.run();
                System.out.println(name + "\tdone");
              } catch (Exception | Error e) {
                System.out.println(
                    name
                        + "\t"
                        + e.getClass().getSimpleName()
                        + "\t"
                        + String.valueOf(e.getMessage()).replace('\n', ' '));
              }
            });
  }
}
