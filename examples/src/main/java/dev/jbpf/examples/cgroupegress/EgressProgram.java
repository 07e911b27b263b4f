package dev.jbpf.examples.cgroupegress;


import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;

/** The program: counts packets and their bytes, from the network header on, and lets all pass. */
final class EgressProgram {
  static final int PACKETS = 0;
  static final int BYTES = 1;

  static final MapDef<Integer, Long> SENT = MapDef.array("sent", Codec.U64, 2);

  private static final int ALLOW = 1;

  private EgressProgram() {}

  static Program count() {
    return Probe.groupEgress("cgroup_egress")
        .build(
            p -> {
              p.map(SENT).find(PACKETS).ifPresent(packets -> packets.addAtomic(1));
              p.map(SENT).find(BYTES).ifPresent(bytes -> bytes.addAtomic(p.length()));
              p.exit(ALLOW);
            })
        .program();
  }

  static ProgramSpec spec() {
    return ProgramSpec.of("cgroup_egress", ProgramType.CGROUP_SKB, count())
        .withAttachType(AttachType.CGROUP_INET_EGRESS)
        .withMap(SENT);
  }
}
