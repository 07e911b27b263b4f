package dev.jbpf.runtime.map;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.map.KernelMap.Making;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.types.LoadedMapTypes;
import java.lang.ref.Reference;
import java.util.Optional;

/** Has the kernel make maps. */
final class MapMaker {
  private MapMaker() {}

  /** Tells the kernel the names of records; where it does not take them, it goes without. */
  static <K, V> KernelMap<K, V> described(BpfCalls calls, MapDef<K, V> def) {
    try (MapDescription description = MapDescription.load(calls, def)) {
      try {
        return create(calls, def, description.types(), Making.USUAL);
      } catch (BpfSyscallException e) {
        if (description.types().isEmpty() || !isOverTypes(e.errno())) {
          throw e;
        }
        return create(calls, def, Optional.empty(), Making.USUAL);
      }
    }
  }

  private static boolean isOverTypes(Errno errno) {
    return errno.equals(Errno.EINVAL) || errno.equals(Errno.ENOTSUPP);
  }

  /**
   * {@return a new map whose keys and values have these types, made with what no definition says}
   */
  static <K, V> KernelMap<K, V> create(
      BpfCalls calls, MapDef<K, V> def, Optional<LoadedMapTypes> types, Making making) {
    if (def.inner().isEmpty()) {
      return create(calls, def, types, making, 0);
    }
    // The kernel wants an example of what the map will hold.
    try (KernelMap<?, ?> inner = create(calls, def.inner().get(), making.inner(), Making.USUAL)) {
      int fd = inner.descriptor().acquire();
      try {
        return create(calls, def, types, making, fd);
      } finally {
        inner.descriptor().release();
      }
    }
  }

  private static <K, V> KernelMap<K, V> create(
      BpfCalls calls, MapDef<K, V> def, Optional<LoadedMapTypes> types, Making making, int inner) {
    Struct attr = attr(calls, def, inner);
    Optional<NativeMemory> hash =
        making.exclusiveTo().isPresent()
            ? Optional.of(NativeMemory.copyOf(calls.syscalls(), making.exclusiveTo().get()))
            : Optional.empty();
    write(making, attr, hash);
    if (types.isPresent()) {
      LoadedMapTypes t = types.get();
      attr.set(AttrField.CREATE_BTF_FD, t.types().descriptor().acquire())
          .set(AttrField.CREATE_BTF_KEY_TYPE_ID, t.key())
          .set(AttrField.CREATE_BTF_VALUE_TYPE_ID, t.value());
    }
    try {
      long result = calls.bpf(BpfCommand.MAP_CREATE, attr);
      if (result < 0) {
        throw MapAccessErrors.ofCreation(calls, def, result);
      }
      Reference.reachabilityFence(hash);
      return KernelMap.of(calls, def, (int) result);
    } finally {
      if (types.isPresent()) {
        types.get().types().descriptor().release();
      }
    }
  }

  private static Struct attr(BpfCalls calls, MapDef<?, ?> def, int inner) {
    return calls
        .scratch()
        .attr()
        .set(AttrField.CREATE_MAP_TYPE, def.type().value())
        .set(AttrField.CREATE_KEY_SIZE, def.key().size())
        .set(AttrField.CREATE_VALUE_SIZE, def.valueSize())
        .set(AttrField.CREATE_MAX_ENTRIES, def.maxEntries())
        .set(AttrField.CREATE_MAP_FLAGS, def.flagBits())
        .set(AttrField.CREATE_INNER_MAP_FD, inner)
        .set(AttrField.CREATE_MAP_EXTRA, def.extra())
        .set(AttrField.CREATE_MAP_NAME, def.name());
  }

  private static void write(Making making, Struct attr, Optional<NativeMemory> hash) {
    if (making.numaNode().isPresent()) {
      attr.set(AttrField.CREATE_NUMA_NODE, making.numaNode().getAsInt());
    }
    if (making.device().isPresent()) {
      attr.set(AttrField.CREATE_MAP_IFINDEX, making.device().getAsInt());
    }
    if (hash.isPresent()) {
      attr.set(AttrField.CREATE_EXCL_PROG_HASH, hash.get().address())
          .set(AttrField.CREATE_EXCL_PROG_HASH_SIZE, hash.get().bytes().capacity());
    }
  }
}
