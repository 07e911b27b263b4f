package dev.jbpf.vm.helper.standard;

import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.buffer.CgroupHelpers;
import dev.jbpf.vm.helper.buffer.MtuHelpers;
import dev.jbpf.vm.helper.buffer.ProtocolHelpers;
import dev.jbpf.vm.helper.buffer.SettingHelpers;
import dev.jbpf.vm.helper.buffer.TunnelHelpers;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.helper.pointer.DynptrHelpers;
import dev.jbpf.vm.helper.pointer.Kept;
import dev.jbpf.vm.helper.pointer.KptrHelpers;
import dev.jbpf.vm.helper.pointer.TimerHelpers;
import dev.jbpf.vm.helper.pointer.UserRingHelpers;
import dev.jbpf.vm.helper.socket.CookieHelpers;
import dev.jbpf.vm.helper.socket.LookupHelpers;
import dev.jbpf.vm.helper.socket.MessageHelpers;
import dev.jbpf.vm.helper.socket.OperationHelpers;
import dev.jbpf.vm.helper.socket.OptionHelpers;
import dev.jbpf.vm.helper.socket.SocketHelpers;
import dev.jbpf.vm.helper.socket.SocketMapHelpers;
import dev.jbpf.vm.helper.socket.StorageHelpers;
import dev.jbpf.vm.helper.trace.CounterHelpers;
import dev.jbpf.vm.helper.trace.FunctionHelpers;
import dev.jbpf.vm.helper.trace.ProbeHelpers;
import dev.jbpf.vm.helper.trace.ProcessHelpers;
import dev.jbpf.vm.helper.trace.SequenceHelpers;
import dev.jbpf.vm.helper.trace.StackHelpers;
import dev.jbpf.vm.map.MapTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernel's helpers, by number. */
public final class StandardHelpers {
  private StandardHelpers() {}

  /** {@return the helpers of a world with these maps} */
  public static Map<Integer, HelperFunction> of(MapTable maps, Environment environment, Kept kept) {
    Map<Integer, HelperFunction> all = new HashMap<>();
    MapArgument map = new MapArgument(maps);
    List<HelperFamily> families =
        List.of(
            new MapHelpers(map),
            new OutputHelpers(map),
            new TaskHelpers(environment),
            new TextHelpers(environment),
            new ProbeHelpers(environment),
            new StackHelpers(map, environment),
            new CounterHelpers(map, environment),
            new FunctionHelpers(environment),
            new ProcessHelpers(environment),
            new SequenceHelpers(),
            new PacketHelpers(),
            new ResizeHelpers(),
            new RedirectHelpers(map),
            new RouteHelpers(environment),
            new BufferHelpers(),
            new RoomHelpers(),
            new ChecksumHelpers(),
            new LoopHelpers(map),
            new LockHelpers(),
            new TunnelHelpers(),
            new ProtocolHelpers(),
            new MtuHelpers(environment),
            new CgroupHelpers(map, environment),
            new DynptrHelpers(map),
            new UserRingHelpers(map),
            new TimerHelpers(map, environment),
            new KptrHelpers(kept),
            new SettingHelpers(),
            new RefusedHelpers(),
            new OptionHelpers(),
            new MessageHelpers(),
            new OperationHelpers(),
            new CookieHelpers(),
            new LookupHelpers(environment),
            new SocketHelpers(environment),
            new SocketMapHelpers(map, environment),
            new StorageHelpers(map, environment));
    families.forEach(
        family -> family.register((helper, function) -> all.put(helper.value(), function)));
    return all;
  }
}
