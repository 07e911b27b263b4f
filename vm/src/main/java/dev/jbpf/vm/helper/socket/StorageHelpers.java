package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.VmMap;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.world.KernelObject;
import dev.jbpf.vm.world.Socket;
import java.util.Optional;
import java.util.Set;

/** Values that belong to a socket, a task, an inode or a control group. */
public record StorageHelpers(MapArgument maps, Environment environment) implements HelperFamily {
  private static final Set<MapType> OWNED =
      Set.of(MapType.SK_STORAGE, MapType.TASK_STORAGE, MapType.INODE_STORAGE, MapType.CGRP_STORAGE);

  private static final Set<MapType> LOCAL =
      Set.of(MapType.CGROUP_STORAGE, MapType.PERCPU_CGROUP_STORAGE);

  @Override
  public void register(Registry registry) {
    registry.put(Helper.SK_STORAGE_GET, this::get);
    registry.put(Helper.TASK_STORAGE_GET, this::get);
    registry.put(Helper.INODE_STORAGE_GET, this::get);
    registry.put(Helper.CGRP_STORAGE_GET, this::get);
    registry.put(Helper.SK_STORAGE_DELETE, this::delete);
    registry.put(Helper.TASK_STORAGE_DELETE, this::delete);
    registry.put(Helper.INODE_STORAGE_DELETE, this::delete);
    registry.put(Helper.CGRP_STORAGE_DELETE, this::delete);
    registry.put(Helper.GET_LOCAL_STORAGE, (call, map, flags, r3, r4, r5) -> local(call, map));
  }

  private Optional<KernelObject> owner(HelperCall call, long at) {
    Optional<KernelObject> owner = RunMemory.of(call.memory()).objects().at(at);
    if (owner.isEmpty()) {
      owner = GivenSocket.of(call, at).map(KernelObject.class::cast);
    }
    return owner.filter(object -> !(object instanceof Socket socket) || socket.isFull());
  }

  private byte[] key(KernelObject owner) {
    byte[] key = new byte[Integer.BYTES];
    Bytes.store4(key, 0, environment.descriptor(owner));
    return key;
  }

  private long get(HelperCall call, long handle, long at, long first, long flags, long r5) {
    VmMap map = maps.get(call, handle, OWNED);
    Optional<KernelObject> owner = owner(call, at);
    boolean isNew = flags == HelperFlags.BPF_LOCAL_STORAGE_GET_F_CREATE;
    if (owner.isEmpty() || flags != 0 && !isNew) {
      return 0;
    }
    byte[] key = key(owner.get());
    if (isNew && map.lookup(key, call.cpu()) == 0) {
      byte[] value = first == 0 ? new byte[map.def().valueSize()] : maps.value(call, map, first);
      map.update(key, value, UpdateFlags.BPF_NOEXIST, call.cpu());
    }
    return map.lookup(key, call.cpu());
  }

  private long delete(HelperCall call, long handle, long at, long r3, long r4, long r5) {
    VmMap map = maps.get(call, handle, OWNED);
    return owner(call, at).map(owner -> map.delete(key(owner))).orElse(Errno.EINVAL.result());
  }

  /** Of the control group that the program is attached to; there from then on. */
  private long local(HelperCall call, long handle) {
    VmMap map = maps.get(call, handle, LOCAL);
    byte[] key = new byte[map.def().key().size()];
    Bytes.store8(key, 0, environment.cgroups().id());
    if (map.lookup(key, call.cpu()) == 0) {
      map.update(key, new byte[map.def().valueSize()], UpdateFlags.BPF_ANY, call.cpu());
    }
    return map.lookup(key, call.cpu());
  }
}
