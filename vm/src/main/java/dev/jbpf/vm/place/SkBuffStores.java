package dev.jbpf.vm.place;

import static dev.jbpf.kernel.SkBuff.CB;
import static dev.jbpf.kernel.SkBuff.MARK;
import static dev.jbpf.kernel.SkBuff.PRIORITY;
import static dev.jbpf.kernel.SkBuff.QUEUE_MAPPING;
import static dev.jbpf.kernel.SkBuff.TC_CLASSID;
import static dev.jbpf.kernel.SkBuff.TC_INDEX;
import static dev.jbpf.kernel.SkBuff.TSTAMP;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.StoreRule;
import java.util.Set;

/**
 * Which members of a {@code struct __sk_buff} programs of a type may change: all else no kernel
 * loads. Some are narrower in the kernel than they look.
 */
record SkBuffStores(Set<StructField> members) implements StoreRule {
  /** 16 bits in the kernel. */
  private static final Set<StructField> NARROW = Set.of(TC_INDEX, TC_CLASSID);

  /** No queue: a packet keeps the one it has. */
  private static final long NO_QUEUE = 0xffff;

  private static final SkBuffStores FILTER = new SkBuffStores(Set.of(CB));
  private static final SkBuffStores GROUP = new SkBuffStores(Set.of(MARK, PRIORITY, CB, TSTAMP));
  private static final SkBuffStores TUNNEL = new SkBuffStores(Set.of(MARK, PRIORITY, CB));
  private static final SkBuffStores STREAM = new SkBuffStores(Set.of(TC_INDEX, PRIORITY));
  private static final SkBuffStores CLASSIFIER =
      new SkBuffStores(Set.of(MARK, QUEUE_MAPPING, TC_INDEX, PRIORITY, CB, TC_CLASSID, TSTAMP));

  static SkBuffStores of(ProgramType type) {
    return switch (type) {
      case SOCKET_FILTER -> FILTER;
      case CGROUP_SKB -> GROUP;
      case LWT_IN, LWT_OUT, LWT_XMIT, LWT_SEG6LOCAL -> TUNNEL;
      case SK_SKB -> STREAM;
      default -> CLASSIFIER;
    };
  }

  @Override
  public boolean store(byte[] data, int index, int size, long value) {
    for (StructField member : members) {
      if (member.equals(CB) ? isInside(member, index, size) : isAll(member, index, size)) {
        Bytes.store(data, index, size, kept(member, data, value));
        return true;
      }
    }
    return false;
  }

  private static boolean isInside(StructField member, int index, int size) {
    int within = index - member.offset();
    return within >= 0 && within + size <= member.size() && index % size == 0;
  }

  private static boolean isAll(StructField member, int index, int size) {
    return index == member.offset() && size == member.size();
  }

  private static long kept(StructField member, byte[] data, long value) {
    if (member.equals(QUEUE_MAPPING) && (value & 0xffff_ffffL) >= NO_QUEUE) {
      return Bytes.load4(data, member.offset());
    }
    return NARROW.contains(member) ? value & 0xffff : value;
  }
}
