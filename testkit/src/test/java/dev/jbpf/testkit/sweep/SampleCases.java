package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;
import static dev.jbpf.testkit.sweep.Script.Argument.CONTEXT;
import static dev.jbpf.testkit.sweep.Script.Argument.MAP;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import java.util.List;
import java.util.function.Consumer;

/** Samples: each size, each part of the packet, events of this CPU, of others, and of none. */
final class SampleCases {
  private static final long CURRENT = 0xffff_ffffL;

  private static final List<ProgramType> TYPES =
      List.of(
          ProgramType.SCHED_CLS,
          ProgramType.XDP,
          ProgramType.SOCKET_FILTER,
          ProgramType.CGROUP_SKB,
          ProgramType.LWT_IN);

  private SampleCases() {}

  static void all(Consumer<Case> to) {
    int cpus = Runtime.getRuntime().availableProcessors();
    for (int entries : new int[] {1, cpus, cpus + 3}) {
      MapDef<?, ?> def = MapDef.perfEventArray("m", Math.max(entries, cpus));
      for (ProgramType type : TYPES) {
        for (long ofPacket : new long[] {0, 1, 7, 8, 63, 64, 65, 90, 91, 0xf_ffff}) {
          for (int size = 0; size <= Script.ROOM; size += ofPacket < 8 ? 1 : 9) {
            to.accept(one(type, def, ofPacket << 32 | CURRENT, size));
          }
        }
        for (int shift = 0; shift < 64; shift++) {
          to.accept(one(type, def, 1L << shift | CURRENT, 8));
        }
        for (long index : new long[] {cpus, cpus + 1, cpus + 2, cpus + 3, 64, CURRENT - 1}) {
          to.accept(one(type, def, index, 8));
        }
        // Its own event, and another CPU's.
        for (int other : new int[] {0, 1}) {
          Script script =
              new Script().callOnly(8).then("r9 = r0\nr9 ^= %d", other % cpus).then("r1 = r6");
          script.then("r2 = m ll\nr3 = r9\nr4 = r10\nr4 += -64\nr5 = 8\ncall 25").note("r0");
          to.accept(Case.of(type, script, Packets.IPV4_UDP, def));
        }
      }
    }
  }

  private static Case one(ProgramType type, MapDef<?, ?> def, long flags, int size) {
    Script script = new Script().call(25, CONTEXT, MAP, flags, BUFFER, size);
    return Case.of(type, script, Packets.IPV4_UDP, def);
  }
}
