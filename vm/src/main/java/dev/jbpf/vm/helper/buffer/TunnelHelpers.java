package dev.jbpf.vm.helper.buffer;

import dev.jbpf.kernel.BpfTunnelKey;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.memory.Bytes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The key and the options of the tunnel that a packet came by, or is to leave by. */
public record TunnelHelpers() implements HelperFamily {
  private static final int IS_IPV6 = HelperFlags.BPF_F_TUNINFO_IPV6;
  private static final long GET_FLAGS = IS_IPV6 | HelperFlags.BPF_F_TUNINFO_FLAGS;
  private static final long SET_FLAGS =
      IS_IPV6
          | HelperFlags.BPF_F_ZERO_CSUM_TX
          | HelperFlags.BPF_F_DONT_FRAGMENT
          | HelperFlags.BPF_F_SEQ_NUMBER
          | HelperFlags.BPF_F_NO_TUNNEL_KEY;

  /** Without addresses of IPv6. */
  private static final int OLDEST = 8;

  /** The sizes that the structure had in older kernels. */
  private static final Set<Integer> OLDER =
      Set.of(
          BpfTunnelKey.LOCAL_IPV4.offset(),
          BpfTunnelKey.TUNNEL_LABEL.offset(),
          BpfTunnelKey.TUNNEL_EXT.offset(),
          OLDEST);

  private static final int MAX_OPTIONS = 255;
  private static final int ADDRESS = 16;

  /** Bits of a tunnel's header, in the order of the network. */
  private static final int CHECKSUM = 1;

