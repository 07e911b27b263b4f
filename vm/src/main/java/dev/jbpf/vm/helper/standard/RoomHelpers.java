package dev.jbpf.vm.helper.standard;

import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_DECAP_L3_IPV4;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_DECAP_L3_IPV6;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_ENCAP_L2_ETH;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_ENCAP_L3_IPV4;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_ENCAP_L3_IPV6;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_ENCAP_L4_GRE;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_ENCAP_L4_UDP;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_FIXED_GSO;
import static dev.jbpf.kernel.HelperFlags.BPF_F_ADJ_ROOM_NO_CSUM_RESET;

import dev.jbpf.kernel.AdjustRoomMode;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.SkBuffMembers;

/**
 * Makes room for headers inside of a packet, and takes it away. The headers of tunnels are the
 * program's to write: what is told of them changes the protocol, and what may be done next.
 */
record RoomHelpers() implements HelperFamily {
  private static final int FARTHEST = 0xfff;
  private static final int IPV4 = 0x0008;
  private static final int IPV6 = 0xdd86;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int LINK_HEADER = 14;

  /** Of the loopback interface, with the header of the link. */
  private static final int LONGEST = 65_536 + LINK_HEADER;

  private static final long NOT_SUPPORTED = Errno.of(524).result();

  private static final int TO_OUTER = BPF_F_ADJ_ROOM_ENCAP_L3_IPV4 | BPF_F_ADJ_ROOM_ENCAP_L3_IPV6;
  private static final int OVER = BPF_F_ADJ_ROOM_ENCAP_L4_GRE | BPF_F_ADJ_ROOM_ENCAP_L4_UDP;
  private static final int TO_INNER = BPF_F_ADJ_ROOM_DECAP_L3_IPV4 | BPF_F_ADJ_ROOM_DECAP_L3_IPV6;
  private static final int ANY = BPF_F_ADJ_ROOM_FIXED_GSO | BPF_F_ADJ_ROOM_NO_CSUM_RESET;

  /** The length of the inner header of the link is in the highest byte. */
  private static final int INNER_LINK_SHIFT = 56;

  private static final long KNOWN =
      ANY | TO_OUTER | OVER | TO_INNER | BPF_F_ADJ_ROOM_ENCAP_L2_ETH | 0xffL << INNER_LINK_SHIFT;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SKB_ADJUST_ROOM,
        HelperFunction.moving(
            (call, skb, by, mode, flags, r5) ->
                adjust(call, SkBuffMembers.of(call, skb), (int) by, mode & 0xffff_ffffL, flags)));
  }

  /** Whether a packet is in a tunnel already, of which there is one at most. */
  private static final class Outer {
    private boolean isThere;
  }

  private static long adjust(
      HelperCall call, SkBuffMembers members, int by, long mode, long flags) {
    if ((flags & ~KNOWN) != 0) {
      return Errno.EINVAL.result();
    }
    if (by > FARTHEST || by < -FARTHEST) {
      return Errno.EFAULT.result();
    }
    long protocol = members.get(SkBuff.PROTOCOL);
    boolean isForNetwork = mode == AdjustRoomMode.NET.value();
    boolean isKnown = isForNetwork || mode == AdjustRoomMode.MAC.value();
    if (protocol != IPV4 && protocol != IPV6 || !isKnown) {
      return NOT_SUPPORTED;
    }
    int header = protocol == IPV4 ? IPV4_HEADER : IPV6_HEADER;
    int at = call.packet().networkHeader() + (isForNetwork ? header : 0);
    return by < 0
        ? shrink(call.packet(), members, at, -by, flags)
        : grow(call, members, at, by, flags);
  }

  private static long shrink(
      ProgramPacket packet, SkBuffMembers members, int at, int by, long flags) {
    long inner = flags & TO_INNER;
    if (inner == TO_INNER) {
      return Errno.EINVAL.result();
    }
    boolean isIpv4 =
        inner == 0 ? members.get(SkBuff.PROTOCOL) == IPV4 : inner == BPF_F_ADJ_ROOM_DECAP_L3_IPV4;
    int behind = packet.length() - packet.networkHeader();
    if (by >= behind || behind - by < (isIpv4 ? IPV4_HEADER : IPV6_HEADER)) {
      return NOT_SUPPORTED;
    }
    if ((flags & ~(ANY | TO_INNER)) != 0) {
      return Errno.EINVAL.result();
    }
    packet.remove(at, by);
    members.set(SkBuff.PROTOCOL, isIpv4 ? IPV4 : IPV6);
    return 0;
  }

  private static long grow(HelperCall call, SkBuffMembers members, int at, int by, long flags) {
    if ((flags & TO_INNER) != 0) {
      return Errno.EINVAL.result();
    }
    if (call.packet().length() + by > LONGEST) {
      return NOT_SUPPORTED;
    }
    long error = (flags & TO_OUTER) == 0 ? 0 : wrap(call, members, by, flags);
    if (error == 0) {
      call.packet().insert(at, by);
    }
    return error;
  }

  private static long wrap(HelperCall call, SkBuffMembers members, int by, long flags) {
    int innerLink = (int) (flags >>> INNER_LINK_SHIFT);
    boolean isInEthernet = (flags & BPF_F_ADJ_ROOM_ENCAP_L2_ETH) != 0;
    if ((flags & TO_OUTER) == TO_OUTER
        || (flags & OVER) == OVER
        || isInEthernet && innerLink < LINK_HEADER) {
      return Errno.EINVAL.result();
    }
    Outer outer = call.state(Outer.class, Outer::new);
    if (outer.isThere) {
      return Errno.EALREADY.result();
    }
    if (innerLink > by) {
      return Errno.EINVAL.result();
    }
    outer.isThere = true;
    members.set(SkBuff.PROTOCOL, (flags & BPF_F_ADJ_ROOM_ENCAP_L3_IPV4) != 0 ? IPV4 : IPV6);
    return 0;
  }
}
