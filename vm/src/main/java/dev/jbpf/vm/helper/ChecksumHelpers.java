package dev.jbpf.vm.helper;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.exec.HelperCall;
import dev.jbpf.vm.map.Errno;
import dev.jbpf.vm.memory.Bytes;

/** Internet checksums, RFC 1071: sums of 16-bit words with the carry added again. */
record ChecksumHelpers() implements Family {
  private static final int MAX = 512;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.CSUM_DIFF, ChecksumHelpers::diff);
    registry.put(Helper.L3_CSUM_REPLACE, ChecksumHelpers::replace);
    registry.put(Helper.L4_CSUM_REPLACE, ChecksumHelpers::replace);
    registry.put(Helper.CSUM_UPDATE, (call, skb, sum, r3, r4, r5) -> -Errno.EOPNOTSUPP);
    registry.put(Helper.SET_HASH_INVALID, (call, skb, r2, r3, r4, r5) -> 0);
    registry.put(Helper.GET_HASH_RECALC, (call, skb, r2, r3, r4, r5) -> 0);
  }

  private static long fold32(long sum) {
    long folded = (sum & 0xffff_ffffL) + (sum >>> 32);
    return (folded & 0xffff_ffffL) + (folded >>> 32);
  }

  private static long fold16(long sum) {
    long folded = (sum & 0xffff) + (sum >>> 16);
    folded = (folded & 0xffff) + (folded >>> 16);
    return (folded & 0xffff) + (folded >>> 16);
  }

  private static long diff(
      HelperCall call, long from, long fromSize, long to, long toSize, long seed) {
    boolean isWrong = ((fromSize | toSize) & 3) != 0 || fromSize < 0 || toSize < 0;
    if (isWrong || fromSize + toSize > MAX) {
      return -Errno.EINVAL;
    }
    long sum = seed & 0xffff_ffffL;
    byte[] old = call.memory().read(from, (int) fromSize);
    for (int i = 0; i < old.length; i += Integer.BYTES) {
      sum += ~Bytes.load4(old, i) & 0xffff_ffffL;
    }
    byte[] fresh = call.memory().read(to, (int) toSize);
    for (int i = 0; i < fresh.length; i += Integer.BYTES) {
      sum += Bytes.load4(fresh, i);
    }
    return fold32(sum);
  }

  private static long replace(
      HelperCall call, long skb, long offset32, long from, long to, long flags) {
    long offset = offset32 & 0xffff_ffffL;
    long size = flags & HelperFlags.BPF_F_HDR_FIELD_MASK;
    if (offset > 0xffff || offset + 2 > call.packet().length()) {
      return -Errno.EFAULT;
    }
    if (size != 0 && size != 2 && size != 4 || size == 0 && from != 0) {
      return -Errno.EINVAL;
    }
    long address = call.packet().address() + offset;
    long old = call.memory().load(address, 2);
    if (old == 0 && (flags & HelperFlags.BPF_F_MARK_MANGLED_0) != 0) {
      return 0;
    }
    long mask = size == 2 ? 0xffffL : 0xffff_ffffL;
    long sum = (~old & 0xffff) + fold16(~from & mask) + fold16(to & mask);
    call.memory().store(address, 2, ~fold16(sum) & 0xffff);
    return 0;
  }
}
