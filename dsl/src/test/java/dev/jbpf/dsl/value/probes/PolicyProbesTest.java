package dev.jbpf.dsl.value.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.dsl.value.packet.Packet;
import dev.jbpf.dsl.value.packet.Tcp;
import dev.jbpf.dsl.value.packet.Udp;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.BpfCgroupDevCtx;
import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSysctl;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.histogram.Log2Histogram;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What decides, accounts and follows, of kinds that no example shows: all of it is admitted. */
class PolicyProbesTest {
  private static final MapDef<Long, Long> NAMES = MapDef.hash("names", Codec.U64, Codec.U64, 64);

  /** The labels of a question to a name server, hashed as they lie there. */
  private static ProgramDef names() {
    return Probe.xdp("names")
        .since(5, 3)
        .build(
            p -> {
              Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
              Udp udp = ip.udp().filter(u -> u.destination().eq(53)).orReturn(XdpAction.PASS);
              Packet question = udp.payload();
              Var<U64> hash = p.var("hash", p.u64(5381));
              p.times(
                  64,
                  (i, loop) -> {
                    U8 letter = question.u8At(i.add(12), 76).otherwise(loop::leave);
                    loop.leaveIf(letter.eq(0));
                    hash.update(h -> h.multiply(33).add(letter));
                  });
              p.map(NAMES).increment(hash.get().toS64());
              p.exit(XdpAction.DROP);
            });
  }

  private static byte[] question(String labels) {
    byte[] name = labels.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer packet = ByteBuffer.allocate(14 + 20 + 8 + 12 + name.length + 5);
    packet.putShort(12, (short) 0x0800).put(14, (byte) 0x45);
    packet.putShort(16, (short) (packet.capacity() - 14)).put(23, (byte) 17);
    packet.putShort(36, (short) 53).putShort(38, (short) (packet.capacity() - 34));
    packet.put(54, name);
    return packet.array();
  }

  private static long hash(String labels) {
    long hash = 5381;
    for (char letter : labels.toCharArray()) {
      hash = hash * 33 + letter;
    }
    return hash;
  }

  @Test
  void namesAreHashed() {
    ProgramDef names = names();
    Vm vm = Vm.create(VmOptions.DEFAULT);
    BpfMap<Long, Long> map = vm.map(NAMES);
    var program = vm.load(names.program());
    for (String labels : new String[] {"3www4jbpf3dev", "1a", "3www4jbpf3dev"}) {
      var context = Contexts.of(names.kind().type(), question(labels)).orElseThrow();
      assertThat(program.run(context)).isEqualTo(XdpAction.DROP.value());
    }
    assertThat(map.lookup(hash("3www4jbpf3dev"))).contains(2L);
    assertThat(map.lookup(hash("1a"))).contains(1L);
  }

  @Test
  @KernelTest
  void namesAreHashedInTheKernel() {
    try (KernelProgram loaded = Bpf.load(names())) {
      loaded.testRun(TestRun.onPacket(question("3www4jbpf3dev")));
      assertThat(loaded.map(NAMES).lookup(hash("3www4jbpf3dev"))).contains(1L);
    }
  }

  private record Flow(Inet4Address from, Inet4Address to, int fromPort, int toPort) {}

  private record Seen(long packets, long bytes, long last) {}

  private static final MapDef<Flow, Seen> FLOWS =
      MapDef.lruHash("flows", Codec.record(Flow.class), Codec.record(Seen.class), 4096);

  private static ProgramDef flows() {
    return Probe.tc(
        "flows",
        p -> {
          Ipv4 ip = p.packet().ipv4().orReturn(TcAction.OK);
          Tcp tcp = ip.tcp().orReturn(TcAction.OK);
          Cell<Flow> flow =
              p.record(
                  Flow.class,
                  ip.source(),
                  ip.destination(),
                  tcp.source().toHost(),
                  tcp.destination().toHost());
          Cell<Seen> seen = p.map(FLOWS).findOrInsert(flow).orReturn(TcAction.OK);
          seen.at(Seen::packets).addAtomic(1);
          seen.at(Seen::bytes).addAtomic(ip.totalLength().toHost().toU64());
          seen.set(Seen::last, p.time().toS64());
          p.exit(TcAction.OK);
        });
  }

  private static ProgramDef vxlan() {
    return Probe.xdp(
        "vxlan",
        p -> {
          Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
          Udp udp = ip.udp().filter(u -> u.destination().eq(4789)).orReturn(XdpAction.PASS);
          U32 network = udp.payload().be32At(4).orReturn(XdpAction.PASS).toHost().shiftRight(8);
          p.when(network.ne(42), () -> p.exit(XdpAction.PASS));
          p.moveHead(50).orReturn(XdpAction.ABORTED);
          p.exit(XdpAction.PASS);
        });
  }

  private static final MapDef<Nothing, Long> KNOWN =
      MapDef.bloomFilter("known", Codec.U64, 1024, 3);

  private static ProgramDef bloom() {
    return Probe.xdp(
        "bloom",
        p -> {
          Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
          Cell<Long> source = p.local(Codec.U64);
          source.set(ip.source().toHost().toU64().toS64());
          p.when(p.call(Helper.MAP_PEEK_ELEM, KNOWN, source).eq(0), () -> p.exit(XdpAction.DROP));
          p.exit(XdpAction.PASS);
        });
  }

  private static final MapDef<Integer, Long> SOCKETS = MapDef.sockMap("sockets", 16);

