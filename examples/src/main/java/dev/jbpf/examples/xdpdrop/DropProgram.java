package dev.jbpf.examples.xdpdrop;

import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.examples.support.PacketBlocks.countOne;
import static dev.jbpf.examples.support.PacketBlocks.ifHolds;
import static dev.jbpf.examples.support.PacketBlocks.ifIpv4;
import static dev.jbpf.examples.support.Protocols.IPPROTO_UDP;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Udphdr;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.kernel.XdpMd;
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

  /** What the program keeps: the header that it looks at, the end of the packet, its decision. */
  private static final Reg HEADER = R6;

  private static final Reg END = R7;
  private static final Reg ACTION = R8;

  private static final int PASS = XdpAction.PASS.value();
  private static final int DROP = XdpAction.DROP.value();

  /** Where on the stack the key is. */
  private static final int KEY = -4;

  private DropProgram() {}

  static Program countAndDrop(int port) {
    return program(
        ProgramType.XDP,
        b -> {
          b.load(HEADER, R1, XdpMd.DATA).load(END, R1, XdpMd.DATA_END);
          b.stw(R10, KEY, OTHER).mov(ACTION, PASS);
          ifIpv4(b, HEADER, END, HEADER, ip -> lookAtIp(ip, port));
          countOne(b, PACKETS, KEY);
          b.ifThen(ACTION.eq(DROP), DropProgram::countDropped);
          b.mov(R0, ACTION).exit();
        });
  }

  private static void lookAtIp(ProgramBuilder b, int port) {
    b.load(R2, HEADER, Iphdr.PROTOCOL).stxw(R10, KEY, R2); // key = ip->protocol
    b.ifThen(R2.eq(IPPROTO_UDP), udp -> dropTo(udp, port));
  }

  private static void dropTo(ProgramBuilder b, int port) {
    b.load(R2, HEADER, Iphdr.IHL).lsh(R2, 2).add(HEADER, R2); // udp = (void *)ip + ip->ihl * 4
    ifHolds(
        b,
        HEADER,
        Udphdr.SIZE,
        END,
        udp -> {
          udp.load(R2, HEADER, Udphdr.DEST).be16(R2);
          udp.ifThen(R2.eq(port), hit -> hit.mov(ACTION, DROP));
        });
  }

  private static void countDropped(ProgramBuilder b) {
    b.stw(R10, KEY, 0);
    countOne(b, DROPPED, KEY);
  }

  static ProgramSpec spec(int port) {
    return ProgramSpec.of("xdp_drop", ProgramType.XDP, countAndDrop(port))
        .withMap(PACKETS)
        .withMap(DROPPED);
  }
}
