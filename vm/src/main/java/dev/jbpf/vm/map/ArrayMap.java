package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Bytes;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code BPF_MAP_TYPE_ARRAY} and {@code _PERCPU_ARRAY}: all values are there, zero at first. */
final class ArrayMap extends VmMap {
  private final Slab slab;

  ArrayMap(AddressSpace space, MapDef<?, ?> def, int cpus) {
    super(def);
    boolean isPerCpu = def.value() instanceof PerCpuCodec;
    this.slab = isPerCpu ? Slab.complete(space, def, cpus) : Slab.contiguous(space, def);
  }

  private int copy(int cpu) {
    return slab.copies() == 1 ? 0 : cpu;
  }

  static byte[] key(int index) {
    byte[] key = new byte[Integer.BYTES];
    Bytes.store4(key, 0, index);
    return key;
  }

  private boolean has(byte[] key) {
    return Bytes.load4(key, 0) < def().maxEntries();
  }

  private static int index(byte[] key) {
    return (int) Bytes.load4(key, 0);
  }

  @Override
  public long lookup(byte[] key, int cpu) {
    return has(key) ? slab.address(index(key), copy(cpu)) : 0;
  }

  @Override
  public long generation(byte[] key) {
    return has(key) ? slab.generation(index(key)) : 0;
  }

  /** {@return whether programs may have the address of that byte as a constant} */
  boolean isAddressable(int offset) {
    return def().type() == MapType.ARRAY
        && def().maxEntries() == 1
        && offset >= 0
        && offset < def().valueSize();
  }

  /** {@return the address of byte {@code offset} of the first value} */
  long address(int offset) {
    return slab.address(0, 0) + offset;
  }

  @Override
  public Optional<ByteBuffer> firstValue() {
    return Optional.of(slab.view(0, 0));
  }

  /** In the order of the kernel, which looks for a lock last. */
  private int check(byte[] key, long flags) {
    long mode = flags & ~UpdateFlags.BPF_F_LOCK;
    if (isUnknown(mode)) {
      return Errno.EINVAL.result();
    }
    if (!has(key)) {
      return Errno.E2BIG.result();
    }
    if (mustBeNew(flags)) {
      return Errno.EEXIST.result();
    }
    return mode == flags || slab.hasLock() ? 0 : Errno.EINVAL.result();
  }

  @Override
  public int update(byte[] key, byte[] value, long flags, int cpu) {
    int error = check(key, flags);
    if (error == 0 && (flags & UpdateFlags.BPF_F_LOCK) != 0) {
      slab.writeAlone(index(key), copy(cpu), value);
    } else if (error == 0) {
      slab.write(index(key), copy(cpu), value);
    }
    return error;
  }

  @Override
  Optional<byte[]> read(byte[] key) {
    return has(key) ? Optional.of(PerCpuValues.join(slab, index(key), def())) : Optional.empty();
  }

  @Override
  int write(byte[] key, byte[] values, long flags) {
    int error = check(key, flags);
    if (error == 0) {
      PerCpuValues.split(slab, index(key), def(), values);
    }
    return error;
  }

  @Override
  public List<byte[]> keys() {
    return new AbstractList<>() {
      @Override
      public byte[] get(int index) {
        return key(Objects.checkIndex(index, size()));
      }

      @Override
      public int size() {
        return def().maxEntries();
      }
    };
  }

  @Override
  void close() {
    slab.close();
  }
}
