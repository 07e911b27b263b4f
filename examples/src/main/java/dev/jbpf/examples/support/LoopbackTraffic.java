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
 * A round is a TCP connection with a byte each way, one UDP datagram, and an ICMP echo request with
 * its reply, all from 127.0.0.1 to 127.0.0.1.
 */
public final class LoopbackTraffic implements Traffic {
  private static final byte[] MESSAGE = "jbpf".getBytes(StandardCharsets.US_ASCII);
  private static final int TIMEOUT_MILLIS = 1_000;

  private final InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  private final EchoSocket echo;
  private final ServerSocket server;
  private final DatagramSocket receiver;

  /** Opens what it needs; CAP_NET_RAW for the echo requests. */
  public LoopbackTraffic() throws IOException {
    echo = EchoSocket.open(Kernel.local());
    server = new ServerSocket(0, 1, loopback);
    receiver = new DatagramSocket(0, loopback);
    receiver.setSoTimeout(TIMEOUT_MILLIS);
  }

  @Override
  public void round() throws IOException, InterruptedException {
    connect();
    send();
    echo.ping(loopback);
  }

  private void connect() throws IOException {
    try (Socket client = new Socket(loopback, server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write(MESSAGE[0]);
      accepted.getOutputStream().write(accepted.getInputStream().read());
      client.getInputStream().read();
    }
  }

  private void send() throws IOException {
    try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
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
