package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.AdjustRoomMode;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.SkBuffMembers;

/** Makes room for headers inside of a packet, and takes it away. */
record RoomHelpers() implements HelperFamily {
  private static final int FARTHEST = 0xfff;
  private static final int IPV4 = 0x0008;
  private static final int IPV6 = 0xdd86;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;

  /** Of the loopback interface, with the header of the link. */
  private static final int LONGEST = 65_536 + 14;

  /** {@code BPF_F_ADJ_ROOM_FIXED_GSO} and {@code BPF_F_ADJ_ROOM_NO_CSUM_RESET}. */
  private static final long SIMPLE_FLAGS = 1 | 1 << 5;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SKB_ADJUST_ROOM,
        HelperFunction.moving(
            (call, skb, by, mode, flags, r5) ->
                adjust(call, SkBuffMembers.of(call, skb), (int) by, mode & 0xffff_ffffL, flags)));
  }

  private static long adjust(
      HelperCall call, SkBuffMembers members, int by, long mode, long flags) {
    if ((flags & ~SIMPLE_FLAGS) != 0) {
      throw call.badArgument(
          "r4 is 0x" + Long.toHexString(flags) + ": tunnels are not made here, only room");
    }
    if (by > FARTHEST || by < -FARTHEST) {
      return Errno.EFAULT.result();
    }
    long protocol = members.get(SkBuff.PROTOCOL);
    boolean isIpv4 = protocol == IPV4;
    if (!isIpv4 && protocol != IPV6) {
      return Errno.of(524).result();
    }
    ProgramPacket packet = call.packet();
    int header = isIpv4 ? IPV4_HEADER : IPV6_HEADER;
    boolean isForNetwork = mode == AdjustRoomMode.NET.value();
    if (!isForNetwork && mode != AdjustRoomMode.MAC.value()) {
      return Errno.of(524).result();
    }
    int network = packet.networkHeader();
    int at = network + (isForNetwork ? header : 0);
    int behind = packet.length() - network;
    boolean isTooShort = by < 0 && (-by >= behind || behind + by < header);
    boolean isTooLong = by > 0 && packet.length() + by > LONGEST;
    if (isTooShort || isTooLong) {
      return Errno.of(524).result();
    }
    if (by < 0) {
      packet.remove(at, -by);
    } else if (by > 0) {
      packet.insert(at, by);
    }
    return 0;
  }
}
