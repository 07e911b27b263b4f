package dev.jbpf.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.attach.ChannelDescriptor;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sends some bytes to itself by TCP. */
public final class TcpTransfer {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_CONGESTION = 13;
  private static final int BYTES = 1 << 16;

  private TcpTransfer() {}

  /** With that congestion control. */
  public static void with(String congestion) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open();
        SocketChannel client = SocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      BpfSyscalls syscalls = BpfSyscalls.system();
      NativeMemory name = NativeMemory.text(syscalls, congestion);
      int fd = ChannelDescriptor.of(client);
      long result =
          syscalls.call(
              Syscall.SETSOCKOPT,
              fd,
              IPPROTO_TCP,
              TCP_CONGESTION,
              name.address(),
              congestion.length(),
              0);
      Reference.reachabilityFence(name);
      assertThat(result).isZero();
      client.connect(server.getLocalAddress());
      try (SocketChannel accepted = server.accept()) {
        ByteBuffer in = ByteBuffer.allocate(BYTES);
        client.write(ByteBuffer.allocate(BYTES));
        while (in.hasRemaining() && accepted.read(in) >= 0) {
          assertThat(in.position()).isPositive();
        }
      }
    }
  }
}
