package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.Codec;
import java.net.Inet6Address;

/** A program of a control group that decides where its processes connect or bind to. */
public final class SockAddrBody extends ProgramBody {
  SockAddrBody(Scope scope) {
    super(scope, BpfSockAddr.USER_PORT.struct());
  }

  /** {@return the address that the process gave} */
  public Be32 address() {
    return Be32.KIND.of(scope(), whole(BpfSockAddr.USER_IP4).ir());
  }

  /** Puts another address in its place. */
  public void setAddress(Be32 address) {
    members().set(BpfSockAddr.USER_IP4, U32.KIND.of(scope(), address.ir()));
  }

  /** {@return a copy of the address of IPv6 that the process gave} */
  public Cell<Inet6Address> address6() {
    var f = scope().at();
    Cell<Inet6Address> copy = Stack.raw(scope(), Codec.IPV6.layout(), "address");
    for (int at = 0; at < copy.size(); at += Integer.BYTES) {
      Value word = f.load(Type.U32, context(), BpfSockAddr.USER_IP6.offset() + at);
      f.store(word, copy.address(), at);
    }
    return copy;
  }

  /** Puts another address of IPv6 in its place. */
  public void setAddress6(Cell<Inet6Address> address) {
    var f = scope().at();
    for (int at = 0; at < address.size(); at += Integer.BYTES) {
      Value word = f.load(Type.U32, address.address(), at);
      f.store(word, context(), BpfSockAddr.USER_IP6.offset() + at);
    }
  }

  /** {@return the port that the process gave} */
  public Be16 port() {
    return Be16.KIND.of(scope(), whole(BpfSockAddr.USER_PORT).toU16().ir());
  }

  /** Puts another port in its place. */
  public void setPort(Be16 port) {
    members()
        .set(
            BpfSockAddr.USER_PORT,
            U32.KIND.of(scope(), scope().at().cast(port.ir(), U32.KIND.type())));
  }

  /** {@return the transport: 6 is TCP, 17 is UDP} */
  public U32 protocol() {
    return whole(BpfSockAddr.PROTOCOL);
  }

  private U32 whole(StructField field) {
    return members().get(field, U32.KIND);
  }
}
