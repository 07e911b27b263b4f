package dev.jbpf.testkit.called;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Both ends of a connection in a control group: says its port, waits, and sends 100 bytes. */
final class ConnectingMember {
  static final int BYTES = 100;

  private ConnectingMember() {}

  public static void main(String[] none) throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(here, 0));
      System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
      System.in.read();
      client.connect(server.getLocalAddress());
      SocketChannel accepted = server.accept();
      client.write(ByteBuffer.wrap(message()));
      ByteBuffer received = ByteBuffer.allocate(4 * BYTES);
      accepted.configureBlocking(true);
      accepted.read(received);
      System.out.println(received.position());
    }
  }

  /** {@return what is sent: 0, 1, 2, …} */
  static byte[] message() {
    byte[] message = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      message[i] = (byte) i;
    }
    return message;
  }
}
