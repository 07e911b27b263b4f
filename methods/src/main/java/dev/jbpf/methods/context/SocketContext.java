package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.SocketBuffer;

/**
 * What the filter of a socket is called with: it looks at the packet by copies of its bytes. Where
 * these are not there, the program ends with 0, and plain Java throws.
 *
 * <p>A packet socket hands a filter the packet with its Ethernet header; a TCP or UDP socket, and
 * the kernel's test run, without.
 */
@Vocabulary
@ContextOf(ProgramType.SOCKET_FILTER)
public final class SocketContext {
  private final Area context;

  private SocketContext(Area context) {
    this.context = context;
  }

  /** {@return the context of {@code packet}: for plain Java} */
  public static SocketContext of(byte[] packet) {
    return of(SocketBuffer.of(ProgramType.SOCKET_FILTER, packet));
  }

  /** {@return that context: for plain Java} */
  public static SocketContext of(Context context) {
    return new SocketContext(Area.of(context));
  }

  /** {@return the bytes of the packet} */
  public int length() {
    return context.s32(SkBuff.LEN.offset());
  }

  /** {@return 1 to 4: how the packet came here, {@code PACKET_OUTGOING} is 4} */
  public int packetType() {
    return context.s32(SkBuff.PKT_TYPE.offset());
  }

  /** {@return the byte at {@code offset}, 0 to 255} */
  public int u8At(int offset) {
    return context.packet8(offset);
  }

  /** {@return the number of 16 bits at {@code offset}, from network order} */
  public int u16At(int offset) {
    return context.packet16(offset);
  }

  /** {@return the number of 32 bits at {@code offset}, from network order} */
  public int u32At(int offset) {
    return context.packet32(offset);
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
