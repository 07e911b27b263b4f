package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.U16;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.SkBuff;

/**
 * A filter of a socket: it looks at the packet by copies of its bytes. Where these are not there,
 * the program ends with 0; all bits of an offset count.
 */
public final class SocketBody extends ProgramBody {
  /** No packet is longer; offsets above are relative to its headers, if they are anything. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  SocketBody(Scope scope) {
    super(scope, SkBuff.LEN.struct());
  }

  /** {@return the bytes of the packet} */
  public U32 length() {
    return members().get(SkBuff.LEN, U32.KIND);
  }

  /** {@return 1 to 4: how the packet came here, {@code PACKET_OUTGOING} is 4} */
  public U32 packetType() {
    return members().get(SkBuff.PKT_TYPE, U32.KIND);
  }

  /** {@return the byte at {@code offset}} */
  public U8 u8At(int offset) {
    return read(U8.KIND, offset);
  }

  /** {@return the number of 16 bits at {@code offset}, from network order} */
  public U16 u16At(int offset) {
    return read(U16.KIND, offset);
  }

  /** {@return the number of 32 bits at {@code offset}, from network order} */
  public U32 u32At(int offset) {
    return read(U32.KIND, offset);
  }

  /** {@return the byte at {@code offset}} */
  public U8 u8At(Int<?, ?> offset) {
    return read(U8.KIND, offset);
  }

  /** {@return the number of 16 bits at {@code offset}, from network order} */
  public U16 u16At(Int<?, ?> offset) {
    return read(U16.KIND, offset);
  }

  /** {@return the number of 32 bits at {@code offset}, from network order} */
  public U32 u32At(Int<?, ?> offset) {
    return read(U32.KIND, offset);
  }

  private <T extends Int<T, ?>> T read(Kind<T> kind, int offset) {
    return read(kind, scope().at().constant(Type.U32, 0), offset);
  }

  private <T extends Int<T, ?>> T read(Kind<T> kind, Int<?, ?> offset) {
    if (offset.ir().type().isWide()) {
      when(offset.toU64().gt(MOST_BYTES), () -> exit(0));
    }
    return read(kind, offset.toU32().ir(), 0);
  }

  private <T extends Int<T, ?>> T read(Kind<T> kind, Value at, int offset) {
    return kind.of(scope(), scope().at().readPacket(kind.type(), context(), at, offset));
  }
}
