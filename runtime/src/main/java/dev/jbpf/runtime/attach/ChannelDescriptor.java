package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.Protocols;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteOrder;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The descriptors of Java's sockets, which maps of sockets take as values. Java does not tell them,
 * so that they are looked for: among those on the same port the right one is that whose options
 * change when the channel's do.
 */
public final class ChannelDescriptor {
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;

  /** The size of a {@code struct sockaddr_in6}; ports are at the same place in both families. */
  private static final int ADDRESS_SIZE = 28;

  private static final int ADDRESS_PORT = 2;
  private static final int NO_PORT = 0;

  private final BpfSyscalls syscalls;
  private final NativeMemory length;
  private final NativeMemory value;

  private ChannelDescriptor(BpfSyscalls syscalls) {
    this.syscalls = syscalls;
    this.length = NativeMemory.ofSize(syscalls, Integer.BYTES);
    this.value = NativeMemory.ofSize(syscalls, ADDRESS_SIZE);
  }

  /**
   * {@return the number of {@code channel}'s descriptor, which is its own only until the channel is
   * closed}
   *
   * @param channel one of TCP or UDP
   * @throws IllegalArgumentException if it is of another kind
   * @throws UncheckedIOException if it is closed
   */
  public static int of(NetworkChannel channel) {
    if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEADDR)) {
      throw new IllegalArgumentException(channel + " is no channel of TCP or UDP");
    }
    ChannelDescriptor search = new ChannelDescriptor(BpfSyscalls.system());
    try {
      return search.find(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find the descriptor of " + channel, e);
    } finally {
      Reference.reachabilityFence(search);
    }
  }

  private int find(NetworkChannel channel) throws IOException {
    int port = channel.getLocalAddress() instanceof InetSocketAddress at ? at.getPort() : NO_PORT;
    for (int socket : open()) {
      if (isOnPort(socket, port) && isOf(channel, socket)) {
        return socket;
      }
    }
    throw new IllegalStateException("the descriptor of " + channel + " is not to be found");
  }

  private static List<Integer> open() throws IOException {
    try (Stream<Path> all = Files.list(OPEN)) {
      return all.map(path -> Integer.valueOf(path.getFileName().toString())).toList();
    }
  }

  private boolean isOnPort(int socket, int port) {
    length.bytes().putInt(0, ADDRESS_SIZE);
    if (syscalls.call(Syscall.GETSOCKNAME, socket, value.address(), length.address()) < 0) {
      return false;
    }
    int family = value.bytes().getShort(0);
    // The port is in network byte order, whatever the machine's is.
    int found = value.bytes().duplicate().order(ByteOrder.BIG_ENDIAN).getShort(ADDRESS_PORT);
    return (family == Protocols.AF_INET || family == Protocols.AF_INET6)
        && (found & 0xffff) == port;
  }

  /** Changes an option that is of no use any more once a socket is bound, and changes it back. */
  private boolean isOf(NetworkChannel channel, int socket) throws IOException {
    length.bytes().putInt(0, Integer.BYTES);
    if (option(Syscall.GETSOCKOPT, socket, length.address()) < 0) {
      return false;
    }
    int before = value.bytes().getInt(0);
    boolean isReused = before != 0;
    value.bytes().putInt(0, isReused ? 0 : 1);
    option(Syscall.SETSOCKOPT, socket, Integer.BYTES);
    try {
      return channel.getOption(StandardSocketOptions.SO_REUSEADDR) != isReused;
    } finally {
      value.bytes().putInt(0, before);
      option(Syscall.SETSOCKOPT, socket, Integer.BYTES);
    }
  }

  private long option(Syscall call, int socket, long size) {
    return syscalls.call(call, socket, SOL_SOCKET, SO_REUSEADDR, value.address(), size, 0);
  }
}
