package dev.jbpf.examples.memcpy;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.reg;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.getCurrentPidTgid;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.PtRegs;

/** The programs as they are written with registers, to compare with. */
final class InRegisters {
  private InRegisters() {}

  static ProgramDef printSize(String function, int printer) {
    return Definition.named("memcpy_kprobe")
        .in("kprobe/" + function)
        .build(
            b -> {
              b.load(R6, R1, PtRegs.host().parameter(3));
              b.call(getCurrentPidTgid());
              b.mov32(R0, R0);
              b.ifThen(R0.ne(printer), t -> t.printk(-32, function + " size %lu", reg(R6)));
              b.mov(R0, 0).exit();
            });
  }

  static ProgramDef countSizes() {
    return Definition.named("memcpy_stat")
        .in("kprobe/memcpy")
        .build(
            b -> {
              b.load(R1, R1, PtRegs.host().parameter(3));
              b.ifThen(R1.gt(1024), t -> t.mov(R1, 1024));
              b.add(R1, 63).rsh(R1, 6); // 0, 1 to 64, 65 to 128 …
              b.stxw(R10, -4, R1);
              b.call(mapLookupElem(map(MemcpyStat.COUNTS), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.mov(R1, 1).atomicAdd(R0, 0, R1));
              b.mov(R0, 0).exit();
            });
  }
}
