package dev.jbpf.map.flag;

import dev.jbpf.kernel.call.MapFlags;
import java.util.EnumSet;
import java.util.Set;

/** What a map may be told when it is created. */
public enum MapFlag {
  /** Hash maps: take memory for an entry when it is inserted, not at creation. */
  NO_PREALLOC(MapFlags.BPF_F_NO_PREALLOC),
  /** LRU maps: one list of the least recently used entries for each CPU. */
  NO_COMMON_LRU(MapFlags.BPF_F_NO_COMMON_LRU),
  /** Memory from one NUMA node. */
  NUMA_NODE(MapFlags.BPF_F_NUMA_NODE),
  /** System calls may only read. */
  RDONLY(MapFlags.BPF_F_RDONLY),
  /** System calls may only write. */
  WRONLY(MapFlags.BPF_F_WRONLY),
  /** Stack traces: build id and offset instead of addresses. */
  STACK_BUILD_ID(MapFlags.BPF_F_STACK_BUILD_ID),
  /** Hash maps: a hash seed of zero, for tests. */
  ZERO_SEED(MapFlags.BPF_F_ZERO_SEED),
  /** Programs may only read. */
  RDONLY_PROG(MapFlags.BPF_F_RDONLY_PROG),
  /** Programs may only write. */
  WRONLY_PROG(MapFlags.BPF_F_WRONLY_PROG),
  /** Socket storage: copied to the sockets that a listener accepts. */
  CLONE(MapFlags.BPF_F_CLONE),
  /** Arrays: can be mapped into memory. */
  MMAPABLE(MapFlags.BPF_F_MMAPABLE),
  /** Perf event arrays: entries outlive the descriptor they were set through. */
  PRESERVE_ELEMS(MapFlags.BPF_F_PRESERVE_ELEMS),
  /** Arrays as inner maps: their sizes may differ. */
  INNER_MAP(MapFlags.BPF_F_INNER_MAP),
  /** Struct ops: attached by a link. */
  LINK(MapFlags.BPF_F_LINK),
  /** The value's type is in another BTF object. */
  VTYPE_BTF_OBJ_FD(MapFlags.BPF_F_VTYPE_BTF_OBJ_FD),
  /** A token is given. */
  TOKEN_FD(MapFlags.BPF_F_TOKEN_FD),
  /** Arenas: a fault outside is a signal. */
  SEGV_ON_FAULT(MapFlags.BPF_F_SEGV_ON_FAULT),
  /** Arenas: no user addresses. */
  NO_USER_CONV(MapFlags.BPF_F_NO_USER_CONV),
  /** Ring buffers: new records take the place of the oldest; since Linux 6.19. */
  RB_OVERWRITE(MapFlags.BPF_F_RB_OVERWRITE);

  private final int mask;

  MapFlag(int mask) {
    this.mask = mask;
  }

  /**
   * {@return the flags in the kernel's {@code map_flags}}
   *
   * @throws IllegalArgumentException if some bits are none of these
   */
  public static Set<MapFlag> of(int bits) {
    Set<MapFlag> flags = EnumSet.noneOf(MapFlag.class);
    int rest = bits;
    for (MapFlag flag : values()) {
      if ((bits & flag.mask()) != 0) {
        flags.add(flag);
        rest &= ~flag.mask();
      }
    }
    if (rest != 0) {
      throw new IllegalArgumentException(
          "map_flags 0x" + Integer.toHexString(rest) + " are none that this version knows");
    }
    return flags;
  }

  /** {@return the flag's bit in the kernel's {@code map_flags}} */
  public int mask() {
    return mask;
  }
}
