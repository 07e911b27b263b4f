package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.packet.Packet;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Xdp;

/** What a program at a network device is called with, before the kernel has made anything of it. */
@Vocabulary
@ContextOf(ProgramType.XDP)
public final class XdpContext {
  private final Area context;

  private XdpContext(Area context) {
    this.context = context;
  }

  /** {@return the context of {@code packet}, no copy: for plain Java} */
  public static XdpContext of(byte[] packet) {
    return of(new Xdp(packet));
  }

  /** {@return that context: for plain Java} */
  public static XdpContext of(Context context) {
    return new XdpContext(Area.of(context));
  }

  /** {@return the packet} */
  public Packet packet() {
    return new Packet(
        context.packet(XdpMd.DATA.offset()), context.packetEnd(XdpMd.DATA_END.offset()));
  }

  /** {@return the device that the packet came in by} */
  public int ingressInterface() {
    return context.s32(XdpMd.INGRESS_IFINDEX.offset());
  }

  /** {@return the queue that it came in by} */
  public int queue() {
    return context.s32(XdpMd.RX_QUEUE_INDEX.offset());
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
