package dev.jbpf.methods.context;

import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.StructContext;

/** What a program is called with that decides where a group's processes connect or bind to. */
@Vocabulary
@ContextOf(ProgramType.CGROUP_SOCK_ADDR)
public final class SockAddrContext {
  private final Area context;

  private SockAddrContext(Area context) {
    this.context = context;
  }

  /** {@return the context of an address and a port: for plain Java} */
  public static SockAddrContext of(int address, int port) {
    StructContext empty = StructContext.of(BpfSockAddr.SIZE);
    SockAddrContext made =
        of(empty.writable(BpfSockAddr.USER_IP4, BpfSockAddr.USER_IP6, BpfSockAddr.USER_PORT));
    made.setAddress(address);
    made.setPort(port);
    return made;
  }

  /** {@return that context: for plain Java} */
  public static SockAddrContext of(Context context) {
    return new SockAddrContext(Area.of(context));
  }

  /** {@return the address that the process gave: {@code 0x0a000001} is 10.0.0.1} */
  public int address() {
    return context.be32(BpfSockAddr.USER_IP4.offset());
  }

  /** Puts another address in its place. */
  public void setAddress(int address) {
    context.setBe32(BpfSockAddr.USER_IP4.offset(), address);
  }

  /** {@return the port that the process gave} */
  public int port() {
    return NetworkOrder.number((int) context.u32(BpfSockAddr.USER_PORT.offset()));
  }

  /** Puts another port in its place. */
  public void setPort(int port) {
    context.set32(BpfSockAddr.USER_PORT.offset(), NetworkOrder.number(port));
  }

  /** {@return a quarter of the IPv6 address that the process gave, from 0 on} */
  public int address6(int quarter) {
    return context.be32(BpfSockAddr.USER_IP6.offset() + quarter * Integer.BYTES);
  }

  /** Puts another quarter in its place. */
  public void setAddress6(int quarter, int address) {
    context.setBe32(BpfSockAddr.USER_IP6.offset() + quarter * Integer.BYTES, address);
  }

  /** {@return where a message is said to come from; of {@code sendmsg4}} */
  public int messageSource() {
    return context.be32(BpfSockAddr.MSG_SRC_IP4.offset());
  }

  /** {@return the family of the socket: 2 is IPv4, 10 is IPv6} */
  public int family() {
    return context.s32(BpfSockAddr.FAMILY.offset());
  }

  /** {@return the type of the socket: 1 is a stream, 2 are datagrams} */
  public int type() {
    return context.s32(BpfSockAddr.TYPE.offset());
  }

  /** {@return the transport: 6 is TCP, 17 is UDP} */
  public int protocol() {
    return context.s32(BpfSockAddr.PROTOCOL.offset());
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
