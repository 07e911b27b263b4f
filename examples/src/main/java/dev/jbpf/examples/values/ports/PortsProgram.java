package dev.jbpf.examples.values.ports;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.dsl.value.packet.Tcp;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.histogram.Log2Histogram;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.U16;
import java.net.Inet4Address;

/** The program, at the traffic control. */
public final class PortsProgram {
  /** A connection that is opened. */
  public record Opened(Inet4Address from, @BigEndian @U16 int port, @U16 int length) {}

  /** To Java. */
  public static final MapDef<Nothing, Nothing> EVENTS = MapDef.ringBuffer("events", 1 << 16);

  /** How large packets are, by powers of two. */
  public static final MapDef<Integer, Long> SIZES =
      MapDef.array("sizes", Codec.U64, Log2Histogram.SLOTS);

  /** How many events found no room. */
  public static final Global<Long> LOST = Global.zero("lost", Codec.U64);

  private PortsProgram() {}

  /** {@return the program} */
  public static ProgramDef define() {
    return Probe.tc("ports")
        .since(5, 8)
        .build(
            p -> {
              p.countLog2(SIZES, p.length());
              Ipv4 ip = p.packet().ipv4().orReturn(TcAction.OK);
              Tcp tcp = ip.tcp().filter(Tcp::isSyn).orReturn(TcAction.OK);
              p.ring(EVENTS)
                  .reserved(
                      Opened.class,
                      event ->
                          event
                              .set(Opened::from, ip.source())
                              .set(Opened::port, tcp.destination())
                              .set(Opened::length, p.length().toU16()))
                  .otherwise(() -> p.global(LOST).addAtomic(1));
              p.exit(TcAction.OK);
            });
  }
}
