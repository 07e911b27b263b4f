package dev.jbpf.examples.bitesize;

import static dev.jbpf.dsl.Arg.imm;
import static dev.jbpf.dsl.Arg.reg;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.probeReadKernel;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.TracepointFormat;

/** The program as it is written with registers, to compare with. */
final class InRegisters {
  private InRegisters() {}

  static ProgramDef countSizes(TracepointFormat issue) {
    return Definition.named("bitesize")
        .in("tracepoint/block/block_rq_issue")
        .build(
            b -> {
              b.mov(R6, R1);
              b.addressOf(R1, R6, issue.field("comm"));
              b.call(probeReadKernel(stack(-24), imm(16), reg(R1)));
              b.load(R7, R6, issue.field("bytes"));
              b.rsh(R7, 10);
              b.log2(R8, R7);
              b.stxdw(R10, -8, R8);
              b.increment(Bitesize.DIST, -24);
              b.mov(R0, 0).exit();
            });
  }
}
