package dev.jbpf.methods.compile;

import dev.jbpf.map.*;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.*;
import dev.jbpf.methods.packet.*;
import dev.jbpf.text.*;
import org.junit.jupiter.api.Test;

class FirstTest {
  record Prefix(int bits, @BigEndian int network) {}

  static final Table<Prefix, Long> BLOCKED =
      Table.of(MapDef.lpmTrie("blocked", Codec.record(Prefix.class), Codec.U64, 1024));
  static final Table<Integer, Long> PACKETS =
      Table.perCpu(MapDef.perCpuArray("packets", Codec.U64, 2));

  @BpfProgram("xdp")
  static int filter(XdpContext context) {
    Ipv4 ip = context.packet().ipv4();
    if (ip == null) {
      return 2;
    }
    Cell<Long> hits = BLOCKED.find(new Prefix(32, ip.source()));
    if (hits != null) {
      hits.addAtomic(1);
      count(1);
      return 1;
    }
    count(0);
    return 2;
  }

  private static void count(int which) {
    Cell<Long> count = PACKETS.find(which);
    if (count != null) {
      count.add(1);
    }
  }

  @Test
  void first() {
    var compiled = MethodCompiler.compile(FirstTest.class);
    for (var p : compiled.programs()) {
      System.out.println(p.name() + " " + p.program().size());
      System.out.println(p.program());
    }
  }
}
