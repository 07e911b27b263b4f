package dev.jbpf.runtime.map;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The values of a per-CPU map one CPU at a time, without the others'; since Linux 7.0. Older
 * kernels know the values of all CPUs only: there a value is looked up among them, one value is
 * stored for all as many, and one CPU's alone cannot be stored.
 *
 * @param <K> what keys are in Java
 * @param <V> what one CPU's value is in Java
 */
public final class CpuValues<K, V> {
  private final KernelMap<K, List<V>> map;
  private final Codec<V> value;

  private CpuValues(KernelMap<K, List<V>> map, Codec<V> value) {
    this.map = map;
    this.value = value;
  }

  /**
   * {@return those of {@code map}}
   *
   * @throws IllegalArgumentException if its values are not per CPU
   */
  @SuppressWarnings("unchecked")
  public static <K, V> CpuValues<K, V> of(KernelMap<K, List<V>> map) {
    if (map.def().value() instanceof PerCpuCodec<?> all) {
      return new CpuValues<>(map, (Codec<V>) all.value());
    }
    throw new IllegalArgumentException(map + " has no values per CPU: " + map.def().type());
  }

  /**
   * {@return that CPU's value of {@code key}, if the map has the key}
   *
   * @throws IllegalArgumentException if there is no such CPU
   * @throws BpfSyscallException if the kernel refuses
   */
  public Optional<V> lookup(K key, int cpu) {
    Call call = new Call(key, one(cpu));
    long result = call.make(BpfCommand.MAP_LOOKUP_ELEM);
    if (Errno.EINVAL.is(result)) {
      return map.lookup(key).map(all -> all.get(cpu));
    } else if (Errno.ENOENT.is(result)) {
      return Optional.empty();
    }
    require(BpfCommand.MAP_LOOKUP_ELEM, result, "look up a key in");
    return Optional.of(value.decode(call.content.bytes(), 0));
  }

  /**
   * Stores {@code newValue} for that CPU; the others' values stay as they are, or are zero if the
   * key is new.
   *
   * @return whether it was stored: {@code mode} may not allow it
   * @throws IllegalArgumentException if there is no such CPU
   * @throws BpfSyscallException if the kernel refuses, as those before 7.0 do
   */
  public boolean update(K key, int cpu, V newValue, UpdateMode mode) {
    long result = store(key, newValue, one(cpu) | mode.value());
    return isStored(result, mode);
  }

  /**
   * Stores {@code newValue} for all CPUs.
   *
   * @return whether it was stored: {@code mode} may not allow it
   * @throws BpfSyscallException if the kernel refuses
   */
  public boolean updateAll(K key, V newValue, UpdateMode mode) {
    long result = store(key, newValue, UpdateFlags.BPF_F_ALL_CPUS | mode.value());
    return Errno.EINVAL.is(result)
        ? map.update(key, Collections.nCopies(Cpus.possible(), newValue), mode)
        : isStored(result, mode);
  }

  private long store(K key, V newValue, long flags) {
    Call call = new Call(key, flags);
    value.encode(newValue, call.content.bytes(), 0);
    return call.make(BpfCommand.MAP_UPDATE_ELEM);
  }

  private boolean isStored(long result, UpdateMode mode) {
    if (mode == UpdateMode.INSERT && Errno.EEXIST.is(result)
        || mode == UpdateMode.REPLACE && Errno.ENOENT.is(result)) {
      return false;
    }
    require(BpfCommand.MAP_UPDATE_ELEM, result, "store one CPU's value (since Linux 7.0) in");
    return true;
  }

  private void require(BpfCommand command, long result, String doing) {
    if (result < 0) {
      throw map.failure(command, result, doing);
    }
  }

  private static long one(int cpu) {
    Objects.checkIndex(cpu, Cpus.possible());
    return UpdateFlags.BPF_F_CPU | (long) cpu << Integer.SIZE;
  }

  /** One call, with memory of its own: of one value it takes no more room than that. */
  private final class Call {
    private final NativeMemory wanted;
    private final NativeMemory content;
    private final long flags;

    Call(K key, long flags) {
      this.wanted = NativeMemory.ofSize(map.calls().syscalls(), map.def().key().size());
      this.content = NativeMemory.ofSize(map.calls().syscalls(), value.size());
      this.flags = flags;
      map.def().key().encode(key, wanted.bytes(), 0);
    }

    long make(BpfCommand command) {
      int fd = map.descriptor().acquire();
      try {
        Struct attr =
            map.calls()
                .scratch()
                .attr()
                .set(AttrField.ELEMENT_MAP_FD, fd)
                .set(AttrField.ELEMENT_KEY, wanted.address())
                .set(AttrField.ELEMENT_VALUE, content.address())
                .set(AttrField.ELEMENT_FLAGS, flags);
        return map.calls().bpf(command, attr);
      } finally {
        map.descriptor().release();
        Reference.reachabilityFence(this);
      }
    }
  }
}
