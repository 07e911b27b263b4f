package dev.jbpf.benchmarks.quality;

import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TcContext;
import dev.jbpf.methods.context.TracepointContext;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.helper.Numbers;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.packet.Ipv4;
import dev.jbpf.methods.packet.Ipv6;
import dev.jbpf.methods.packet.Packet;

/** The programs of {@link QualityPrograms} as methods. */
final class QualityMethods {
  /** A flow of IPv6. */
  record Flow(
      @BigEndian long high, @BigEndian long low, @BigEndian short port, short no, int none) {}

  /** What is counted of a flow. */
  record Volume(long packets, long bytes) {}

  static final Table<Flow, Volume> FLOWS =
      Table.of(MapDef.hash("volumes", Codec.record(Flow.class), Codec.record(Volume.class), 1024));
  static final Table<Long, Long> STARTS = Table.of(QualityPrograms.STARTS);
  static final Table<Integer, Long> DELAYS = Table.of(QualityPrograms.DELAYS);

  static long tcpBytes;
  static long udpBytes;
  static long otherBytes;
  static int most = 1000;

  private QualityMethods() {}

  @BpfProgram(value = "xdp", since = "5.10")
  static int checksum(XdpContext context) {
    Area header = context.packet().bytes(14, 20);
    if (header == null) {
      return XdpAction.PASS.value();
    }
    int sum = 0;
    for (int i = 0; i < 20; i += 2) {
      sum += header.be16(i);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return sum == 0xffff ? XdpAction.PASS.value() : XdpAction.DROP.value();
  }

  @BpfProgram(value = "tc", since = "5.10")
  static int flows(TcContext context) {
    Packet packet = context.packet();
    Ipv6 ip = packet.ipv6();
    if (ip == null) {
      return TcAction.OK.value();
    }
    int next = ip.nextHeader();
    int at = 54;
    for (int i = 0; i < 6 && isExtension(next); i++) {
      Area header = packet.bytes(at, 8);
      if (header == null || next == 44 && (header.be16(2) & 0xfff8) != 0) {
        return TcAction.OK.value();
      }
      at += next == 44 ? 8 : next == 51 ? (header.u8(1) + 2) * 4 : (header.u8(1) + 1) * 8;
      next = header.u8(0);
    }
    Area tcp = packet.bytes(at, 20);
    if (tcp == null || next != 6) {
      return TcAction.OK.value();
    }
    Flow flow = new Flow(ip.sourceHigh(), ip.sourceLow(), (short) tcp.be16(2), (short) 0, 0);
    Cell<Volume> volume = FLOWS.findOrInsert(flow);
    if (volume != null) {
      volume.at(Volume::packets).addAtomic(1);
      volume.at(Volume::bytes).addAtomic(context.length());
    }
    return TcAction.OK.value();
  }

  private static boolean isExtension(int header) {
    return switch (header) {
      case 0, 43, 44, 51, 60 -> true;
      default -> false;
    };
  }

  @BpfProgram(value = "tracepoint/syscalls/sys_exit_read", since = "5.10")
  static int latency(TracepointContext call) {
    long thread = Kernel.tid();
    Cell<Long> start = STARTS.find(thread);
    if (start == null) {
      return 0;
    }
    long before = start.get();
    STARTS.remove(thread);
    long micros = Numbers.div(Kernel.time() - before, 1000);
    Cell<Long> count = DELAYS.find(Numbers.log2Slot(micros));
    if (count != null) {
      count.addAtomic(1);
    }
    return 0;
  }

  /** Bytes by protocol, counted as Java counts: not at once for all CPUs. */
  @BpfProgram(value = "tc", since = "5.10")
  static int octets(TcContext context) {
    Ipv4 ip = context.packet().ipv4();
    if (ip == null) {
      return TcAction.OK.value();
    }
    int length = context.length();
    if (Integer.compareUnsigned(length, most) > 0) {
      return TcAction.SHOT.value();
    }
    switch (ip.protocol()) {
      case 6 -> tcpBytes += length;
      case 17 -> udpBytes += length;
      default -> otherBytes += length;
    }
    return TcAction.OK.value();
  }
}
