package dev.jbpf.vm.helper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The routes of a machine that {@code bpf_fib_lookup} knows: what a test gives. Of those that fit,
 * the one with the longest prefix counts. Immutable.
 *
 * @param all in any order
 */
public record Routes(List<Route> all) {
  /** None: every lookup says that nothing is forwarded. */
  public static final Routes NONE = new Routes(List.of());

  /** Keeps a copy. */
  public Routes {
    all = List.copyOf(all);
  }

  /** Where packets go. */
  public enum Verdict {
    /** To the next hop. */
    FORWARD(0),
    /** Nowhere, silently. */
    BLACKHOLE(1),
    /** Nowhere, and the sender is told. */
    UNREACHABLE(2),
    /** Nowhere, by somebody's will. */
    PROHIBITED(3),
    /** To this machine: nothing is forwarded. */
    LOCAL(4),
    /** To a next hop whose address of Ethernet is not known. */
    NO_NEIGHBOUR(7);

    private final int code;

    Verdict(int code) {
      this.code = code;
    }

    /** {@return what the helper returns} {@code BPF_FIB_LKUP_RET_…} */
    public int code() {
      return code;
    }
  }

  /**
   * A route.
   *
   * @param network address, 4 bytes of IPv4 or 16 of IPv6
   * @param prefix how many of its bits count
   * @param verdict where packets go
   * @param ifindex the interface that they leave by
   * @param gateway the next hop, if packets do not go to their destination directly
   * @param source the interface's address of Ethernet, 6 bytes
   * @param destination the next hop's address of Ethernet, 6 bytes
   * @param mtu how long packets may be, from the network's header on
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Route(
      byte[] network,
      int prefix,
      Verdict verdict,
      int ifindex,
      Optional<byte[]> gateway,
      byte[] source,
      byte[] destination,
      int mtu) {
    private static final int USUAL_MTU = 1_500;
    private static final int MAC = 6;

    /**
     * A route as given.
     *
     * @throws IllegalArgumentException if an address has another number of bytes
     */
    public Route {
      int bits = network.length * Byte.SIZE;
      if (network.length != 4 && network.length != 16 || prefix < 0 || prefix > bits) {
        throw new IllegalArgumentException(
            "a network of " + network.length + " bytes and a prefix of " + prefix);
      }
      if (source.length != MAC || destination.length != MAC) {
        throw new IllegalArgumentException("addresses of Ethernet have 6 bytes");
      }
    }

    /** {@return a route to the next hop, by an interface} */
    public static Route forward(
        byte[] network, int prefix, int ifindex, byte[] source, byte[] destination) {
      return new Route(
          network,
          prefix,
          Verdict.FORWARD,
          ifindex,
          Optional.empty(),
          source,
          destination,
          USUAL_MTU);
    }

    /** {@return a route that says no} */
    public static Route refuse(byte[] network, int prefix, Verdict verdict) {
      byte[] none = new byte[MAC];
      return new Route(network, prefix, verdict, 0, Optional.empty(), none, none, USUAL_MTU);
    }

    boolean fits(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int i = 0; i < prefix; i++) {
        int mask = 1 << 7 - i % Byte.SIZE;
        if (((address[i / Byte.SIZE] ^ network[i / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** {@return the same and another} */
  public Routes with(Route route) {
    List<Route> more = new ArrayList<>(all);
    more.add(route);
    return new Routes(more);
  }

  /** {@return the route for packets to {@code address}} */
  public Optional<Route> find(byte[] address) {
    return all.stream()
        .filter(route -> route.fits(address))
        .max(Comparator.comparingInt(Route::prefix));
  }
}
