package dev.jbpf.vm.context;

import dev.jbpf.kernel.BpfCgroupDevCtx;
import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.world.Socket;
import java.util.Arrays;

/**
 * Contexts of the types that have a structure of their own, of which programs may change what the
 * kernel lets them change. All else is for {@link StructContext#with} to say.
 *
 * <p>Source: {@code Documentation/bpf/libbpf/program_types.rst}, and what Linux 6.18 admits.
 */
public final class Structs {
  private static final int INET = 2;
  private static final int INET6 = 10;

  private Structs() {}

  /**
   * {@return a {@code struct bpf_sock_addr}: programs change the address that a socket is bound or
   * connected to}
   */
  public static StructContext socketAddress(Socket socket) {
    return StructContext.of(BpfSockAddr.SIZE)
        .with(BpfSockAddr.SK, socket)
        .with(BpfSockAddr.FAMILY, socket.get(BpfSock.FAMILY))
        .with(BpfSockAddr.TYPE, socket.get(BpfSock.TYPE))
        .with(BpfSockAddr.PROTOCOL, socket.get(BpfSock.PROTOCOL))
        .with(BpfSockAddr.USER_FAMILY, socket.get(BpfSock.FAMILY) == INET6 ? INET6 : INET)
        .writable(
            BpfSockAddr.USER_IP4,
            BpfSockAddr.USER_IP6,
            BpfSockAddr.USER_PORT,
            BpfSockAddr.MSG_SRC_IP4,
            BpfSockAddr.MSG_SRC_IP6);
  }

  /**
   * {@return the same, with the address that the socket is to be bound or connected to}
   *
   * @param address of IPv4 or IPv6, in digits
   * @param port as people write it
   */
  public static StructContext socketAddress(Socket socket, String address, int port) {
    Socket place = Socket.udp(address, port);
    return socketAddress(socket)
        .with(BpfSockAddr.USER_FAMILY, place.get(BpfSock.FAMILY))
        .with(BpfSockAddr.USER_IP4, bytes(place, BpfSock.SRC_IP4))
        .with(BpfSockAddr.USER_IP6, bytes(place, BpfSock.SRC_IP6))
        .with(BpfSockAddr.USER_PORT, swapped(port));
  }

  /** {@return a {@code struct bpf_sock_ops} of that operation, a {@code BPF_SOCK_OPS_…}} */
  public static StructContext socketOperation(int operation, Socket socket) {
    return StructContext.of(BpfSockOps.SIZE)
        .with(BpfSockOps.SK, socket)
        .with(BpfSockOps.OP, operation)
        .with(BpfSockOps.FAMILY, socket.get(BpfSock.FAMILY))
        .with(BpfSockOps.LOCAL_IP4, bytes(socket, BpfSock.SRC_IP4))
        .with(BpfSockOps.REMOTE_IP4, bytes(socket, BpfSock.DST_IP4))
        .with(BpfSockOps.LOCAL_IP6, bytes(socket, BpfSock.SRC_IP6))
        .with(BpfSockOps.REMOTE_IP6, bytes(socket, BpfSock.DST_IP6))
        .with(BpfSockOps.LOCAL_PORT, socket.get(BpfSock.SRC_PORT))
        .with(BpfSockOps.REMOTE_PORT, socket.get(BpfSock.DST_PORT) << 16)
        .with(BpfSockOps.IS_FULLSOCK, socket.isFull() ? 1 : 0)
        .with(BpfSockOps.STATE, socket.get(BpfSock.STATE))
        .writable(BpfSockOps.REPLY, BpfSockOps.REPLYLONG, BpfSockOps.SK_TXHASH);
  }

  /** {@return a {@code struct sk_msg_md}: what is sent by that socket} */
  public static StructContext message(Socket socket, byte[] content) {
    return StructContext.of(SkMsgMd.SIZE)
        .with(SkMsgMd.SK, socket)
        .with(SkMsgMd.FAMILY, socket.get(BpfSock.FAMILY))
        .with(SkMsgMd.LOCAL_IP4, bytes(socket, BpfSock.SRC_IP4))
        .with(SkMsgMd.REMOTE_IP4, bytes(socket, BpfSock.DST_IP4))
        .with(SkMsgMd.LOCAL_IP6, bytes(socket, BpfSock.SRC_IP6))
        .with(SkMsgMd.REMOTE_IP6, bytes(socket, BpfSock.DST_IP6))
        .with(SkMsgMd.LOCAL_PORT, socket.get(BpfSock.SRC_PORT))
        .with(SkMsgMd.REMOTE_PORT, socket.get(BpfSock.DST_PORT) << 16)
        .withData(SkMsgMd.DATA, SkMsgMd.DATA_END, content)
        .with(SkMsgMd.SIZE_, content.length);
  }