  private static ProgramDef redirect() {
    return Probe.section("redirect", "sk_msg")
        .build(p -> p.exit(p.call(Helper.MSG_REDIRECT_MAP, p.context(), SOCKETS, 0, 0)));
  }

  private static ProgramDef steer() {
    return Probe.section("steer", "sk_lookup")
        .build(
            p -> {
              p.when(p.get(U32.KIND, BpfSkLookup.LOCAL_PORT).eq(7007), () -> p.exit(0));
              p.exit(1);
            });
  }

  private static ProgramDef devices() {
    return Probe.section("devices", "cgroup/dev")
        .build(
            p -> {
              U32 major = p.get(U32.KIND, BpfCgroupDevCtx.MAJOR);
              U32 minor = p.get(U32.KIND, BpfCgroupDevCtx.MINOR);
              p.when(major.eq(1).and(minor.eq(9)), () -> p.exit(1));
              p.exit(0);
            });
  }

  private static ProgramDef settings() {
    return Probe.section("settings", "cgroup/sysctl")
        .build(
            p -> {
              Cell<String> name = p.local(Codec.text(32));
              p.call(Helper.SYSCTL_GET_NAME, p.context(), name, 32, 0);
              var isWrite = p.get(U32.KIND, BpfSysctl.WRITE).ne(0);
              p.when(name.startsWith("net/ipv4/").and(isWrite), () -> p.exit(0));
              p.exit(1);
            });
  }

  private static final MapDef<Long, Long> GROUPS = MapDef.hash("groups", Codec.U64, Codec.U64, 64);

  private static ProgramDef accounting() {
    return Probe.groupEgress("accounting")
        .build(
            p -> {
              S64 group = p.call(Helper.SKB_CGROUP_ID, p.context());
              Cell<Long> bytes = p.map(GROUPS).findOrInsert(group).orReturn(1);
              bytes.addAtomic(p.length().toU64());
              p.exit(1);
            });
  }

  private record Off(int stack, int thread) {}

  private static final MapDef<Integer, Long> SLEPT = MapDef.hash("slept", Codec.S32, Codec.U64, 64);
  private static final MapDef<Off, Long> OFF =
      MapDef.hash("off", Codec.record(Off.class), Codec.U64, 64);
  private static final MapDef<Integer, long[]> STACKS = MapDef.stackTrace("stacks", 64, 64);

  private static ProgramDef offCpu() {
    return Probe.tracepoint("off_cpu", "sched", "sched_switch")
        .build(
            p -> {
              S32 next = p.get(S32.KIND, "next_pid");
              p.map(SLEPT).put(p.get(S32.KIND, "prev_pid"), p.time().toS64());
              Cell<Long> start = p.map(SLEPT).find(next).orReturn(0);
              S32 stack = p.kernelStack(STACKS);
              p.when(stack.lt(0), () -> p.exit(0));
              Cell<Off> key = p.record(Off.class, stack, next);
              Cell<Long> sum = p.map(OFF).findOrInsert(key).orReturn(0);
              sum.addAtomic(p.time().subtract(start.u64()));
              p.exit(0);
            });
  }

  @KernelName("trace_event_raw_block_rq_completion")
  private record Completion(long sector) {}

  private static final MapDef<Long, Long> STARTS = MapDef.hash("starts", Codec.U64, Codec.U64, 64);
  private static final MapDef<Integer, Long> LATENCIES =
      MapDef.array("latencies", Codec.U64, Log2Histogram.SLOTS);

  private static ProgramDef blockLatency() {
    return Probe.tracepoint("latency", "block", "block_rq_complete")
        .build(
            p -> {
              S64 sector = p.fields(Completion.class).get(Completion::sector);
              Cell<Long> start = p.map(STARTS).take(sector).orReturn(0);
              p.countLog2(LATENCIES, p.time().subtract(start.u64()).divide(1000));
              p.exit(0);
            });
  }

  private static ProgramDef sharedRecord() {
    return Probe.tracepoint("issued", "block", "block_rq_issue")
        .build(
            p -> {
              p.countLog2(LATENCIES, p.get(U32.KIND, "nr_sector"));
              p.exit(0);
            });
  }

  @Test
  @KernelTest
  void aRecordThatTracepointsShareIsNamed() {
    ProgramDef issued = sharedRecord();
    assertThatThrownBy(() -> Bpf.load(issued).close())
        .hasMessageContaining("no struct trace_event_raw_block_rq_issue")
        .hasMessageContaining("did you mean trace_event_raw_block_rq?");
  }

  @KernelName("task_struct")
  private record Task(int pid) {}

  private static final MapDef<Integer, Long> TASKS = MapDef.hash("pids", Codec.S32, Codec.U64, 64);

  private static ProgramDef tasks() {
    return Probe.iterator("tasks", "task")
        .build(
            p -> {
              KernelRef<Task> task = p.argument(2, Task.class);
              p.when(task.address().eq(0), () -> p.exit(0));
              p.map(TASKS).put(task.get(Task::pid), p.s64(1));
              p.exit(0);
            });
  }

  static Stream<ProgramDef> probes() {
    return Stream.of(
        flows(),
        vxlan(),
        bloom(),
        redirect(),
        steer(),
        devices(),
        settings(),
        accounting(),
        offCpu(),
        blockLatency(),
        tasks());
  }

  @ParameterizedTest
  @MethodSource("probes")
  @KernelTest
  void theKernelTakesThem(ProgramDef probe) {
    try (KernelProgram loaded = Bpf.load(probe)) {
      assertThat(loaded.info().name()).isEqualTo(probe.name());
    }
  }
}
