package ${package};

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;
import static dev.jbpf.isa.Reg.R10;
import static dev.jbpf.isa.Reg.R6;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.Hooks;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

public final class Probe {
  static final int UDP = 17;

  static final MapDef<Integer, Long> PACKETS = MapDef.array("packets", Codec.U64, 256);

  static final ProgramDef COUNT =
      Definition.named("count")
          .in("socket")
          .build(
              b -> {
                b.mov(R6, R1).ldabsb(14 + 9).stxw(R10, -4, R0); // the protocol of the IPv4 header
                b.call(mapLookupElem(map(PACKETS), stack(-4)));
                b.ifThen(R0.ne(0), t -> t.mov(R1, 1).aadd(R0, 0, R1));
                b.mov(R0, 0).exit();
              });

  public static void main(String[] arguments) throws Exception {
    try (KernelProgram program = Bpf.load(ProgramSpec.of(COUNT));
        Link link = program.attach(Hooks.packetSocket("lo"));
        DatagramSocket socket = new DatagramSocket()) {
      InetAddress localhost = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.send(new DatagramPacket(new byte[1], 1, localhost, 9));
      BpfMap<Integer, Long> packets = program.map(PACKETS);
      System.out.println("UDP packets: " + packets.lookup(UDP).orElseThrow());
    }
  }
}
