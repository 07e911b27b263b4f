package dev.jbpf.examples.sockex1;

import static dev.jbpf.kernel.Protocols.ETH_HLEN;
import static dev.jbpf.kernel.Protocols.PACKET_OUTGOING;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.Iphdr;

/** The program as it is written with values, to compare with. */
final class WithValues {
  private WithValues() {}

  static ProgramDef bytesByProtocol() {
    return Probe.socket(
        "sockex1",
        p -> {
          p.when(p.packetType().ne(PACKET_OUTGOING), () -> p.exit(0));
          var protocol = p.u8At(ETH_HLEN + Iphdr.PROTOCOL.offset());
          p.map(ByteCount.BYTES).find(protocol).ifPresent(sum -> sum.addAtomic(p.length()));
          p.exit(0);
        });
  }
}
