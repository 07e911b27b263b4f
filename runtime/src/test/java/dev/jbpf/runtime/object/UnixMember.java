package dev.jbpf.runtime.object;

import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.Connection;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** What a process of a control group does with sockets of files. */
final class UnixMember {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int ADDRESS_SIZE = 110;
  private static final BpfSyscalls KERNEL = BpfSyscalls.system();

  private UnixMember() {}

  /**
   * Connects two sockets, and sends from one to another.
   *
   * @param files two names for sockets
   */
  public static void main(String[] files) throws IOException {
    connect(address(files[0]), address(files[1]));
    sendDatagram();
  }

  private static SocketAddress address(String file) {
    return UnixDomainSocketAddress.of(Path.of(file));
  }

  /** Only a client that has a name is told to the server. */
  private static void connect(SocketAddress address, SocketAddress own) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      client.bind(own).connect(address);
      new Connection(client, server.accept()).close();
    }
  }

  /** Java has no such sockets for datagrams. The kernel chooses the name. */
  private static void sendDatagram() {
    NativeMemory address = NativeMemory.ofSize(KERNEL, ADDRESS_SIZE);
    NativeMemory length = NativeMemory.ofSize(KERNEL, Integer.BYTES);
    address.bytes().putShort(0, (short) AF_UNIX);
    length.bytes().putInt(0, ADDRESS_SIZE);
    long receiver = check(KERNEL.call(Syscall.SOCKET, AF_UNIX, SOCK_DGRAM, 0));
    long sender = check(KERNEL.call(Syscall.SOCKET, AF_UNIX, SOCK_DGRAM, 0));
    check(KERNEL.call(Syscall.BIND, receiver, address.address(), Short.BYTES));
    check(KERNEL.call(Syscall.GETSOCKNAME, receiver, address.address(), length.address()));
    long to = address.address();
    check(KERNEL.call(Syscall.SENDTO, sender, to, 1, 0, to, length.bytes().getInt(0)));
    length.bytes().putInt(0, ADDRESS_SIZE);
    check(KERNEL.call(Syscall.RECVFROM, receiver, to, 1, 0, to, length.address()));
    Reference.reachabilityFence(address);
    Reference.reachabilityFence(length);
  }

  private static long check(long result) {
    if (result < 0) {
      throw new IllegalStateException("error " + -result);
    }
    return result;
  }
}
