package dev.jbpf.vm.helper.buffer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramMemory;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.SkBuffMembers;

/** Changes between IPv4 and IPv6, and marks of congestion, of checksums and of time. */
public record ProtocolHelpers() implements HelperFamily {
  /** In the order of the network, as {@code protocol} has them. */
  private static final int IPV4 = 0x0008;

  private static final int IPV6 = 0xdd86;
  private static final int VLAN = 0x0081;
  private static final int PROVIDER_VLAN = 0xa888;
  private static final int ETHERNET_HEADER = 14;
  private static final int TAG = 4;
  private static final int MOST_TAGS = 8;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int LONGER = IPV6_HEADER - IPV4_HEADER;
  private static final long LOW = 0xffff_ffffL;
  private static final int DEEPEST = 3;
  private static final int CONGESTED = 3;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SKB_CHANGE_PROTO,
        HelperFunction.moving(
            (call, skb, protocol, flags, r4, r5) ->
                change(call, SkBuffMembers.of(call, skb), protocol & 0xffff, flags)));
    registry.put(
        Helper.CSUM_LEVEL,
        (call, skb, level, r3, r4, r5) -> call.state(Sums.class, Sums::new).change(level));
    registry.put(
        Helper.SKB_ECN_SET_CE,
        HelperFunction.moving(
            (call, skb, r2, r3, r4, r5) -> congested(call, SkBuffMembers.of(call, skb))));
    registry.put(
        Helper.SKB_SET_TSTAMP,
        (call, skb, time, type, r4, r5) -> stamp(SkBuffMembers.of(call, skb), time, type & LOW));
  }

  private static long change(HelperCall call, SkBuffMembers members, long protocol, long flags) {
    if (flags != 0) {
      return Errno.EINVAL.result();
    }
    ProgramPacket packet = call.packet();
    long now = members.get(SkBuff.PROTOCOL);
    int at = packet.networkHeader();
    if (packet.length() < at) {
      return Errno.ENOMEM.result();
    }
    if (now == IPV4 && protocol == IPV6) {
      packet.insert(at, LONGER);
    } else if (now == IPV6 && protocol == IPV4) {
      if (packet.length() < at + LONGER) {
        return Errno.ENOMEM.result();
      }
      packet.remove(at, LONGER);
    } else {
      return Errno.of(524).result();
    }
    members.set(SkBuff.PROTOCOL, protocol);
    members.set(SkBuff.HASH, 0);
    return 0;
  }

  /** What is known of the checksums in the packet: nothing at first. */
  private static final class Sums {
    private boolean isChecked;
    private int level;

    long change(long how) {
      if (how == HelperFlags.BPF_CSUM_LEVEL_QUERY) {
        return isChecked ? level : Errno.EACCES.result();
      } else if (how == HelperFlags.BPF_CSUM_LEVEL_INC) {
        level = isChecked ? Math.min(level + 1, DEEPEST) : 0;
        isChecked = true;
      } else if (how == HelperFlags.BPF_CSUM_LEVEL_DEC) {
        isChecked = isChecked && level > 0;
        level = Math.max(level - 1, 0);
      } else if (how == HelperFlags.BPF_CSUM_LEVEL_RESET) {
        isChecked = false;
        level = 0;
      } else {
        return Errno.EINVAL.result();
      }
      return 0;
    }
  }

  /** {@return 1 if the packet says now that there was congestion} */
  private static long congested(HelperCall call, SkBuffMembers members) {
    ProgramPacket packet = call.packet();
    long protocol = behindTags(call.memory(), packet, members.get(SkBuff.PROTOCOL));
    int at = packet.networkHeader();
    if (protocol == IPV4 && packet.length() >= at + IPV4_HEADER) {
      return congested4(call.memory(), packet.address() + at);
    }
    return protocol == IPV6 && packet.length() >= at + IPV6_HEADER
        ? congested6(call.memory(), packet.address() + at)
        : 0;
  }

  /** The protocol that the tags of VLANs in the packet say; 0 where they end with the packet. */
  private static long behindTags(ProgramMemory memory, ProgramPacket packet, long protocol) {
    long known = protocol;
    int at = ETHERNET_HEADER;
    for (int tags = 0; known == VLAN || known == PROVIDER_VLAN; tags++) {
      if (tags == MOST_TAGS || packet.length() < at + TAG) {
        return 0;
      }
      known = memory.load(packet.address() + at + 2, 2);
      at += TAG;
    }
    return known;
  }

  private static long congested4(ProgramMemory memory, long header) {
    long type = memory.load(header + 1, 1);
    long bits = type & CONGESTED;
    if (bits == 0 || bits == CONGESTED) {
      return bits == 0 ? 0 : 1;
    }
    long added = swapped(0xfffb) + swapped((int) (bits + 1)) & 0xffff;
    long sum = memory.load(header + 10, 2) + added;
    memory.store(header + 10, 2, sum + (sum >> 16));
    memory.store(header + 1, 1, type | CONGESTED);
    return 1;
  }

  private static long swapped(int number) {
    return Short.reverseBytes((short) number) & 0xffff;
  }

  /** The class of traffic lies across the first two bytes. */
  private static long congested6(ProgramMemory memory, long header) {
    long second = memory.load(header + 1, 1);
    if ((second >> 4 & CONGESTED) == 0) {
      return 0;
    }
    memory.store(header + 1, 1, second | CONGESTED << 4);
    return 1;
  }

  private static long stamp(SkBuffMembers members, long time, long type) {
    long protocol = members.get(SkBuff.PROTOCOL);
    if (protocol != IPV4 && protocol != IPV6) {
      return Errno.EOPNOTSUPP.result();
    }
    boolean isReal = type == HelperFlags.BPF_SKB_CLOCK_REALTIME;
    if (type > HelperFlags.BPF_SKB_CLOCK_TAI || time == 0 && !isReal) {
      return Errno.EINVAL.result();
    }
    members.setLong(SkBuff.TSTAMP, time);
    members.set(SkBuff.TSTAMP_TYPE, type);
    return 0;
  }
}
