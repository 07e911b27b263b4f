package dev.jbpf.vm.helper;

import dev.jbpf.vm.world.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The network around programs: routes, interfaces, sockets. At first it is one without routes and
 * sockets, and with the loopback interface. Thread-safe.
 */
public final class Network {
  private static final int LOOPBACK = 1;
  private static final int LOOPBACK_MTU = 65_536;

  private final Map<Integer, Integer> mtus =
      new ConcurrentHashMap<>(Map.of(LOOPBACK, LOOPBACK_MTU));
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Routes routes = Routes.NONE;
  private volatile long cookie = 1;

  /** Loopback, and nothing else. */
  public Network() {}

  /** Makes {@code table} what {@code bpf_fib_lookup} finds. */
  public void setRoutes(Routes table) {
    routes = table;
  }

  /** {@return what {@code bpf_fib_lookup} finds} */
  public Routes routes() {
    return routes;
  }

  /**
   * There is an interface of Ethernet.
   *
   * @param mtu how long packets may be, from the network's header on
   */
  public void setInterface(int index, int mtu) {
    mtus.put(index, mtu);
  }

  /** {@return whether there is an interface of that number: one that was set, or a route's} */
  public boolean has(int index) {
    return mtus.containsKey(index)
        || routes.all().stream().anyMatch(route -> route.ifindex() == index && index != 0);
  }

  /** {@return how long packets may be on that interface; empty if there is none} */
  public OptionalInt mtu(int index) {
    Integer mtu = mtus.get(index);
    return mtu == null ? OptionalInt.empty() : OptionalInt.of(mtu);
  }

  /** Programs find {@code socket} from now on. */
  public void add(Socket socket) {
    sockets.add(socket);
  }

  /** Programs do not find {@code socket} any more. */
  public void remove(Socket socket) {
    sockets.remove(socket);
  }

  /**
   * {@return the socket that takes a packet}
   *
   * @param protocol {@link Socket#TCP} or {@link Socket#UDP}
   * @param local where the packet goes to, of IPv4 or IPv6
   * @param remote where it comes from
   */
  public Optional<Socket> find(
      int protocol, byte[] local, int localPort, byte[] remote, int remotePort) {
    return sockets.stream()
        .filter(socket -> socket.fit(protocol, local, localPort, remote, remotePort) >= 0)
        .max(
            Comparator.comparingInt(
                socket -> socket.fit(protocol, local, localPort, remote, remotePort)));
  }

  /** {@return the number by which programs know this network} */
  public long cookie() {
    return cookie;
  }

  /** Makes {@code number} what {@code bpf_get_netns_cookie} returns. */
  public void setCookie(long number) {
    cookie = number;
  }
}
