package dev.jbpf.runtime.probe;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.call.MapFlags;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes the smallest map of a type. */
final class MapProbe {
  private static final int INT_TYPE = 1;

  private final Kernel kernel;
  private final Support onRefusal;

  MapProbe(Kernel kernel, Support onRefusal) {
    this.kernel = kernel;
    this.onRefusal = onRefusal;
  }

  Support probe(MapType type) {
    return switch (type) {
      case UNSPEC -> Support.NO;
      case INSN_ARRAY -> create(type, 4, 16, 1, 0);
      case RHASH -> create(type, 4, 4, 1, MapFlags.BPF_F_NO_PREALLOC);
      case STACK_TRACE -> create(type, 4, 8, 1, 0);
      case LPM_TRIE -> create(type, 8, 4, 1, MapFlags.BPF_F_NO_PREALLOC);
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> create(type, 8, 8, 0, 0);
      case QUEUE, STACK, BLOOM_FILTER -> create(type, 0, 4, 1, 0);
      case RINGBUF, USER_RINGBUF -> create(type, 0, 0, PageSize.bytes(), 0);
      case ARENA -> create(type, 0, 0, 1, MapFlags.BPF_F_MMAPABLE);
      case ARRAY_OF_MAPS, HASH_OF_MAPS -> createOuter(type);
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> createWithTypes(type);
      case STRUCT_OPS -> structOps();
      default -> create(type, 4, 4, 1, 0);
    };
  }

  private Struct attr(MapType type, int key, int value, int entries, int flags) {
    return kernel
        .calls()
        .scratch()
        .attr()
        .set(AttrField.CREATE_MAP_TYPE, type.value())
        .set(AttrField.CREATE_KEY_SIZE, key)
        .set(AttrField.CREATE_VALUE_SIZE, value)
        .set(AttrField.CREATE_MAX_ENTRIES, entries)
        .set(AttrField.CREATE_MAP_FLAGS, flags);
  }

  private Support create(MapType type, int key, int value, int entries, int flags) {
    return answer(
        kernel.calls().bpf(BpfCommand.MAP_CREATE, attr(type, key, value, entries, flags)));
  }

  private Support createOuter(MapType type) {
    long inner = kernel.calls().bpf(BpfCommand.MAP_CREATE, attr(MapType.ARRAY, 4, 4, 1, 0));
    if (inner < 0) {
      return answer(inner);
    }
    Struct attr = attr(type, 4, 4, 1, 0).set(AttrField.CREATE_INNER_MAP_FD, inner);
    long result = kernel.calls().bpf(BpfCommand.MAP_CREATE, attr);
    close(inner);
    return answer(result);
  }

  /** Storage that belongs to something else must say what types it has. */
  private Support createWithTypes(MapType type) {
    NativeMemory btf = NativeMemory.copyOf(kernel.calls().syscalls(), intType());
    Struct load =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.BTF, btf.address())
            .set(AttrField.BTF_SIZE, intType().length);
    long types = kernel.calls().bpf(BpfCommand.BTF_LOAD, load);
    Reference.reachabilityFence(btf);
    if (types < 0) {
      return answer(types);
    }
    Struct attr =
        attr(type, 4, 4, 0, MapFlags.BPF_F_NO_PREALLOC)
            .set(AttrField.CREATE_BTF_FD, types)
            .set(AttrField.CREATE_BTF_KEY_TYPE_ID, INT_TYPE)
            .set(AttrField.CREATE_BTF_VALUE_TYPE_ID, INT_TYPE);
    long result = kernel.calls().bpf(BpfCommand.MAP_CREATE, attr);
    close(types);
    return answer(result);
  }

  /** BTF with one type: {@code int}. Source: {@code Documentation/bpf/btf.rst}. */
  private static byte[] intType() {
    return ByteBuffer.allocate(45)
        .order(ByteOrder.nativeOrder())
        .putShort((short) 0xeb9f)
        .put(new byte[] {1, 0})
        .putInt(24)
        .putInt(0)
        .putInt(16)
        .putInt(16)
        .putInt(5)
        .putInt(1)
        .putInt(1 << 24)
        .putInt(4)
        .putInt(1 << 24 | 32)
        .put(new byte[] {0, 'i', 'n', 't', 0})
        .array();
  }

  /** A kernel that has it looks for the type, and says that this one will not do. */
  private Support structOps() {
    Struct attr =
        attr(MapType.STRUCT_OPS, 4, 4, 1, 0)
            .set(AttrField.CREATE_BTF_VMLINUX_VALUE_TYPE_ID, INT_TYPE);
    long result = kernel.calls().bpf(BpfCommand.MAP_CREATE, attr);
    return Errno.ENOTSUPP.is(result) ? Support.YES : answer(result);
  }

  private Support answer(long result) {
    if (result >= 0) {
      close(result);
      return Support.YES;
    }
    return Errno.EPERM.is(result) ? onRefusal : Support.NO;
  }

  private void close(long fd) {
    kernel.calls().syscalls().call(Syscall.CLOSE, fd, 0, 0);
  }
}
