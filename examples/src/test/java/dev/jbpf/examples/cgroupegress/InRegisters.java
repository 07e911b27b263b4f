package dev.jbpf.examples.cgroupegress;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.SkBuff;

/** The program as it is written with registers, to compare with. */
final class InRegisters {
  private InRegisters() {}

  static ProgramDef count() {
    return Definition.named("cgroup_egress")
        .in("cgroup_skb/egress")
        .build(
            b -> {
              b.mov(R6, R1);
              b.stw(R10, -4, EgressProgram.PACKETS);
              b.call(mapLookupElem(map(EgressProgram.SENT), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.mov(R1, 1).atomicAdd(R0, 0, R1));
              b.stw(R10, -4, EgressProgram.BYTES);
              b.call(mapLookupElem(map(EgressProgram.SENT), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.load(R1, R6, SkBuff.LEN).atomicAdd(R0, 0, R1));
              b.mov(R0, 1).exit();
            });
  }
}
