package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;
import java.util.Optional;

/** Reading and writing the packet of the run. */
record PacketHelpers() implements HelperFamily {
  private static final int MAX_OFFSET = 0xffff;

  /** More than any buffer of a program has. */
  private static final int MAX_BUFFER = 1 << 28;

  private static final long LOW = 0xffff_ffffL;

  private static final long STORE_FLAGS =
      HelperFlags.BPF_F_RECOMPUTE_CSUM | HelperFlags.BPF_F_INVALIDATE_HASH;

  /** {@code BPF_HDR_START_MAC} and {@code _NET}. */
  private static final int FROM_LINK = 0;

  private static final int FROM_NETWORK = 1;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SKB_LOAD_BYTES, (call, skb, offset, to, size, r5) -> load(call, offset, to, size));
    registry.put(Helper.SKB_LOAD_BYTES_RELATIVE, PacketHelpers::loadRelative);
    registry.put(Helper.SKB_STORE_BYTES, PacketHelpers::store);
    registry.put(Helper.XDP_LOAD_BYTES, PacketHelpers::loadXdp);
    registry.put(Helper.XDP_STORE_BYTES, PacketHelpers::storeXdp);
    registry.put(Helper.XDP_GET_BUFF_LEN, (call, x, r2, r3, r4, r5) -> call.packet().length());
    registry.put(
        Helper.SKB_PULL_DATA,
        HelperFunction.moving((call, skb, size, r3, r4, r5) -> pull(call.packet(), size)));
  }

  private static int size(HelperCall call, long size32) {
    int size = (int) size32;
    if (size < 0 || size > MAX_BUFFER) {
      throw call.badArgument((size32 & LOW) + " is no size of a buffer");
    }
    return size;
  }

  private static boolean isOutside(HelperCall call, long offset, long size) {
    return offset + size > call.packet().length();
  }

  /** A flow dissector has nothing to load from in a test run: there is no socket buffer yet. */
  private static long load(HelperCall call, long offset, long to, long size) {
    boolean isFlow = call.given() instanceof SocketBuffer buffer && buffer.isFlow();
    return isFlow || (offset & LOW) > Integer.MAX_VALUE
        ? zeros(call, to, size)
        : copy(call, offset & LOW, to, size);
  }

  private static long loadRelative(
      HelperCall call, long skb, long offset, long to, long size, long start) {
    ProgramPacket packet = call.packet();
    if ((offset & LOW) > MAX_OFFSET) {
      return zeros(call, to, size);
    }
    return switch ((int) start) {
      case FROM_LINK -> copy(call, packet.linkHeader() + (offset & LOW), to, size);
      case FROM_NETWORK -> copy(call, packet.networkHeader() + (offset & LOW), to, size);
      default -> zeros(call, to, size);
    };
  }

  private static long copy(HelperCall call, long from, long to, long size) {
    Optional<byte[]> bytes = call.packet().copy(from, size(call, size));
    if (bytes.isEmpty()) {
      return zeros(call, to, size);
    }
    call.memory().write(to, bytes.get());
    return 0;
  }

  /** Nothing of the packet is what a program gets that reads where there is none. */
  private static long zeros(HelperCall call, long to, long size) {
    call.memory().fill(to, size(call, size));
    return Errno.EFAULT.result();
  }

  private static long store(
      HelperCall call, long skb, long offset, long from, long size, long flags) {
    if ((flags & ~STORE_FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    if ((offset & LOW) > Integer.MAX_VALUE || isOutside(call, offset & LOW, size(call, size))) {
      return Errno.EFAULT.result();
    }
    copyTo(call, offset, from, size);
    if ((flags & HelperFlags.BPF_F_INVALIDATE_HASH) != 0) {
      PacketHash.forget(call, skb);
    }
    return 0;
  }

  private static void copyTo(HelperCall call, long offset, long from, long size) {
    call.memory()
        .write(call.packet().address() + (offset & LOW), call.memory().read(from, (int) size));
  }

  private static long checkXdp(HelperCall call, long offset, long size) {
    if ((offset & LOW) > MAX_OFFSET || size(call, size) > MAX_OFFSET) {
      return Errno.EFAULT.result();
    }
    return isOutside(call, offset & LOW, size) ? Errno.EINVAL.result() : 0;
  }

  private static long loadXdp(HelperCall call, long xdp, long offset, long to, long size, long r5) {
    long error = checkXdp(call, offset, size);
    return error != 0 ? error : copy(call, offset & LOW, to, size);
  }

  private static long storeXdp(
      HelperCall call, long xdp, long offset, long from, long size, long r5) {
    long error = checkXdp(call, offset, size);
    if (error == 0) {
      copyTo(call, offset, from, size);
    }
    return error;
  }

  private static long pull(ProgramPacket packet, long size) {
    return (size & LOW) > packet.length() ? Errno.ENOMEM.result() : 0;
  }
}
