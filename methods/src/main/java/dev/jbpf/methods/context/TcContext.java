package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.packet.Packet;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.SocketBuffer;

/** What a program of the traffic control is called with. */
@Vocabulary
@ContextOf({ProgramType.SCHED_CLS, ProgramType.SCHED_ACT})
public final class TcContext {
  private final Area context;

  private TcContext(Area context) {
    this.context = context;
  }

  /** {@return the context of {@code packet}, no copy: for plain Java} */
  public static TcContext of(byte[] packet) {
    return of(SocketBuffer.of(packet));
  }

  /** {@return that context: for plain Java} */
  public static TcContext of(Context context) {
    return new TcContext(Area.of(context));
  }

  /** {@return the packet} */
  public Packet packet() {
    return new Packet(
        context.packet(SkBuff.DATA.offset()), context.packetEnd(SkBuff.DATA_END.offset()));
  }

  /** {@return the bytes of the packet, from the Ethernet header on} */
  public int length() {
    return context.s32(SkBuff.LEN.offset());
  }

  /** {@return the mark that others see} */
  public int mark() {
    return context.s32(SkBuff.MARK.offset());
  }

  /** Changes the mark that others see. */
  public void setMark(int mark) {
    context.set32(SkBuff.MARK.offset(), mark);
  }

  /** {@return the priority} */
  public int priority() {
    return context.s32(SkBuff.PRIORITY.offset());
  }

  /** Changes the priority. */
  public void setPriority(int priority) {
    context.set32(SkBuff.PRIORITY.offset(), priority);
  }

  /** {@return the device} */
  public int networkInterface() {
    return context.s32(SkBuff.IFINDEX.offset());
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
