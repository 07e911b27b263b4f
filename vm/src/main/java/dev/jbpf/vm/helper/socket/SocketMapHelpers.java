package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.SkAction;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.ReferenceMap;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.world.Socket;
import java.util.Optional;

/** Puts sockets into maps, and sends messages and packets to those that are there. */
public record SocketMapHelpers(MapArgument maps, Environment environment) implements HelperFamily {
  @Override
  public void register(Registry registry) {
    registry.put(Helper.SOCK_MAP_UPDATE, this::update);
    registry.put(Helper.SOCK_HASH_UPDATE, this::update);
    HelperFunction byIndex =
        (call, context, map, key, flags, r5) -> redirect(call, map, index(key), flags);
    HelperFunction byKey =
        (call, context, map, key, flags, r5) ->
            redirect(call, map, maps.key(call, maps.get(call, map), key), flags);
    registry.put(Helper.SK_REDIRECT_MAP, byIndex);
    registry.put(Helper.MSG_REDIRECT_MAP, byIndex);
    registry.put(Helper.SK_REDIRECT_HASH, byKey);
    registry.put(Helper.MSG_REDIRECT_HASH, byKey);
    registry.put(Helper.SK_SELECT_REUSEPORT, this::select);
  }

  private static byte[] index(long index) {
    byte[] key = new byte[Integer.BYTES];
    Bytes.store4(key, 0, index);
    return key;
  }

  private long update(HelperCall call, long context, long handle, long key, long flags, long r5) {
    ReferenceMap map = maps.get(call, handle, ReferenceMap.class);
    Optional<Socket> socket = GivenSocket.of(call, context);
    boolean isKnown = Long.compareUnsigned(flags, UpdateFlags.BPF_EXIST) <= 0;
    return socket.isEmpty() || !isKnown
        ? Errno.EINVAL.result()
        : map.put(maps.key(call, map, key), environment.descriptor(socket.get()), flags);
  }

  private long redirect(HelperCall call, long handle, byte[] key, long flags) {
    ReferenceMap map = maps.get(call, handle, ReferenceMap.class);
    boolean isKnown = (flags & ~HelperFlags.BPF_F_INGRESS) == 0;
    return isKnown && map.lookup(key, call.cpu()) != 0
        ? SkAction.PASS.value()
        : SkAction.DROP.value();
  }

  private long select(HelperCall call, long context, long handle, long key, long flags, long r5) {
    ReferenceMap map = maps.get(call, handle, ReferenceMap.class);
    if (flags != 0) {
      return Errno.EINVAL.result();
    }
    return map.lookup(maps.key(call, map, key), call.cpu()) == 0 ? Errno.ENOENT.result() : 0;
  }
}
