package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.BpfRedirNeigh;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.ReferenceMap;
import java.util.Set;

/** Sends packets elsewhere: what they return is right, and nothing is sent. */
record RedirectHelpers(MapArgument map, Environment environment) implements HelperFamily {
  private static final Set<MapType> TARGETS =
      Set.of(MapType.DEVMAP, MapType.DEVMAP_HASH, MapType.CPUMAP, MapType.XSKMAP);

  /** What is returned where nothing is found: the lower two bits of the flags. */
  private static final long ACTION = 3;

  /** {@code BPF_F_BROADCAST} and {@code BPF_F_EXCLUDE_INGRESS}, of maps of interfaces. */
  private static final long BROADCAST = 1 << 3;

  private static final long EXCLUDE_INGRESS = 1 << 4;
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.REDIRECT, (call, index, flags, r3, r4, r5) -> redirect(call, flags));
    registry.put(Helper.REDIRECT_MAP, (call, to, key, flags, r4, r5) -> map(call, to, key, flags));
    registry.put(
        Helper.REDIRECT_NEIGH,
        (call, index, next, size, flags, r5) -> neighbour(size & LOW, flags));
    registry.put(
        Helper.REDIRECT_PEER,
        (call, index, flags, r3, r4, r5) -> flags == 0 ? sent() : TcAction.SHOT.value());
    registry.put(
        Helper.CLONE_REDIRECT, (call, skb, index, flags, r4, r5) -> copy(index & LOW, flags));
  }

  private static long sent() {
    return TcAction.REDIRECT.value();
  }

  private static long redirect(HelperCall call, long flags) {
    if (call.packet().isXdp()) {
      return flags == 0 ? XdpAction.REDIRECT.value() : XdpAction.ABORTED.value();
    }
    boolean isKnown = (flags & ~HelperFlags.BPF_F_INGRESS) == 0;
    return isKnown ? sent() : TcAction.SHOT.value();
  }

  private long map(HelperCall call, long handle, long key, long flags) {
    ReferenceMap targets = map.get(call, handle, ReferenceMap.class);
    MapType type = targets.def().type();
    if (!TARGETS.contains(type)) {
      throw call.badArgument(
          "map " + targets.def().name() + " is a " + type.kernelName() + ", which has no targets");
    }
    boolean isDevices = type == MapType.DEVMAP || type == MapType.DEVMAP_HASH;
    long known = isDevices ? ACTION | BROADCAST | EXCLUDE_INGRESS : ACTION;
    if ((flags & ~known) != 0) {
      return XdpAction.ABORTED.value();
    }
    boolean isFound = (flags & BROADCAST) != 0 || targets.holds(key & LOW);
    return isFound ? XdpAction.REDIRECT.value() : flags & ACTION;
  }

  private static long neighbour(long size, long flags) {
    boolean isRight = flags == 0 && (size == 0 || size >= BpfRedirNeigh.SIZE);
    return isRight ? sent() : TcAction.SHOT.value();
  }

  /** An interface is there if it has a number. */
  private long copy(long index, long flags) {
    boolean isThere = environment.network().mtu((int) index).isPresent();
    boolean isRight = (flags & ~HelperFlags.BPF_F_INGRESS) == 0 && isThere;
    return isRight ? 0 : Errno.EINVAL.result();
  }
}
