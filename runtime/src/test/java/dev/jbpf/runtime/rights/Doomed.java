package dev.jbpf.runtime.rights;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.Direction;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.Counter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Attaches what it can, pins what it is asked to, says so, and waits to be killed. */
public final class Doomed {
  private Doomed() {}

  public static void main(String[] arguments) throws Exception {
    String name = arguments[0];
    List<AutoCloseable> held = new ArrayList<>();
    KernelMap<?, ?> map = Bpf.create(MapDef.array(name, Codec.U64, 1));
    held.add(map);
    for (Hook hook :
        List.of(
            Hooks.rawTracepoint("sched_switch"),
            Hooks.packetSocket("lo"),
            Hooks.xdp("lo"),
            Hooks.tc("lo", Direction.INGRESS),
            Hooks.uprobe(EntryPoints.LIBC, "getpagesize"))) {
      KernelProgram program =
          Bpf.load(ProgramSpec.of(name, hook, Counter.assemble("r0 = 2\nexit\n")));
      held.add(program);
      Link link = program.attach(hook);
      held.add(link);
    }
    if (arguments.length > 1) {
      map.pin(Path.of(arguments[1]));
    }
    System.out.println("ready");
    Thread.sleep(60_000);
    held.clear();
  }
}
