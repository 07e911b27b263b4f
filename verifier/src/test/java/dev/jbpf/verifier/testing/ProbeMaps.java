package dev.jbpf.verifier.testing;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.MapType;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.verifier.subject.MapShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Makes maps for programs that are only to be verified, and closes them. */
public final class ProbeMaps implements AutoCloseable {
  private static final int ATTR_BYTES = 152;

  private final BpfSyscalls syscalls = BpfSyscalls.system();
  private final Map<Integer, MapShape> open = new LinkedHashMap<>();

  /** {@return a new map; empty if the kernel does not want to make it} */
  public OptionalInt create(int type, int key, int value, int entries, int flags, int inner) {
    ByteBuffer attr = ByteBuffer.allocateDirect(ATTR_BYTES).order(ByteOrder.nativeOrder());
    attr.putInt(0, type)
        .putInt(4, key)
        .putInt(8, value)
        .putInt(12, entries)
        .putInt(16, flags)
        .putInt(20, inner);
    long fd = syscalls.bpf(BpfCommand.MAP_CREATE.value(), syscalls.address(attr), ATTR_BYTES);
    if (fd < 0) {
      return OptionalInt.empty();
    }
    open.put((int) fd, shape(type, key, value, entries, flags, inner));
    return OptionalInt.of((int) fd);
  }

  /** {@return a new map of that type, of the usual sizes} */
  public OptionalInt create(MapType type) {
    return switch (type) {
      case UNSPEC, SK_STORAGE, STRUCT_OPS, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE, ARENA ->
          OptionalInt.empty();
      case INSN_ARRAY -> create(type.value(), 4, 16, 1, 0, 0);
      case LPM_TRIE -> create(type.value(), 8, 8, 1, 1, 0);
      case RINGBUF, USER_RINGBUF -> create(type.value(), 0, 0, 4096, 0, 0);
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> create(type.value(), 16, 8, 0, 0, 0);
      case QUEUE, STACK, BLOOM_FILTER -> create(type.value(), 0, 8, 1, 0, 0);
      case ARRAY_OF_MAPS, HASH_OF_MAPS ->
          create(type.value(), 4, 4, 1, 0, create(MapType.ARRAY).orElseThrow());
      case HASH, RHASH, ARRAY, PERCPU_HASH, PERCPU_ARRAY, LRU_HASH, LRU_PERCPU_HASH, STACK_TRACE ->
          create(type.value(), 4, 64, 1, 0, 0);
      case PROG_ARRAY,
          PERF_EVENT_ARRAY,
          CGROUP_ARRAY,
          DEVMAP,
          DEVMAP_HASH,
          SOCKMAP,
          SOCKHASH,
          CPUMAP,
          XSKMAP,
          REUSEPORT_SOCKARRAY ->
          create(type.value(), 4, 4, 1, 0, 0);
    };
  }

  private MapShape shape(int type, int key, int value, int entries, int flags, int inner) {
    MapType known = MapType.of(type).orElseThrow();
    MapShape shape = MapShape.of(known, key, value, entries, flags);
    return open.containsKey(inner) ? shape.holding(open.get(inner)) : shape;
  }

  /** {@return what our verifier is to know of the maps that {@code code} loads by descriptors} */
  public Map<Integer, MapShape> shapes(long... code) {
    Map<Integer, MapShape> shapes = new HashMap<>();
    for (int slot = 0; slot < code.length; slot++) {
      boolean isWide = (code[slot] & 0xff) == 0x18;
      int source = (int) (code[slot] >> 12) & 15;
      if (isWide && (source == 1 || source == 2)) {
        shapes.put(slot, open.get((int) (code[slot] >> Integer.SIZE)));
      }
      slot += isWide ? 1 : 0;
    }
    return shapes;
  }

  @Override
  public void close() {
    open.keySet().forEach(fd -> syscalls.call(Syscall.CLOSE, fd, 0, 0));
    open.clear();
  }
}
