package dev.jbpf.runtime.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two interfaces: what goes into {@code out} comes from {@code in}. */
public final class VethPair {
  /** How many packets {@link #send} sends. */
  public static final int PACKETS = 7;

  private static final int PORT = 9;
  private static final int SIZE = 8;
  private static final int SECOND_AND_A_HALF = 1_500;

  private VethPair() {}

  /** Makes the pair in the calling thread's network namespace, which takes it along. */
  public static void create() throws IOException, InterruptedException {
    create(1);
  }

  /** Makes a pair of which each end has {@code queues} to send from. */
  public static void create(int queues) throws IOException, InterruptedException {
    String add = "link add out numtxqueues %1$d type veth peer name in numtxqueues %1$d";
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf/default/disable_ipv6"), "1");
    NetworkNamespace.ip(add.formatted(queues).split(" "));
    NetworkNamespace.ip("address", "add", "10.9.0.1/24", "dev", "out");
    NetworkNamespace.ip("address", "add", "10.8.0.1/24", "dev", "in");
    NetworkNamespace.ip("link", "set", "out", "up");
    NetworkNamespace.ip("link", "set", "in", "up");
    awaitUp("out");
    awaitUp("in");
  }

  /** The kernel drops what is sent before it has noticed that the other end is there. */
  private static void awaitUp(String name) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (NetworkNamespace.run("ip", "-o", "link", "show", name).contains("state UP")) {
        return;
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException(name + " does not come up");
  }

  /** To a broadcast address, so that nobody asks for anybody's hardware address first. */
  public static void send() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setBroadcast(true);
      InetAddress all = InetAddress.getByAddress(new byte[] {10, 9, 0, (byte) 255});
      for (int i = 0; i < PACKETS; i++) {
        socket.send(new DatagramPacket(new byte[SIZE], SIZE, all, PORT));
      }
    }
  }

  /** Sends, and waits until those have counted it who look once a second. */
  public static void sendAndWait() throws IOException, InterruptedException {
    send();
    Thread.sleep(SECOND_AND_A_HALF);
  }
}
