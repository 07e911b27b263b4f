package dev.jbpf.examples.tracex1;

import static dev.jbpf.dsl.Arg.imm;
import static dev.jbpf.dsl.Arg.reg;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.probeReadKernel;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.runtime.symbols.KernelTypes;

/** The program as it is written with registers, to compare with. */
final class InRegisters {
  private InRegisters() {}

  static ProgramDef printLoopback() {
    return Definition.named("tracex1")
        .in("kprobe/__netif_receive_skb_core")
        .build(
            b -> {
              b.load(R6, R1, PtRegs.host().parameter(1));
              b.call(probeReadKernel(stack(-8), imm(8), reg(R6)));
              b.ldxdw(R6, R10, -8); // the packet
              b.readKernel(-8, R6, KernelTypes.field("sk_buff", "dev"));
              b.ldxdw(R7, R10, -8);
              b.readKernel(-8, R6, KernelTypes.field("sk_buff", "len"));
              b.ldxw(R8, R10, -8);
              b.add(R7, KernelTypes.field("net_device", "name").offset());
              b.call(probeReadKernel(stack(-16), imm(16), reg(R7)));
              b.ldxb(R1, R10, -16);
              b.ifThen(R1.ne('l'), t -> t.mov(R0, 0).exit());
              b.ldxb(R1, R10, -15);
              b.ifThen(R1.ne('o'), t -> t.mov(R0, 0).exit());
              b.printk(-32, "skb %p len %d", reg(R6), reg(R8));
              b.mov(R0, 0).exit();
            });
  }
}
