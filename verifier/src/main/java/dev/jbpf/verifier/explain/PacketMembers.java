package dev.jbpf.verifier.explain;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.XdpMd;
import java.util.Optional;

/**
 * The member of a context that says where the packet ends.
 *
 * @param end empty where the type has no packet
 */
record PacketMembers(Optional<StructField> end) {
  static PacketMembers of(ProgramType type) {
    return switch (type) {
      case XDP -> new PacketMembers(Optional.of(XdpMd.DATA_END));
      case SK_MSG -> new PacketMembers(Optional.of(SkMsgMd.DATA_END));
      case SCHED_CLS, SCHED_ACT, LWT_IN, LWT_OUT, LWT_XMIT, LWT_SEG6LOCAL, SK_SKB, CGROUP_SKB ->
          new PacketMembers(Optional.of(SkBuff.DATA_END));
      default -> new PacketMembers(Optional.empty());
    };
  }

  boolean isEnd(int offset) {
    return end.filter(member -> member.offset() == offset).isPresent();
  }
}
