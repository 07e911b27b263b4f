package dev.jbpf.vm.context;

import dev.jbpf.kernel.BpfCgroupDevCtx;
import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.vm.world.Socket;

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

  /** {@return a {@code struct bpf_sock_ops} of that operation, a {@code BPF_SOCK_OPS_…}} */
  public static StructContext socketOperation(int operation, Socket socket) {
    return StructContext.of(BpfSockOps.SIZE)
        .with(BpfSockOps.SK, socket)
        .with(BpfSockOps.OP, operation)
        .with(BpfSockOps.FAMILY, socket.get(BpfSock.FAMILY))
        .with(BpfSockOps.LOCAL_IP4, socket.get(BpfSock.SRC_IP4))
        .with(BpfSockOps.REMOTE_IP4, socket.get(BpfSock.DST_IP4))
        .with(BpfSockOps.LOCAL_PORT, socket.get(BpfSock.SRC_PORT))
        .with(BpfSockOps.REMOTE_PORT, socket.get(BpfSock.DST_PORT) << 16)
        .with(BpfSockOps.IS_FULLSOCK, socket.isFull() ? 1 : 0)
        .with(BpfSockOps.STATE, socket.get(BpfSock.STATE))
        .writable(BpfSockOps.REPLY, BpfSockOps.REPLYLONG, BpfSockOps.SK_TXHASH);
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

  /** {@return a {@code struct bpf_sk_lookup}, of a packet from there to here} */
  public static StructContext lookup(
      int protocol, int remoteIp4, int remotePort, int localIp4, int localPort) {
    return StructContext.of(BpfSkLookup.SIZE)
        .with(BpfSkLookup.FAMILY, INET)
        .with(BpfSkLookup.PROTOCOL, protocol)
        .with(BpfSkLookup.REMOTE_IP4, remoteIp4 & 0xffff_ffffL)
        .with(BpfSkLookup.REMOTE_PORT, Short.reverseBytes((short) remotePort) & 0xffff)
        .with(BpfSkLookup.LOCAL_IP4, localIp4 & 0xffff_ffffL)
        .with(BpfSkLookup.LOCAL_PORT, localPort);
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
    byte[] bytes = socket.bytes();
    for (int offset = 0; offset < BpfSock.SIZE; offset += Integer.BYTES) {
      var word = new dev.jbpf.kernel.StructField("bpf_sock", "word", offset, 4, false);
      all = all.with(word, java.util.Arrays.copyOfRange(bytes, offset, offset + Integer.BYTES));
    }
    return all.writable(BpfSock.BOUND_DEV_IF, BpfSock.MARK, BpfSock.PRIORITY);
  }
}
