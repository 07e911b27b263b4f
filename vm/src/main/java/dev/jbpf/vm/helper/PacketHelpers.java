package dev.jbpf.vm.helper;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.vm.exec.HelperCall;
import dev.jbpf.vm.exec.HelperFunction;
import dev.jbpf.vm.map.Errno;
import dev.jbpf.vm.memory.PacketMemory;

/** Reading, writing and resizing the packet of the run. */
record PacketHelpers() implements Family {
  private static final int MAX_PACKET = 1 << 16;
  private static final int MAX_META = 252;

  /** Room in front of a packet of XDP that is the kernel's: its {@code struct xdp_frame}. */
  private static final int FRAME = 40;

  private static final long STORE_FLAGS =
      HelperFlags.BPF_F_RECOMPUTE_CSUM | HelperFlags.BPF_F_INVALIDATE_HASH;
  private static final int ETHERNET_HEADER = 14;

  @Override
  public void register(Registry registry) {
    HelperFunction load = (call, skb, offset, to, size, r5) -> load(call, offset, to, size);
    registry.put(Helper.SKB_LOAD_BYTES, load);
    registry.put(Helper.SKB_LOAD_BYTES_RELATIVE, load);
    registry.put(
        Helper.SKB_STORE_BYTES,
        (call, skb, offset, from, size, flags) ->
            (flags & ~STORE_FLAGS) != 0
                ? -Errno.EINVAL
                : store(call, offset, from, size, -Errno.EFAULT));
    registry.put(
        Helper.XDP_LOAD_BYTES,
        (call, x, offset, to, size, r5) ->
            isOutside(call, (int) offset, (int) size)
                ? -Errno.EINVAL
                : load(call, offset, to, size));
    registry.put(
        Helper.XDP_STORE_BYTES,
        (call, x, offset, from, size, r5) -> store(call, offset, from, size, -Errno.EINVAL));
    registry.put(Helper.XDP_GET_BUFF_LEN, (call, x, r2, r3, r4, r5) -> call.packet().length());
    registry.put(
        Helper.SKB_PULL_DATA,
        HelperFunction.moving((call, skb, size, r3, r4, r5) -> pull(call.packet(), size)));
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
            (call, skb, size, flags, r4, r5) -> resize(call.packet(), size, flags)));
    registry.put(
        Helper.SKB_CHANGE_HEAD,
        HelperFunction.moving((call, skb, by, f, r4, r5) -> grow(call.packet(), by, f)));
    registry.put(Helper.REDIRECT, (call, index, flags, r3, r4, r5) -> redirect(flags));
  }

  private static boolean isOutside(HelperCall call, long offset, long size) {
    return offset < 0 || size < 0 || offset + size > call.packet().length();
  }

  private static long load(HelperCall call, long offset32, long to, long size32) {
    int offset = (int) offset32;
    int size = (int) size32;
    if (isOutside(call, offset, size)) {
      if (size > 0 && size <= MAX_PACKET) {
        call.memory().write(to, new byte[size]);
      }
      return -Errno.EFAULT;
    }
    call.memory().write(to, call.memory().read(call.packet().address() + offset, size));
    return 0;
  }

  private static long store(HelperCall call, long offset32, long from, long size32, int error) {
    int offset = (int) offset32;
    int size = (int) size32;
    if (isOutside(call, offset, size)) {
      return error;
    }
    call.memory().write(call.packet().address() + offset, call.memory().read(from, size));
    return 0;
  }

  private static long pull(PacketMemory packet, long size) {
    return (size & 0xffff_ffffL) > packet.length() ? -Errno.ENOMEM : 0;
  }

  private static long head(PacketMemory packet, int delta) {
    if (delta > packet.length() - ETHERNET_HEADER || -(long) delta > packet.headroom() - FRAME) {
      return -Errno.EINVAL;
    }
    packet.moveHead(delta);
    return 0;
  }

  private static long tail(PacketMemory packet, int delta) {
    long length = packet.length() + (long) delta;
    if (length < ETHERNET_HEADER || length > MAX_PACKET) {
      return -Errno.EINVAL;
    }
    packet.moveTail(delta);
    return 0;
  }

  private static long meta(PacketMemory packet, int delta) {
    long length = packet.metaLength() - (long) delta;
    if (length < 0 || -(long) delta > packet.headroom() - FRAME) {
      return -Errno.EINVAL;
    }
    if (length > MAX_META || length % Integer.BYTES != 0) {
      return -Errno.EACCES;
    }
    packet.moveMeta(delta);
    return 0;
  }

  private static long resize(PacketMemory packet, long size, long flags) {
    long length = size & 0xffff_ffffL;
    if (flags != 0 || length < ETHERNET_HEADER || length > MAX_PACKET) {
      return -Errno.EINVAL;
    }
    packet.moveTail((int) length - packet.length());
    return 0;
  }

  private static long grow(PacketMemory packet, long by, long flags) {
    long delta = by & 0xffff_ffffL;
    if (flags != 0 || delta > packet.headroom()) {
      return -Errno.EINVAL;
    }
    packet.moveHead((int) -delta);
    return 0;
  }

  private static long redirect(long flags) {
    return flags == 0 ? XdpAction.REDIRECT.value() : TcAction.SHOT.value();
  }
}
