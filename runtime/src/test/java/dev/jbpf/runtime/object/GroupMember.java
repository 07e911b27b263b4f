package dev.jbpf.runtime.object;

import dev.jbpf.runtime.testing.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process of a control group does, for its programs to see: each thing once at least. */
final class GroupMember {
  private GroupMember() {}

  public static void main(String[] none) throws IOException {
    InetAddress four = InetAddress.getByName("127.0.0.1");
    InetAddress six = InetAddress.getByName("::1");
    sendDatagram(StandardProtocolFamily.INET, four);
    sendDatagram(StandardProtocolFamily.INET6, six);
    connect(StandardProtocolFamily.INET, four);
    connect(StandardProtocolFamily.INET6, six);
    Files.readString(Path.of("/proc/sys/kernel/ostype"));
    Files.newInputStream(Path.of("/dev/zero")).close();
  }

  private static void sendDatagram(ProtocolFamily family, InetAddress address) throws IOException {
    try (DatagramChannel receiver = DatagramChannel.open(family);
        DatagramChannel sender = DatagramChannel.open(family)) {
      receiver.bind(new InetSocketAddress(address, 0));
      sender.send(ByteBuffer.allocate(8), receiver.getLocalAddress());
      receiver.receive(ByteBuffer.allocate(8));
    }
  }

  private static void connect(ProtocolFamily family, InetAddress address) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(family)) {
      server.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
      server.getOption(StandardSocketOptions.SO_RCVBUF);
      server.bind(new InetSocketAddress(address, 0));
      try (SocketChannel client = SocketChannel.open(family)) {
        client.connect(server.getLocalAddress());
        new Connection(client, server.accept()).close();
      }
    }
  }
}
