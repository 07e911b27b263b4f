package dev.jbpf.cli.map;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.inspect.RawMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that is in a map, also where the kernel tells keys and no values. */
record MapEntries(RawMap map, EntryFields fields) {
  /**
   * Arrays of things that are elsewhere: each index is a key, whether something is there or not.
   */
  private static final Set<MapType> SPARSE =
      Set.of(
          MapType.PERF_EVENT_ARRAY,
          MapType.CGROUP_ARRAY,
          MapType.DEVMAP,
          MapType.CPUMAP,
          MapType.XSKMAP,
          MapType.SOCKMAP,
          MapType.SOCKHASH,
          MapType.REUSEPORT_SOCKARRAY);

  /** What a storage has an entry for each of. */
  private static final Map<MapType, String> OWNED =
      Map.of(
          MapType.SK_STORAGE, "sockets",
          MapType.INODE_STORAGE, "files",
          MapType.TASK_STORAGE, "tasks",
          MapType.CGRP_STORAGE, "control groups");

  /** What shows what is in such a map. */
  private static String instead(MapType type) {
    return switch (type) {
      case QUEUE, STACK -> ": map peek and map pop show its elements";
      case BLOOM_FILTER -> ": it only knows whether a value may be in there";
      case RINGBUF -> ": whoever reads it takes what programs have sent";
      case USER_RINGBUF -> ": programs take what was sent";
      case ARENA -> ": it is memory, which programs and processes share";
      default -> "";
    };
  }

  List<Fields> all() {
    Optional<MapType> type = MapType.of((int) map.details().type());
    if (map.details().keySize() == 0) {
      throw new UsageException(
          "map "
              + map.details().name()
              + " has no keys"
              + type.map(MapEntries::instead).orElse(""));
    }
    if (type.filter(OWNED::containsKey).isPresent()) {
      throw new UsageException(
          "the entries of map "
              + map.details().name()
              + " belong to "
              + OWNED.get(type.get())
              + ", no list of them exists");
    }
    if (type.filter(SPARSE::contains).isPresent()) {
      return eachKey();
    }
    List<Fields> found = new ArrayList<>();
    for (RawMap.Entry entry : map.entries()) {
      found.add(fields.of(entry.key(), entry.values()));
    }
    return found;
  }

  private List<Fields> eachKey() {
    List<Fields> found = new ArrayList<>();
    for (Optional<byte[]> key = map.keyAfter(Optional.empty());
        key.isPresent();
        key = map.keyAfter(key)) {
      found.add(entry(key.get()));
    }
    return found;
  }

  private Fields entry(byte[] key) {
    try {
      return map.lookup(key)
          .map(values -> fields.of(key, values))
          .orElseGet(() -> EntryFields.withoutValue(key, Errno.ENOENT));
    } catch (BpfSyscallException e) {
      return EntryFields.withoutValue(key, e.errno());
    }
  }
}
