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
import dev.jbpf.vm.helper.pointer.KeptObjects;
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
import java.util.Map;

/** The kernel's helpers, by number. */
public final class StandardHelpers {
  private StandardHelpers() {}

  /**
   * {@return the helpers that most programs call, in a world with these maps} A world is made for
   * each test: what is rare comes when a program asks for it.
   */
  public static Map<Integer, HelperFunction> usual(MapTable maps, Environment environment) {
    MapArgument map = new MapArgument(maps);
    return entered(
        new MapHelpers(map),
        new OutputHelpers(map),
        new TaskHelpers(environment),
        new TextHelpers(environment),
        new ProbeHelpers(environment),
        new PacketHelpers(),
        new ResizeHelpers(),
        new RedirectHelpers(map, environment),
        new ChecksumHelpers(),
        new LoopHelpers(map));
  }

  /** {@return all other helpers} */
  public static Map<Integer, HelperFunction> rare(
      MapTable maps, Environment environment, KeptObjects kept) {
    MapArgument map = new MapArgument(maps);
    return entered(
        new RouteHelpers(environment),
        new BufferHelpers(),
        new RoomHelpers(),
        new LockHelpers(),
        new StackHelpers(map, environment),
        new CounterHelpers(map, environment),
        new FunctionHelpers(environment),
        new ProcessHelpers(environment),
        new SequenceHelpers(),
        new TunnelHelpers(),
        new ProtocolHelpers(),
        new MtuHelpers(environment),
        new CgroupHelpers(map, environment),
        new SettingHelpers(),
        new DynptrHelpers(map),
        new UserRingHelpers(map),
        new TimerHelpers(map, environment),
        new KptrHelpers(kept),
        new OptionHelpers(),
        new MessageHelpers(),
        new OperationHelpers(),
        new CookieHelpers(),
        new LookupHelpers(environment),
        new SocketHelpers(environment),
        new SocketMapHelpers(map, environment),
        new StorageHelpers(map, environment),
        new RefusedHelpers());
  }

  private static Map<Integer, HelperFunction> entered(HelperFamily... families) {
    Map<Integer, HelperFunction> all = new HashMap<>();
    for (HelperFamily family : families) {
      family.register((helper, function) -> all.put(helper.value(), function));
    }
    return all;
  }
}
