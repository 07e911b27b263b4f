package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.memory.PacketMemory;

/** Makes the packet of the run longer and shorter. */
record ResizeHelpers() implements HelperFamily {
  private static final long LOW = 0xffff_ffffL;

  /** What a socket buffer may have: the kernel's {@code SKB_MAX_ALLOC}, with pages of 4 KiB. */
  private static final int MAX_BUFFER = 16_064;

  /** Of a packet of XDP, from the room in front on: where its first page is full. */
  private static final long PAGE_END = PacketMemory.HEADROOM + PacketMemory.FIRST_PIECE;

  private static final int PAGE = 4_096;

  private static final int MAX_META = 252;

  /** Room in front of a packet of XDP that is the kernel's: its {@code struct xdp_frame}. */
  private static final int FRAME = 40;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.XDP_ADJUST_HEAD,
        HelperFunction.moving((call, x, by, r3, r4, r5) -> head(call.packet(), (int) by)));
    registry.put(
        Helper.XDP_ADJUST_TAIL,
        HelperFunction.moving((call, x, by, r3, r4, r5) -> tail(call.packet(), (int) by)));
    registry.put(
        Helper.XDP_ADJUST_META,
        HelperFunction.moving((call, x, by, r3, r4, r5) -> meta(call.packet(), (int) by)));
    registry.put(
        Helper.SKB_CHANGE_TAIL,
        HelperFunction.moving(
            (call, skb, size, flags, r4, r5) -> changeTail(call.packet(), size & LOW, flags)));
    registry.put(
        Helper.SKB_CHANGE_HEAD,
        HelperFunction.moving(
            (call, skb, by, flags, r4, r5) -> changeHead(call.packet(), by & LOW, flags)));
  }

  private static long head(ProgramPacket packet, int delta) {
    long start = packet.headroom() + packet.metaLength();
    long seen = Math.min(packet.length(), PAGE_END - start);
    if (delta > seen - Ethhdr.SIZE || -(long) delta > packet.headroom() - FRAME) {
      return Errno.EINVAL.result();
    }
    packet.moveHead(delta);
    return 0;
  }

  /** A packet grows in its last piece only. */
  private static long tail(ProgramPacket packet, int delta) {
    long end = packet.headroom() + packet.metaLength() + packet.length();
    boolean isTooLong = delta > 0 && end + delta > lastPieceEnd(end);
    if (packet.length() + (long) delta < Ethhdr.SIZE || isTooLong) {
      return Errno.EINVAL.result();
    }
    packet.moveTail(delta);
    return 0;
  }

  private static long lastPieceEnd(long end) {
    long pages = Math.max(end - PAGE_END + PAGE - 1, 0) / PAGE;
    return PAGE_END + pages * PAGE;
  }

  private static long meta(ProgramPacket packet, int delta) {
    long length = packet.metaLength() - (long) delta;
    if (length < 0 || -(long) delta > packet.headroom() - FRAME) {
      return Errno.EINVAL.result();
    }
    if (length > MAX_META || length % Integer.BYTES != 0) {
      return Errno.EACCES.result();
    }
    packet.moveMeta(delta);
    return 0;
  }

  private static long changeTail(ProgramPacket packet, long length, long flags) {
    if (flags != 0 || length < packet.networkHeader() || length > MAX_BUFFER) {
      return Errno.EINVAL.result();
    }
    packet.moveTail((int) length - packet.length());
    return 0;
  }

  private static long changeHead(ProgramPacket packet, long more, long flags) {
    if (flags != 0 || packet.length() + more > MAX_BUFFER) {
      return Errno.EINVAL.result();
    }
    packet.growHead((int) more);
    return 0;
  }
}
