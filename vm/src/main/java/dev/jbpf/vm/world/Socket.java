package dev.jbpf.vm.world;

import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfTcpSock;
import dev.jbpf.kernel.Protocols;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A socket that programs find: a {@code struct bpf_sock}, whose members are the constants of {@link
 * BpfSock}, with its options. Programs change its options and its mark; a test reads them
 * afterwards.
 */
public final class Socket extends KernelObject {
  /** {@code IPPROTO_TCP}. */
  public static final int TCP = Protocols.IPPROTO_TCP;

  /** {@code IPPROTO_UDP}. */
  public static final int UDP = Protocols.IPPROTO_UDP;

  /** The state {@code TCP_ESTABLISHED}. */
  public static final int ESTABLISHED = 1;

  /** The state {@code TCP_TIME_WAIT}. */
  public static final int TIME_WAIT = 6;

  /** The state {@code TCP_CLOSE}. */
  public static final int CLOSED = 7;

  /** The state {@code TCP_LISTEN}. */
  public static final int LISTENING = 10;

  private static final int NEW_SYN_RECEIVED = 12;

  private static final int STREAM = 1;
  private static final int DATAGRAM = 2;
  private static final AtomicLong COOKIES = new AtomicLong(1);

  /** An option of a socket: its level and its number. */
  public record Option(int level, int number) {}

  private final KernelObject tcp;
  private final KernelObject kernel;
  private final long cookie = COOKIES.getAndIncrement();
  private final Map<Option, byte[]> options = new ConcurrentHashMap<>();
  private volatile int owner;

  private Socket(String name, byte[] kernel) {
    super(name, new byte[BpfSock.SIZE]);
    this.tcp = new KernelObject("struct bpf_tcp_sock", new byte[BpfTcpSock.SIZE]);
    this.kernel = new KernelObject("struct sock", kernel);
    set(BpfSock.STATE, CLOSED);
    set(BpfSock.RX_QUEUE_MAPPING, -1);
  }

  /** {@return a socket of no protocol, as the kernel's test run gives to packets} */
  public static Socket ofTestRun() {
    Socket socket = new Socket("struct bpf_sock", new byte[0]);
    return socket;
  }

  /**
   * {@return a socket of TCP that waits for connections}
   *
   * @param address its own, of IPv4 or IPv6, in digits: {@code 0.0.0.0} for any
   */
  public static Socket listening(String address, int port) {
    return bound(TCP, address, port, LISTENING);
  }

  /** {@return an established connection of TCP} */
  public static Socket connected(String address, int port, String remote, int remotePort) {
    return bound(TCP, address, port, ESTABLISHED).to(remote, remotePort);
  }

  /** {@return a socket of UDP that takes packets from everywhere} */
  public static Socket udp(String address, int port) {
    return bound(UDP, address, port, CLOSED);
  }

  /** {@return a socket of UDP that takes packets from there only} */
  public static Socket udp(String address, int port, String remote, int remotePort) {
    return bound(UDP, address, port, ESTABLISHED).to(remote, remotePort);
  }

  private static Socket bound(int protocol, String text, int port, int state) {
    Socket socket = new Socket("struct bpf_sock", new byte[KERNEL_BYTES]);
    byte[] address = address(text);
    boolean is4 = address.length == 4;
    socket.set(BpfSock.FAMILY, is4 ? Protocols.AF_INET : Protocols.AF_INET6);
    socket.set(BpfSock.TYPE, protocol == TCP ? STREAM : DATAGRAM);
    socket.set(BpfSock.PROTOCOL, protocol);
    socket.set(is4 ? BpfSock.SRC_IP4 : BpfSock.SRC_IP6, address);
    socket.set(BpfSock.SRC_PORT, port);
    socket.set(BpfSock.STATE, state);
    return socket;
  }

  /** More than any structure of a socket has. */
  private static final int KERNEL_BYTES = 4_096;

  private Socket to(String text, int port) {
    byte[] address = address(text);
    set(address.length == 4 ? BpfSock.DST_IP4 : BpfSock.DST_IP6, address);
    set(BpfSock.DST_PORT, Short.reverseBytes((short) port));
    return this;
  }

  private static byte[] address(String digits) {
    if (!digits.matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException("'" + digits + "' is no address in digits");
    }
    try {
      return InetAddress.getByName(digits).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + digits + "' is no address", e);
    }
  }

  /** {@return its {@code struct bpf_tcp_sock}, for a test to fill} */
  public KernelObject tcp() {
    return tcp;
  }

  /**
   * {@return the kernel's own structure, which {@code bpf_skc_to_tcp_sock} and its like give:
   * zeros, unless a test fills them}
   */
  public KernelObject kernel() {
    return kernel;
  }

  /** {@return the number by which programs know it} */
  public long cookie() {
    return cookie;
  }

  /** {@return the user who owns it} */
  public int owner() {
    return owner;
  }

  /** Makes that user its owner. */
  public void setOwner(int uid) {
    owner = uid;
  }

  /** {@return what an option was set to, by a test or by a program} */
  public Optional<byte[]> option(int level, int number) {
    return Optional.ofNullable(options.get(new Option(level, number))).map(byte[]::clone);
  }

  /** Sets an option. */
  public void setOption(int level, int number, byte[] value) {
    options.put(new Option(level, number), value.clone());
  }

  /** {@return whether it is more than the remains or the beginning of a connection} */
  public boolean isFull() {
    long state = get(BpfSock.STATE);
    return state != TIME_WAIT && state != NEW_SYN_RECEIVED;
  }

  /** {@return whether it waits for connections} */
  public boolean isListening() {
    return get(BpfSock.STATE) == LISTENING;
  }

  /** {@return whether it is of that protocol} */
  public boolean isOf(int protocol) {
    return get(BpfSock.PROTOCOL) == protocol;
  }

  /**
   * {@return how well it fits a packet to {@code local} from {@code remote}; negative if it does
   * not take it}
   */
  public int fit(int protocol, byte[] local, int localPort, byte[] remote, int remotePort) {
    boolean is4 = local.length == 4;
    if (!isOf(protocol)
        || get(BpfSock.FAMILY) != (is4 ? Protocols.AF_INET : Protocols.AF_INET6)
        || get(BpfSock.SRC_PORT) != localPort) {
      return -1;
    }
    int own = fit(is4 ? BpfSock.SRC_IP4 : BpfSock.SRC_IP6, local);
    if (get(BpfSock.DST_PORT) == 0) {
      return own;
    }
    boolean isFrom =
        get(BpfSock.DST_PORT) == (Short.reverseBytes((short) remotePort) & 0xffff)
            && fit(is4 ? BpfSock.DST_IP4 : BpfSock.DST_IP6, remote) == 1;
    return own >= 0 && isFrom ? own + 2 : -1;
  }

  /** 1 where the address is the same, 0 where the socket takes any. */
  private int fit(dev.jbpf.kernel.StructField member, byte[] address) {
    byte[] own = Arrays.copyOfRange(bytes(), member.offset(), member.offset() + member.size());
    if (Arrays.equals(own, address)) {
      return 1;
    }
    return Arrays.equals(own, new byte[own.length]) ? 0 : -1;
  }
}
