package dev.jbpf.vm.helper.standard;

import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.map.MapTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernel's helpers, by number. */
public final class StandardHelpers {
  private StandardHelpers() {}

  /** {@return the helpers of a world with these maps} */
  public static Map<Integer, HelperFunction> of(MapTable maps, Environment environment) {
    Map<Integer, HelperFunction> all = new HashMap<>();
    MapArgument map = new MapArgument(maps);
    List<HelperFamily> families =
        List.of(
            new MapHelpers(map),
            new OutputHelpers(map),
            new TaskHelpers(environment),
            new TextHelpers(environment),
            new ProbeHelpers(),
            new PacketHelpers(),
            new ResizeHelpers(),
            new RedirectHelpers(map),
            new RouteHelpers(environment),
            new BufferHelpers(),
            new RoomHelpers(),
            new ChecksumHelpers(),
            new LoopHelpers(map),
            new LockHelpers());
    families.forEach(
        family -> family.register((helper, function) -> all.put(helper.value(), function)));
    return all;
  }
}
