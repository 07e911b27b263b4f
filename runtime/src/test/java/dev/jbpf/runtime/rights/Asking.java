package dev.jbpf.runtime.rights;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.Seccomp;

/**
 * Prints what the library tells a process without rights, under the seccomp filter that the
 * arguments say: an error's number, and the command that it is the answer to.
 */
public final class Asking {
  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 1);

  private Asking() {}

  public static void main(String[] arguments) {
    KernelMap<Integer, Long> map = null;
    if (arguments.length > 0) {
      Errno errno = Errno.of(Integer.parseInt(arguments[0]));
      if (arguments.length == 1) {
        Seccomp.refuse(Syscall.BPF, errno);
      } else {
        map = Bpf.create(COUNTS);
        Seccomp.refuse(Syscall.BPF, BpfCommand.valueOf(arguments[1]).value(), errno);
      }
    }
    say("permission", Bpf.permission(Capability.CAP_NET_RAW).toString());
    if (map != null) {
      KernelMap<Integer, Long> used = map;
      tell("update", () -> used.update(0, 1L));
    }
    tell("xdp", () -> Bpf.load(ProgramSpec.of("p", ProgramType.XDP, counting()).withMap(COUNTS)));
    tell("pending", () -> Bpf.load(counting()).with(COUNTS).attach(Hooks.packetSocket("lo")));
    tell("sockets", () -> Bpf.create(MapDef.of("s", MapType.SOCKMAP, Codec.INDEX, Codec.U32, 1)));
  }

  private static Program counting() {
    return Counter.assemble("r1 = map_value counts, 0 ll\nr0 = 0\nexit\n");
  }

  private static void tell(String name, Runnable call) {
    try {
      call.run();
      say(name, "done");
    } catch (RuntimeException e) {
      say(name, String.valueOf(e.getMessage()));
    }
  }

  private static void say(String name, String text) {
    System.out.println(name + "\t" + text.replace('\n', ' '));
  }
}
