package dev.jbpf.map;

/**
 * What a map may be told when it is created.
 *
 * <p>Source: the flags of {@code BPF_MAP_CREATE} in the kernel's {@code include/uapi/linux/bpf.h}.
 */
public enum MapFlag {
  /** Hash maps: take memory for an entry when it is inserted, not at creation. */
  NO_PREALLOC(0),
  /** LRU maps: one list of the least recently used entries for each CPU. */
  NO_COMMON_LRU(1),
  /** Memory from one NUMA node. */
  NUMA_NODE(2),
  /** System calls may only read. */
  RDONLY(3),
  /** System calls may only write. */
  WRONLY(4),
  /** Stack traces: build id and offset instead of addresses. */
  STACK_BUILD_ID(5),
  /** Hash maps: a hash seed of zero, for tests. */
  ZERO_SEED(6),
  /** Programs may only read. */
  RDONLY_PROG(7),
  /** Programs may only write. */
  WRONLY_PROG(8),
  /** Socket storage: copied to the sockets that a listener accepts. */
  CLONE(9),
  /** Arrays: can be mapped into memory. */
  MMAPABLE(10),
  /** Perf event arrays: entries outlive the descriptor they were set through. */
  PRESERVE_ELEMS(11),
  /** Arrays as inner maps: their sizes may differ. */
  INNER_MAP(12),
  /** Struct ops: attached by a link. */
  LINK(13),
  /** The value's type is in another BTF object. */
  VTYPE_BTF_OBJ_FD(15),
  /** A token is given. */
  TOKEN_FD(16),
  /** Arenas: a fault outside is a signal. */
  SEGV_ON_FAULT(17),
  /** Arenas: no user addresses. */
  NO_USER_CONV(18);

  private final int bit;

  MapFlag(int bit) {
    this.bit = bit;
  }

  /** {@return the flag's bit in the kernel's {@code map_flags}} */
  public int mask() {
    return 1 << bit;
  }
}
