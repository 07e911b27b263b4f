package dev.jbpf.examples.xdpdrop;

import static dev.jbpf.kernel.Protocols.IPPROTO_UDP;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.XdpBody;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.dsl.value.packet.Udp;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;
import java.util.List;

/** The program: counts packets by IP protocol on each CPU, and drops those to a port of UDP. */
final class DropProgram {
  /** The key of packets that are not IPv4. */
  static final int OTHER = 256;

  static final MapDef<Integer, List<Long>> PACKETS =
      MapDef.perCpuArray("packets", Codec.U64, OTHER + 1);

  /** One count. */
  static final MapDef<Integer, List<Long>> DROPPED = MapDef.perCpuArray("dropped", Codec.U64, 1);

  private DropProgram() {}

  static Program countAndDrop(int port) {
    return Probe.xdp(
            "xdp_drop",
            p -> {
              Ipv4 ip = p.packet().ipv4().otherwise(() -> pass(p, p.u32(OTHER)));
              Udp udp = ip.udp().otherwise(() -> pass(p, ip.protocol().toU32()));
              p.when(udp.destination().ne(port), () -> pass(p, p.u32(IPPROTO_UDP)));
              count(p, PACKETS, p.u32(IPPROTO_UDP));
              count(p, DROPPED, p.u32(0));
              p.exit(XdpAction.DROP);
            })
        .program();
  }

  private static void pass(XdpBody p, U32 protocol) {
    count(p, PACKETS, protocol);
    p.exit(XdpAction.PASS);
  }

  private static void count(XdpBody p, MapDef<Integer, List<Long>> counts, U32 key) {
    p.perCpu(counts).find(key).ifPresent(number -> number.add(1));
  }

  static ProgramSpec spec(int port) {
    return ProgramSpec.of("xdp_drop", ProgramType.XDP, countAndDrop(port))
        .withMap(PACKETS)
        .withMap(DROPPED);
  }
}
