package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.ir.Type;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.SkBuff;

/** A program of the traffic control, at a device's ingress or egress. */
public final class TcBody extends PacketBody {
  TcBody(Scope scope) {
    super(scope, SkBuff.DATA, SkBuff.DATA_END);
  }

  /** {@return the bytes of the packet, from the Ethernet header on} */
  public U32 length() {
    return members().get(SkBuff.LEN, U32.KIND);
  }

  /** {@return the mark that others see} */
  public U32 mark() {
    return members().get(SkBuff.MARK, U32.KIND);
  }

  /** Changes the mark that others see. */
  public void setMark(Int<?, ?> mark) {
    members().set(SkBuff.MARK, mark);
  }

  /** {@return the priority} */
  public U32 priority() {
    return members().get(SkBuff.PRIORITY, U32.KIND);
  }

  /** Changes the priority. */
  public void setPriority(Int<?, ?> priority) {
    members().set(SkBuff.PRIORITY, priority);
  }

  /** {@return the device} */
  public U32 networkInterface() {
    return members().get(SkBuff.IFINDEX, U32.KIND);
  }

  /** {@return the Ethernet type of what the packet carries} */
  public Be16 protocol() {
    U32 wide = members().get(SkBuff.PROTOCOL, U32.KIND);
    return Be16.KIND.of(scope(), wide.toU16().ir());
  }

  /**
   * Has the first {@code bytes} bytes of the packet in one piece; headers that were found before
   * are of no use any more.
   */
  public void pull(int bytes) {
    scope().call(Helper.SKB_PULL_DATA, Type.S64, context(), scope().at().constant(bytes));
    scope().move();
  }
}
