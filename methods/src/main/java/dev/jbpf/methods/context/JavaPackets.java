package dev.jbpf.methods.context;

import dev.jbpf.kernel.SkBuff;
import dev.jbpf.methods.memory.Area;

/** Contexts of packets in plain Java. */
final class JavaPackets {
  private JavaPackets() {}

  static Area context(byte[] packet) {
    Area data = Area.of(packet);
    Area context = Area.of(new byte[SkBuff.SIZE]);
    context.point(SkBuff.DATA.offset(), data);
    context.point(SkBuff.DATA_END.offset(), data.plus(packet.length));
    context.pointToPacket(data);
    context.set32(SkBuff.LEN.offset(), packet.length);
    return context;
  }
}
