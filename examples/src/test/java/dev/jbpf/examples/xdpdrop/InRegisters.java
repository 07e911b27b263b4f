package dev.jbpf.examples.xdpdrop;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.isa.Reg.*;
import static dev.jbpf.kernel.Protocols.IPPROTO_UDP;

import dev.jbpf.code.Label;
import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.kernel.XdpMd;

/** The program as it is written with registers, to compare with. */
final class InRegisters {
  private static final Label PASS = Label.named("pass");

  private InRegisters() {}

  static ProgramDef countAndDrop(int port) {
    return Definition.named("xdp_drop")
        .in("xdp")
        .build(
            b -> {
              b.mov(R7, DropProgram.OTHER);
              b.load(R2, R1, XdpMd.DATA);
              b.load(R3, R1, XdpMd.DATA_END);
              b.mov(R4, R2).add(R4, 34);
              b.jumpIf(R4.gt(R3), PASS);
              b.ldxh(R4, R2, 12).be16(R4);
              b.jumpIf(R4.ne(0x0800), PASS);
              b.ldxb(R7, R2, 23);
              b.jumpIf(R7.ne(IPPROTO_UDP), PASS);
              b.ldxh(R4, R2, 20).be16(R4).and(R4, 0x1fff);
              b.jumpIf(R4.ne(0), PASS);
              b.ldxb(R4, R2, 14).and(R4, 15).lsh(R4, 2);
              b.jumpIf(R4.lt(20), PASS);
              b.add(R2, R4);
              b.mov(R4, R2).add(R4, 22);
              b.jumpIf(R4.gt(R3), PASS);
              b.ldxh(R4, R2, 16).be16(R4);
              b.jumpIf(R4.ne(port), PASS);
              b.stw(R10, -4, IPPROTO_UDP);
              b.call(mapLookupElem(map(DropProgram.PACKETS), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.ldxdw(R1, R0, 0).add(R1, 1).stxdw(R0, 0, R1));
              b.stw(R10, -4, 0);
              b.call(mapLookupElem(map(DropProgram.DROPPED), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.ldxdw(R1, R0, 0).add(R1, 1).stxdw(R0, 0, R1));
              b.mov(R0, XdpAction.DROP.value()).exit();
              b.bind(PASS);
              b.stxw(R10, -4, R7);
              b.call(mapLookupElem(map(DropProgram.PACKETS), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.ldxdw(R1, R0, 0).add(R1, 1).stxdw(R0, 0, R1));
              b.mov(R0, XdpAction.PASS.value()).exit();
            });
  }
}