  /**
   * {@return a {@code struct bpf_sockopt}: programs change the option, its length and the result}
   */
  public static StructContext socketOption(Socket socket, int level, int option) {
    return StructContext.of(BpfSockopt.SIZE)
        .with(BpfSockopt.SK, socket)
        .with(BpfSockopt.LEVEL, level)
        .with(BpfSockopt.OPTNAME, option)
        .writable(BpfSockopt.LEVEL, BpfSockopt.OPTNAME, BpfSockopt.OPTLEN, BpfSockopt.RETVAL);
  }

  /** {@return the same, with the option's value, or the room for it} */
  public static StructContext socketOption(Socket socket, int level, int option, byte[] value) {
    return socketOption(socket, level, option)
        .withData(BpfSockopt.OPTVAL, BpfSockopt.OPTVAL_END, value)
        .with(BpfSockopt.OPTLEN, value.length);
  }

  /**
   * {@return a {@code struct bpf_sk_lookup}, of a packet from there to here}
   *
   * @param protocol {@link Socket#TCP} or {@link Socket#UDP}
   * @param remote the sender, of IPv4 or IPv6, in digits
   * @param local the receiver, likewise
   */
  public static StructContext lookup(
      int protocol, String remote, int remotePort, String local, int localPort) {
    Socket here = Socket.udp(local, localPort, remote, remotePort);
    return StructContext.of(BpfSkLookup.SIZE)
        .with(BpfSkLookup.FAMILY, here.get(BpfSock.FAMILY))
        .with(BpfSkLookup.PROTOCOL, protocol)
        .with(BpfSkLookup.REMOTE_IP4, bytes(here, BpfSock.DST_IP4))
        .with(BpfSkLookup.REMOTE_IP6, bytes(here, BpfSock.DST_IP6))
        .with(BpfSkLookup.REMOTE_PORT, swapped(remotePort))
        .with(BpfSkLookup.LOCAL_IP4, bytes(here, BpfSock.SRC_IP4))
        .with(BpfSkLookup.LOCAL_IP6, bytes(here, BpfSock.SRC_IP6))
        .with(BpfSkLookup.LOCAL_PORT, localPort);
  }

  private static long swapped(int port) {
    return Short.reverseBytes((short) port) & 0xffff;
  }

  /** As they are in memory: addresses are in the order of the network. */
  private static byte[] bytes(Socket socket, StructField member) {
    return Arrays.copyOfRange(socket.bytes(), member.offset(), member.offset() + member.size());
  }

  /**
   * {@return a {@code struct bpf_cgroup_dev_ctx}}
   *
   * @param access what is done, {@code BPF_DEVCG_ACC_…}: 1 mknod, 2 read, 4 write
   * @param type 1 of blocks, 2 of characters
   */
  public static StructContext device(int access, int type, int major, int minor) {
    return StructContext.of(BpfCgroupDevCtx.SIZE)
        .with(BpfCgroupDevCtx.ACCESS_TYPE, (long) access << 16 | type)
        .with(BpfCgroupDevCtx.MAJOR, major)
        .with(BpfCgroupDevCtx.MINOR, minor);
  }

  /** {@return a {@code struct bpf_sock}, of a socket that is made or bound} */
  public static StructContext socket(Socket socket) {
    StructContext all = StructContext.of(BpfSock.SIZE);
    for (int offset = 0; offset < BpfSock.SIZE; offset += Integer.BYTES) {
      StructField word = new StructField("bpf_sock", "word", offset, Integer.BYTES, false);
      all = all.with(word, bytes(socket, word));
    }
    return all.writable(BpfSock.BOUND_DEV_IF, BpfSock.MARK, BpfSock.PRIORITY);
  }
}
