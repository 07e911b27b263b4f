package dev.jbpf.testkit.sweep;

import dev.jbpf.vm.helper.Network;
import dev.jbpf.vm.world.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Sockets of this process, open until it ends, and the same as test objects: listeners at one
 * address and at all, a connection, sockets of UDP.
 */
final class Listeners {
  private static final String HERE = "127.0.0.1";

  private static final List<Socket> ALL = new ArrayList<>();
  private static final List<AutoCloseable> OPEN = new ArrayList<>();

  /** The ports, each somebody's. */
  static final int LISTENING = listen(HERE);

  static final int ANYWHERE = listen("0.0.0.0");
  static final int CONNECTED = connect(LISTENING);
  static final int DATAGRAMS = datagrams(HERE);
  static final int DATAGRAMS_ANYWHERE = datagrams("0.0.0.0");

  private Listeners() {}

  private static int listen(String address) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
      OPEN.add(channel.bind(new InetSocketAddress(InetAddress.getByName(address), 0)));
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      ALL.add(Socket.listening(address, port));
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Both ends are sockets. */
  private static int connect(int to) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
      channel.connect(new InetSocketAddress(InetAddress.getByName(HERE), to));
      OPEN.add(channel);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      ALL.add(Socket.connected(HERE, port, HERE, to));
      ALL.add(Socket.connected(HERE, to, HERE, port));
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int datagrams(String address) {
    try {
      DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
      OPEN.add(channel.bind(new InetSocketAddress(InetAddress.getByName(address), 0)));
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      ALL.add(Socket.udp(address, port));
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts them into a network. */
  static void in(Network network) {
    ALL.forEach(network::add);
  }
}
