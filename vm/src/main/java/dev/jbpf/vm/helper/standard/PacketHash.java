package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.SkBuffMembers;
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
    SkBuffMembers members = SkBuffMembers.of(call, skb);
    long known = members.get(SkBuff.HASH);
    if (known != 0) {
      return known;
    }
    ProgramPacket packet = call.packet();
    byte[] headers = packet.copy(0, Math.min(packet.length(), HEADERS)).orElseThrow();
    int hash = Arrays.hashCode(headers);
    members.set(SkBuff.HASH, hash == 0 ? 1 : hash);
    return members.get(SkBuff.HASH);
  }

  /** There is no hash until it is asked for again. */
  static void forget(HelperCall call, long skb) {
    SkBuffMembers.of(call, skb).set(SkBuff.HASH, 0);
  }
}
