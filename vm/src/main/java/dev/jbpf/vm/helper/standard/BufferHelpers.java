package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.SkBuffMembers;
import dev.jbpf.vm.memory.Bytes;
import java.util.Arrays;
import java.util.OptionalLong;

/** Changes what a socket buffer says of its packet. */
record BufferHelpers() implements HelperFamily {
  private static final long LOW = 0xffff_ffffL;
  private static final int OTHER_HOST = 3;
  private static final int TAG = 4;
  private static final int ADDRESSES = 2 * Ethhdr.H_DEST.size();
  private static final int TAGGED_HEADER = Ethhdr.SIZE + TAG;

  /** In network order, as programs write them. */
  private static final int VLAN = 0x0081;

  private static final int PROVIDER_VLAN = 0xa888;
  private static final int IEEE_802_3 = 0x0100;
  private static final int IEEE_802_2 = 0x0400;
  private static final int LEAST_TYPE = 0x600;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SKB_CHANGE_TYPE,
        (call, skb, type, r3, r4, r5) -> type(SkBuffMembers.of(call, skb), type & LOW));
    registry.put(
        Helper.SET_HASH,
        (call, skb, hash, r3, r4, r5) -> {
          SkBuffMembers.of(call, skb).set(SkBuff.HASH, hash);
          return 0;
        });
    registry.put(
        Helper.SKB_VLAN_PUSH,
        HelperFunction.moving(
            (call, skb, protocol, tag, r4, r5) ->
                push(call, SkBuffMembers.of(call, skb), (int) protocol & 0xffff, tag & 0xffff)));
    registry.put(
        Helper.SKB_VLAN_POP,
        HelperFunction.moving(
            (call, skb, r2, r3, r4, r5) -> pop(call, SkBuffMembers.of(call, skb))));
    registry.put(Helper.GET_CGROUP_CLASSID, (call, skb, r2, r3, r4, r5) -> 0);
    registry.put(Helper.GET_ROUTE_REALM, (call, skb, r2, r3, r4, r5) -> 0);
  }

  /** Both must be types that a packet which came in can have. */
  private static long type(SkBuffMembers members, long type) {
    if (type > OTHER_HOST || members.get(SkBuff.PKT_TYPE) > OTHER_HOST) {
      return Errno.EINVAL.result();
    }
    members.set(SkBuff.PKT_TYPE, type);
    return 0;
  }

  /** The first tag is beside the packet; one that is there already goes into it. */
  private static long push(HelperCall call, SkBuffMembers members, int protocol, long tag) {
    int known = protocol == PROVIDER_VLAN ? protocol : VLAN;
    ProgramPacket packet = call.packet();
    if (members.get(SkBuff.VLAN_PRESENT) != 0) {
      packet.insert(ADDRESSES, TAG);
      call.memory().store(packet.address() + ADDRESSES, 2, members.get(SkBuff.VLAN_PROTO));
      call.memory()
          .store(
              packet.address() + ADDRESSES + 2,
              2,
              Short.reverseBytes((short) members.get(SkBuff.VLAN_TCI)));
      members.set(SkBuff.PROTOCOL, members.get(SkBuff.VLAN_PROTO));
    }
    tagged(members, known, tag);
    return 0;
  }

  private static void tagged(SkBuffMembers members, long protocol, long tag) {
    members.set(SkBuff.VLAN_PRESENT, 1);
    members.set(SkBuff.VLAN_PROTO, protocol);
    members.set(SkBuff.VLAN_TCI, tag);
  }

  /** What is in the packet comes beside it. */
  private static long pop(HelperCall call, SkBuffMembers members) {
    if (members.get(SkBuff.VLAN_PRESENT) != 0) {
      members.set(SkBuff.VLAN_PRESENT, 0);
      members.set(SkBuff.VLAN_PROTO, 0);
      members.set(SkBuff.VLAN_TCI, 0);
    } else if (isTagged(members) && take(call, members).isEmpty()) {
      return Errno.ENOMEM.result();
    }
    if (isTagged(members)) {
      long protocol = members.get(SkBuff.PROTOCOL);
      OptionalLong next = take(call, members);
      if (next.isEmpty()) {
        return Errno.ENOMEM.result();
      }
      tagged(members, protocol, next.getAsLong());
    }
    return 0;
  }

  private static boolean isTagged(SkBuffMembers members) {
    long protocol = members.get(SkBuff.PROTOCOL);
    return protocol == VLAN || protocol == PROVIDER_VLAN;
  }

  /** {@return the tag in the packet, which is taken out; empty if the packet ends before} */
  private static OptionalLong take(HelperCall call, SkBuffMembers members) {
    ProgramPacket packet = call.packet();
    if (packet.length() < TAGGED_HEADER) {
      return OptionalLong.empty();
    }
    int known = Math.min(packet.length() - ADDRESSES, 2 * TAG);
    byte[] tag = Arrays.copyOf(packet.copy(ADDRESSES, known).orElseThrow(), 2 * TAG);
    packet.remove(ADDRESSES, TAG);
    members.set(SkBuff.PROTOCOL, inner(tag));
    return OptionalLong.of(Short.reverseBytes((short) Bytes.load2(tag, 2)) & 0xffff);
  }

  /** What is no type but a length is a packet of IEEE 802. */
  private static long inner(byte[] tag) {
    int type = Short.reverseBytes((short) Bytes.load2(tag, TAG)) & 0xffff;
    if (type >= LEAST_TYPE) {
      return Bytes.load2(tag, TAG);
    }
    return Bytes.load2(tag, TAG + 2) == 0xffff ? IEEE_802_3 : IEEE_802_2;
  }
}
