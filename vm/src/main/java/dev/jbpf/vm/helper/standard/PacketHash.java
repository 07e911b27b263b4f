package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.Memory;
import java.util.Arrays;

/**
 * The hash of a packet, which its context has as a member once it was asked for. The kernel's is of
 * the flow, with a key that is chosen at random; here it is one of the packet's first bytes.
 */
final class PacketHash {
  private static final int HEADERS = 64;

  private PacketHash() {}

  /** {@return the hash, never 0} */
  static long recalculate(HelperCall call, long skb) {
    byte[] members = members(call, skb);
    long known = Bytes.load4(members, SkBuff.HASH.offset());
    if (known != 0) {
      return known;
    }
    ProgramPacket packet = call.packet();
    byte[] headers = packet.copy(0, Math.min(packet.length(), HEADERS)).orElseThrow();
    int hash = Arrays.hashCode(headers);
    Bytes.store4(members, SkBuff.HASH.offset(), hash == 0 ? 1 : hash);
    return Bytes.load4(members, SkBuff.HASH.offset());
  }

  /** There is no hash until it is asked for again. */
  static void forget(HelperCall call, long skb) {
    Bytes.store4(members(call, skb), SkBuff.HASH.offset(), 0);
  }

  private static byte[] members(HelperCall call, long skb) {
    ArrayRegion region = Memory.of(call.memory()).readableAt(skb);
    if (region.base != skb || region.length() != SkBuff.SIZE) {
      throw call.badArgument("r1 is 0x" + Long.toHexString(skb) + ", no struct __sk_buff");
    }
    return region.data;
  }
}
