package dev.jbpf.vm.helper.family;

import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.RunMemory;

/**
 * The members of the {@code struct __sk_buff} that a helper is given, also those that it changes.
 */
public record SkBuffMembers(byte[] bytes) {
  /** {@return those at {@code skb}; faults if that is none} */
  public static SkBuffMembers of(HelperCall call, long skb) {
    ArrayRegion region = RunMemory.of(call.memory()).readableAt(skb);
    if (region.base != skb || region.length() != SkBuff.SIZE) {
      throw call.badArgument("r1 is 0x" + Long.toHexString(skb) + ", no struct __sk_buff");
    }
    return new SkBuffMembers(region.data);
  }

  /** {@return a member of 4 bytes} */
  public long get(StructField member) {
    return Bytes.load4(bytes, member.offset());
  }

  /** Changes a member of 4 bytes. */
  public void set(StructField member, long value) {
    Bytes.store4(bytes, member.offset(), value);
  }

  /** Changes a member of 8 bytes. */
  public void setLong(StructField member, long value) {
    Bytes.store8(bytes, member.offset(), value);
  }
}