  private static final int KEY = 1 << 2;
  private static final int SEQUENCE = 1 << 3;
  private static final int DONT_FRAGMENT = 1 << 8;
  private static final int OPTIONS = 1 << 11 | 1 << 12 | 1 << 14 | 1 << 15;
  private static final int NO_CACHE = 1 << 13;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SKB_GET_TUNNEL_KEY,
        (call, skb, to, size, flags, r5) -> key(call, to, (int) size, flags));
    registry.put(
        Helper.SKB_SET_TUNNEL_KEY,
        (call, skb, from, size, flags, r5) -> setKey(call, from, (int) size, flags));
    registry.put(
        Helper.SKB_GET_TUNNEL_OPT, (call, skb, to, size, r4, r5) -> options(call, to, (int) size));
    registry.put(
        Helper.SKB_SET_TUNNEL_OPT,
        (call, skb, from, size, r4, r5) -> setOptions(call, from, (int) size));
    registry.put(
        Helper.SKB_GET_XFRM_STATE,
        (call, skb, index, to, size, flags) -> cleared(call, to, (int) size, Errno.EINVAL));
  }

  /** The tunnel that the packet is to leave by. */
  private static final class Tunnel {
    private Optional<byte[]> key = Optional.empty();
    private boolean isIpv6;
    private int flags;
    private byte[] options = {};
    private boolean hasOptions;
  }

  private static Tunnel tunnel(HelperCall call) {
    return call.state(Tunnel.class, Tunnel::new);
  }

  private static long cleared(HelperCall call, long to, int size, Errno error) {
    call.memory().fill(to, size);
    return error.result();
  }

  private static long setKey(HelperCall call, long from, int size, long flags) {
    boolean isIpv6 = (flags & IS_IPV6) != 0;
    boolean isKnown = size == BpfTunnelKey.SIZE || OLDER.contains(size);
    if ((flags & ~SET_FLAGS) != 0 || !isKnown) {
      return Errno.EINVAL.result();
    }
    byte[] key = Arrays.copyOf(call.memory().read(from, size), BpfTunnelKey.SIZE);
    boolean hasLabel = Bytes.load4(key, BpfTunnelKey.TUNNEL_LABEL.offset()) != 0;
    if (hasLabel && !isIpv6 || Bytes.load2(key, BpfTunnelKey.TUNNEL_EXT.offset()) != 0) {
      return Errno.EINVAL.result();
    }
    Tunnel tunnel = tunnel(call);
    tunnel.key = Optional.of(key);
    tunnel.isIpv6 = isIpv6;
    tunnel.options = new byte[0];
    tunnel.hasOptions = false;
    tunnel.flags =
        NO_CACHE
            | ((flags & HelperFlags.BPF_F_NO_TUNNEL_KEY) == 0 ? KEY : 0)
            | ((flags & HelperFlags.BPF_F_ZERO_CSUM_TX) == 0 ? CHECKSUM : 0)
            | ((flags & HelperFlags.BPF_F_SEQ_NUMBER) != 0 ? SEQUENCE : 0)
            | ((flags & HelperFlags.BPF_F_DONT_FRAGMENT) != 0 ? DONT_FRAGMENT : 0);
    return 0;
  }

  private static long key(HelperCall call, long to, int size, long flags) {
    Tunnel tunnel = tunnel(call);
    boolean wantsIpv6 = (flags & IS_IPV6) != 0;
    if (tunnel.key.isEmpty() || (flags & ~GET_FLAGS) != 0) {
      return cleared(call, to, size, Errno.EINVAL);
    }
    if (tunnel.isIpv6 != wantsIpv6) {
      return cleared(call, to, size, Errno.EPROTO);
    }
    boolean isKnown = size == BpfTunnelKey.SIZE || OLDER.contains(size);
    if (!isKnown || size == OLDEST && wantsIpv6) {
      return cleared(call, to, size, Errno.EINVAL);
    }
    byte[] seen = seen(tunnel, (flags & HelperFlags.BPF_F_TUNINFO_FLAGS) != 0);
    call.memory().write(to, Arrays.copyOf(seen, size));
    return 0;
  }

  /** From the other side: what was the way there is where it comes from. */
  private static byte[] seen(Tunnel tunnel, boolean withFlags) {
    byte[] key = tunnel.key.orElseThrow();
    byte[] seen = key.clone();
    int length = tunnel.isIpv6 ? ADDRESS : Integer.BYTES;
    int remote = BpfTunnelKey.REMOTE_IPV6.offset();
    int local = BpfTunnelKey.LOCAL_IPV6.offset();
    Arrays.fill(seen, remote, remote + ADDRESS, (byte) 0);
    Arrays.fill(seen, local, local + ADDRESS, (byte) 0);
    System.arraycopy(key, local, seen, remote, length);
    System.arraycopy(key, remote, seen, local, length);
    int label = BpfTunnelKey.TUNNEL_LABEL.offset();
    Bytes.store4(seen, label, Bytes.load4(key, label) & 0xf_ffffL);
    int flags = tunnel.flags | (tunnel.hasOptions ? OPTIONS : 0);
    Bytes.store2(
        seen,
        BpfTunnelKey.TUNNEL_FLAGS.offset(),
        withFlags ? Short.reverseBytes((short) flags) : 0);
    return seen;
  }

  private static long setOptions(HelperCall call, long from, int size) {
    Tunnel tunnel = tunnel(call);
    if (tunnel.key.isEmpty() || size % Integer.BYTES != 0) {
      return Errno.EINVAL.result();
    }
    if (size > MAX_OPTIONS) {
      return Errno.ENOMEM.result();
    }
    tunnel.options = call.memory().read(from, size);
    tunnel.hasOptions = true;
    return 0;
  }

  private static long options(HelperCall call, long to, int size) {
    Tunnel tunnel = tunnel(call);
    if (!tunnel.hasOptions) {
      return cleared(call, to, size, Errno.ENOENT);
    }
    if (size < tunnel.options.length) {
      return cleared(call, to, size, Errno.ENOMEM);
    }
    call.memory().requireWritable(to, size);
    call.memory().write(to, Arrays.copyOf(tunnel.options, size));
    return tunnel.options.length;
  }
}
