package dev.jbpf.examples.cgroupegress;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;

/** The program: counts packets and their bytes, from the network header on, and lets all pass. */
final class EgressProgram {
  static final int PACKETS = 0;
  static final int BYTES = 1;

  static final MapDef<Integer, Long> SENT = MapDef.array("sent", Codec.U64, 2);

  private static final int ALLOW = 1;

  /** The context. */
  private static final Reg SKB = R6;

  /** Where on the stack the key is. */
  private static final int KEY = -4;

  private EgressProgram() {}

  static Program count() {
    return program(
        ProgramType.CGROUP_SKB,
        b -> {
          b.mov(SKB, R1).stw(R10, KEY, PACKETS).call(mapLookupElem(map(SENT), stack(KEY)));
          b.ifThen(R0.ne(0), packets -> packets.mov(R1, 1).aadd(R0, 0, R1));
          b.stw(R10, KEY, BYTES).call(mapLookupElem(map(SENT), stack(KEY)));
          b.ifThen(R0.ne(0), bytes -> bytes.load(R1, SKB, SkBuff.LEN).aadd(R0, 0, R1));
          b.mov(R0, ALLOW).exit();
        });
  }

  static ProgramSpec spec() {
    return ProgramSpec.of("cgroup_egress", ProgramType.CGROUP_SKB, count())
        .withAttachType(AttachType.CGROUP_INET_EGRESS)
        .withMap(SENT);
  }
}
