package dev.jbpf.examples.support;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Where an example looks at packets: at an interface that the user names, where others make them,
 * or at {@link NetworkPair#NEAR} in a network of its own, where it makes some itself. A mixin of
 * options, to be opened.
 */
public final class PacketScene implements AutoCloseable {
  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "Where (default: in a network of its own, in which it makes packets).")
  private Optional<String> networkInterface = Optional.empty();

  private final Deque<Closeable> open = new ArrayDeque<>();
  private Traffic traffic = Traffic.none();
  private Optional<NetworkPair> pair = Optional.empty();

  /** {@return this, with its network if it has one} */
  public PacketScene open() throws Exception {
    if (networkInterface.isEmpty()) {
      try {
        NetworkPair made = NetworkPair.open();
        open.push(made::close);
        pair = Optional.of(made);
        traffic = new RoundTraffic(NetworkPair.address(), made);
        open.push(traffic::close);
      } catch (Exception | Error e) {
        close();
        throw e;
      }
    }
    return this;
  }

  /** {@return the interface's name} */
  public String networkInterface() {
    return networkInterface.orElse(NetworkPair.NEAR);
  }

  /** Makes a round of packets that come in on the interface, if it is the scene's own. */
  public void round() throws Exception {
    traffic.round();
  }

  /** Sends that many datagrams to a UDP port of the near network, if the scene has one. */
  public void send(int port, int count) throws Exception {
    if (pair.isPresent()) {
      try (DatagramSocket sender = pair.get().call(DatagramSocket::new)) {
        for (int i = 0; i < count; i++) {
          sender.send(new DatagramPacket(new byte[1], 1, NetworkPair.address(), port));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
