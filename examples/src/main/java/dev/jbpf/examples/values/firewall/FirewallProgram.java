package dev.jbpf.examples.values.firewall;

import static dev.jbpf.kernel.XdpAction.DROP;
import static dev.jbpf.kernel.XdpAction.PASS;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.net.Inet4Address;
import java.util.List;

/** The program: XDP, before the kernel has made anything of the packet. */
public final class FirewallProgram {
  /** A network. */
  public record Prefix(int bits, Inet4Address network) {}

  /** How often each blocked network was seen. */
  public static final MapDef<Prefix, Long> BLOCKED =
      MapDef.lpmTrie("blocked", Codec.record(Prefix.class), Codec.U64, 1024);

  /** What was let pass, and what not: bytes and packets are counted by each CPU. */
  public static final MapDef<Integer, List<Long>> PACKETS =
      MapDef.perCpuArray("packets", Codec.U64, 2);

  static final int PASSED = 0;
  static final int DROPPED = 1;

  private FirewallProgram() {}

  /** {@return the program} */
  public static ProgramDef define() {
    return Probe.xdp(
        "firewall",
        p -> {
          Ipv4 ip = p.packet().ipv4().orReturn(PASS);
          Cell<Prefix> source = p.record(Prefix.class, 32, ip.source());
          p.map(BLOCKED)
              .find(source)
              .ifPresent(
                  hits -> {
                    hits.addAtomic(1);
                    p.perCpu(PACKETS).find(DROPPED).ifPresent(count -> count.add(1));
                    p.exit(DROP);
                  });
          p.perCpu(PACKETS).find(PASSED).ifPresent(count -> count.add(1));
          p.exit(PASS);
        });
  }
}
