package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.memory.Bytes;
import java.util.Arrays;

/**
 * Internet checksums, RFC 1071: sums of 16-bit words with the carry added again. As the kernel has
 * them, in 32 bits between the steps.
 */
record ChecksumHelpers() implements HelperFamily {
  private static final int MAX = 1 << 28;
  private static final int PIECE = 1 << 16;
  private static final int MAX_OFFSET = 0xffff;
  private static final long LOW = 0xffff_ffffL;
  private static final int MANGLED_ZERO = 0xffff;

  /** The bits of the flags that layer 3 and layer 4 know. */
  private static final long L3_FLAGS = HelperFlags.BPF_F_HDR_FIELD_MASK;

  private static final long L4_FLAGS =
      L3_FLAGS
          | HelperFlags.BPF_F_PSEUDO_HDR
          | HelperFlags.BPF_F_MARK_MANGLED_0
          | HelperFlags.BPF_F_MARK_ENFORCE
          | HelperFlags.BPF_F_IPV6;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.CSUM_DIFF, ChecksumHelpers::diff);
    registry.put(
        Helper.L3_CSUM_REPLACE,
        (call, skb, offset, from, to, flags) -> replace(call, offset, from, to, flags, L3_FLAGS));
    registry.put(
        Helper.L4_CSUM_REPLACE,
        (call, skb, offset, from, to, flags) -> replace(call, offset, from, to, flags, L4_FLAGS));
    registry.put(Helper.CSUM_UPDATE, (call, skb, sum, r3, r4, r5) -> Errno.ENOTSUPP.result());
    registry.put(Helper.SET_HASH_INVALID, (call, skb, r2, r3, r4, r5) -> forgetHash(call, skb));
    registry.put(
        Helper.GET_HASH_RECALC, (call, skb, r2, r3, r4, r5) -> PacketHash.recalculate(call, skb));
  }

  private static long forgetHash(HelperCall call, long skb) {
    PacketHash.forget(call, skb);
    return 0;
  }

  /** The sum of two 32-bit numbers, with the carry added again. */
  private static long add(long a, long b) {
    long sum = (a & LOW) + (b & LOW);
    return (sum & LOW) + (sum >>> 32);
  }

  private static long fold(long sum) {
    long folded = (sum & 0xffff) + (sum >>> 16 & 0xffff);
    return (folded & 0xffff) + (folded >>> 16);
  }

  /** Of whole words, with zeros behind the last byte; piece by piece, as buffers may be long. */
  private static long sum(HelperCall call, long address, long size, long start) {
    if (size > MAX) {
      throw call.badArgument(size + " is no size of a buffer");
    }
    long sum = start & LOW;
    for (long at = 0; at < size; at += PIECE) {
      int count = (int) Math.min(PIECE, size - at);
      byte[] words = Arrays.copyOf(call.memory().read(address + at, count), count + 3 & ~3);
      for (int i = 0; i < words.length; i += Integer.BYTES) {
        sum = add(sum, Bytes.load4(words, i));
      }
    }
    return sum;
  }

  /** As since Linux 6.13: before, sizes were multiples of 4, and 512 bytes at most together. */
  private static long diff(
      HelperCall call, long from, long fromSize, long to, long toSize, long seed) {
    long old = fromSize & LOW;
    long fresh = toSize & LOW;
    if (fresh == 0) {
      return fold(old == 0 ? seed : ~sum(call, from, old, ~seed));
    }
    long sum = sum(call, to, fresh, seed);
    return fold(old == 0 ? sum : add(sum, ~sum(call, from, old, 0)));
  }

  private static long replace(
      HelperCall call, long offset32, long from, long to, long flags, long known) {
    long offset = offset32 & LOW;
    if ((flags & ~known) != 0) {
      return Errno.EINVAL.result();
    }
    if (offset > MAX_OFFSET || offset % 2 != 0 || offset + 2 > call.packet().length()) {
      return Errno.EFAULT.result();
    }
    long address = call.packet().address() + offset;
    long old = call.memory().load(address, 2);
    boolean marksZero = (flags & HelperFlags.BPF_F_MARK_MANGLED_0) != 0;
    if (old == 0 && marksZero && (flags & HelperFlags.BPF_F_MARK_ENFORCE) == 0) {
      return 0;
    }
    int size = (int) (flags & HelperFlags.BPF_F_HDR_FIELD_MASK);
    if (size != 0 && size != 2 && size != 4 || size == 0 && from != 0) {
      return Errno.EINVAL.result();
    }
    long mask = size == 2 ? 0xffffL : LOW;
    // Without a size, what is added is a difference already.
    long base = size == 0 ? ~old : add(~old, ~(from & mask));
    long fresh = ~fold(add(base, to & mask)) & 0xffff;
    call.memory().store(address, 2, fresh == 0 && marksZero ? MANGLED_ZERO : fresh);
    return 0;
  }
}
