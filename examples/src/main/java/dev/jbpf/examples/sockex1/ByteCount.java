package dev.jbpf.examples.sockex1;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static dev.jbpf.kernel.Protocols.ETH_HLEN;
import static dev.jbpf.kernel.Protocols.PACKET_OUTGOING;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;

/** The program: adds the length of each packet that is sent to the sum of its IP protocol. */
final class ByteCount {
  /** A sum for each protocol number. */
  static final MapDef<Integer, Long> BYTES = MapDef.array("my_map", Codec.U64, 256);

  /** The context, where loads from the packet expect it. */
  private static final Reg SKB = R6;

  /** Where on the stack the index is. */
  private static final int INDEX = -4;

  private ByteCount() {}

  static Program bytesByProtocol() {
    return program(
        ProgramType.SOCKET_FILTER,
        b -> {
          b.mov(SKB, R1).ldabsb(ETH_HLEN + Iphdr.PROTOCOL.offset()); // R0 = ip->protocol
          b.stxw(R10, INDEX, R0);
          b.load(R1, SKB, SkBuff.PKT_TYPE);
          b.ifThen(R1.ne(PACKET_OUTGOING), incoming -> incoming.mov(R0, 0).exit());
          b.call(mapLookupElem(map(BYTES), stack(INDEX)));
          b.ifThen(R0.ne(0), found -> found.load(R1, SKB, SkBuff.LEN).aadd(R0, 0, R1));
          b.mov(R0, 0).exit();
        });
  }

  static ProgramSpec spec() {
    return ProgramSpec.of("sockex1", ProgramType.SOCKET_FILTER, bytesByProtocol()).withMap(BYTES);
  }
}
