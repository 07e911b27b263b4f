package dev.jbpf.examples.support;

import dev.jbpf.runtime.Kernel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Packets from one place to another. A round is a TCP connection with a byte each way, one UDP
 * datagram, and an ICMP echo request with its reply; all must arrive.
 */
public final class RoundTraffic implements Traffic {
  private static final byte[] MESSAGE = "jbpf".getBytes(StandardCharsets.US_ASCII);
  private static final int TIMEOUT_MILLIS = 1_000;

  private final InetAddress target;
  private final SocketPlace source;
  private final EchoSocket echo;
  private final ServerSocket server;
  private final DatagramSocket receiver;

  /**
   * From {@code source} to {@code target}, an IPv4 address of the place where the caller is; needs
   * CAP_NET_RAW for the echo requests.
   */
  public RoundTraffic(InetAddress target, SocketPlace source) throws Exception {
    this.target = target;
    this.source = source;
    echo = source.call(() -> EchoSocket.open(Kernel.local()));
    server = new ServerSocket(0, 1, target);
    receiver = new DatagramSocket(0, target);
    receiver.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** {@return traffic from 127.0.0.1 to 127.0.0.1} */
  public static RoundTraffic onLoopback() throws Exception {
    return new RoundTraffic(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), SocketPlace.HERE);
  }

  @Override
  public void round() throws Exception {
    connect();
    send();
    echo.ping(target);
  }

  private void connect() throws Exception {
    try (Socket client = source.call(() -> new Socket(target, server.getLocalPort()));
        Socket accepted = server.accept()) {
      client.getOutputStream().write(MESSAGE[0]);
      accepted.getOutputStream().write(accepted.getInputStream().read());
      client.getInputStream().read();
    }
  }

  private void send() throws Exception {
    try (DatagramSocket sender = source.call(DatagramSocket::new)) {
      sender.send(new DatagramPacket(MESSAGE, MESSAGE.length, receiver.getLocalSocketAddress()));
      receiver.receive(new DatagramPacket(new byte[MESSAGE.length], MESSAGE.length));
    }
  }

  @Override
  public void close() throws IOException {
    echo.close();
    receiver.close();
    server.close();
  }
}
