package dev.jbpf.examples.xdpdrop;

import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.examples.support.PacketBlocks.countOne;
import static dev.jbpf.examples.support.PacketBlocks.ifHolds;
import static dev.jbpf.examples.support.PacketBlocks.ifIpv4;
import static dev.jbpf.examples.support.Protocols.IPPROTO_UDP;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
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

  private static final int PASS = XdpAction.PASS.value();
  private static final int DROP = XdpAction.DROP.value();

  /** Where on the stack the key is. */
  private static final int KEY = -4;

  private DropProgram() {}

  static Program countAndDrop(int port) {
    return program(
        ProgramType.XDP,
        b -> {
          b.load(R6, R1, XdpMd.DATA).load(R7, R1, XdpMd.DATA_END);
          b.stw(R10, KEY, OTHER).mov(R8, PASS);
          ifIpv4(
              b,
              R6,
              R7,
              R6,
              ip -> {
                ip.load(R2, R6, Iphdr.PROTOCOL).stxw(R10, KEY, R2);
                ip.ifThen(
                    R2.eq(IPPROTO_UDP),
                    udp -> {
                      udp.load(R2, R6, Iphdr.IHL).lsh(R2, 2).add(R6, R2); // udp = ip + ihl * 4
                      ifHolds(
                          udp,
                          R6,
                          Udphdr.SIZE,
                          R7,
                          whole -> {
                            whole.load(R2, R6, Udphdr.DEST).be16(R2);
                            whole.ifThen(R2.eq(port), hit -> hit.mov(R8, DROP));
                          });
                    });
              });
          countOne(b, PACKETS, KEY);
          b.ifThen(
              R8.eq(DROP),
              dropped -> {
                dropped.stw(R10, KEY, 0);
                countOne(dropped, DROPPED, KEY);
              });
          b.mov(R0, R8).exit();
        });
  }

  static ProgramSpec spec(int port) {
    return ProgramSpec.of("xdp_drop", ProgramType.XDP, countAndDrop(port))
        .withMap(PACKETS)
        .withMap(DROPPED);
  }
}
