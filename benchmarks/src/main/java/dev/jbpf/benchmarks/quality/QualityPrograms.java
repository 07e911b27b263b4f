package dev.jbpf.benchmarks.quality;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.dsl.value.packet.Ipv6;
import dev.jbpf.dsl.value.packet.Tcp;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.histogram.Log2Histogram;
import java.net.Inet6Address;
import java.util.List;

/** Programs that are measured beside the examples; {@code c/quality} has the same in C. */
final class QualityPrograms {
  private static final int WORDS = 10;
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** Two bytes of a packet. */
  record Word(@BigEndian @dev.jbpf.map.layout.U16 int number) {}

  /** A flow of IPv6. */
  record Flow(Inet6Address from, @BigEndian @dev.jbpf.map.layout.U16 int port, short unused) {}

  /** What is counted of a flow. */
  record Volume(long packets, long bytes) {}

  static final MapDef<Flow, Volume> FLOWS =
      MapDef.hash("volumes", Codec.record(Flow.class), Codec.record(Volume.class), 1024);
  static final MapDef<Long, Long> STARTS = MapDef.hash("starts", Codec.U32, Codec.U64, 1024);
  static final MapDef<Integer, Long> DELAYS =
      MapDef.array("delays", Codec.U64, Log2Histogram.SLOTS);
  static final Global<Long> TCP_BYTES = Global.zero("tcp_bytes", Codec.U64);
  static final Global<Long> UDP_BYTES = Global.zero("udp_bytes", Codec.U64);
  static final Global<Long> OTHER_BYTES = Global.zero("other_bytes", Codec.U64);
  static final Global<Integer> LIMIT = Global.of("most", Codec.S32, 1000);

  private QualityPrograms() {}

  static List<ProgramDef> all() {
    return List.of(checksum(), flows(), latency(), octets());
  }

  /** {@return a program that drops what has a wrong sum in its IPv4 header} */
  static ProgramDef checksum() {
    return Probe.xdp("checksum")
        .since(5, 10)
        .build(
            p -> {
              var packet = p.packet().atLeast(34).orReturn(XdpAction.PASS);
              Var<U32> sum = p.var("sum", p.u32(0));
              for (int i = 0; i < WORDS; i++) {
                Cell<Word> word = packet.at(14 + 2 * i, Word.class).orReturn(XdpAction.PASS);
                sum.update(s -> s.add(word.at(Word::number).u32()));
              }
              U32 once = sum.get().and(0xffff).add(sum.get().shiftRight(16));
              U32 twice = once.and(0xffff).add(once.shiftRight(16));
              p.when(twice.ne(0xffff), () -> p.exit(XdpAction.DROP));
              p.exit(XdpAction.PASS);
            });
  }

  /** {@return a program that counts TCP over IPv6, without extension headers, by who sends it} */
  static ProgramDef flows() {
    return Probe.tc("flows")
        .since(5, 10)
        .build(
            p -> {
              Ipv6 ip = p.packet().ipv6().orReturn(TcAction.OK);
              Tcp tcp = ip.tcp().orReturn(TcAction.OK);
              Cell<Flow> flow = p.record(Flow.class);
              flow.at(Flow::from).copyFrom(ip.source());
              flow.set(Flow::port, tcp.destination());
              Cell<Volume> volume = p.map(FLOWS).findOrInsert(flow).orReturn(TcAction.OK);
              volume.at(Volume::packets).addAtomic(1);
              volume.at(Volume::bytes).addAtomic(p.length());
              p.exit(TcAction.OK);
            });
  }

  /** {@return a program at the end of something, which was noted at its start} */
  static ProgramDef latency() {
    return Probe.tracepoint("latency", "syscalls", "sys_exit_read")
        .since(5, 10)
        .build(
            p -> {
              U32 thread = p.tid();
              U64 start = p.map(STARTS).find(thread).orReturn(0).u64();
              p.map(STARTS).remove(thread);
              p.countLog2(DELAYS, p.time().subtract(start).divide(1000));
              p.exit(0);
            });
  }

  /** {@return a program that counts bytes by protocol, in variables} */
  static ProgramDef octets() {
    return Probe.tc("octets")
        .since(5, 10)
        .build(
            p -> {
              Ipv4 ip = p.packet().ipv4().orReturn(TcAction.OK);
              U32 length = p.length();
              p.when(length.gt(p.global(LIMIT).s32().toU32()), () -> p.exit(TcAction.SHOT));
              p.match(
                  ip.protocol(),
                  cases ->
                      cases
                          .on(TCP, () -> p.global(TCP_BYTES).addAtomic(length))
                          .on(UDP, () -> p.global(UDP_BYTES).addAtomic(length))
                          .otherwise(() -> p.global(OTHER_BYTES).addAtomic(length)));
              p.exit(TcAction.OK);
            });
  }
}
