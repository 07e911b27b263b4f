package dev.jbpf.examples.gethostlatency;

import static dev.jbpf.dsl.Arg.at;
import static dev.jbpf.dsl.Arg.imm;
import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.reg;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.getCurrentComm;
import static dev.jbpf.dsl.Helpers.getCurrentPidTgid;
import static dev.jbpf.dsl.Helpers.ktimeGetNs;
import static dev.jbpf.dsl.Helpers.mapDeleteElem;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.dsl.Helpers.mapUpdateElem;
import static dev.jbpf.dsl.Helpers.probeReadKernel;
import static dev.jbpf.dsl.Helpers.probeReadUserStr;
import static dev.jbpf.dsl.Helpers.ringbufReserve;
import static dev.jbpf.dsl.Helpers.ringbufSubmit;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.gethostlatency.LookupPrograms.Event;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.map.Codec;

/** The programs as they are written with registers, to compare with. */
final class InRegisters {
  /** Where on the stack a call is: when it began, and the name of 80 bytes. */
  private static final int CALL = -88;

  private static final int THREAD = -96;

  private InRegisters() {}

  static ProgramDef enter() {
    return Definition.named("enter")
        .in("uprobe")
        .build(
            b -> {
              b.load(R6, R1, PtRegs.host().parameter(1));
              b.unrolled(0, 10, (t, i) -> t.stdw(R10, CALL + 8 + 8 * i, 0));
              b.call(ktimeGetNs()).stxdw(R10, CALL, R0);
              b.call(probeReadUserStr(stack(CALL + 8), imm(80), reg(R6)));
              b.call(getCurrentPidTgid()).stxdw(R10, THREAD, R0);
              b.call(mapUpdateElem(map(LookupPrograms.CALLS), stack(THREAD), stack(CALL), imm(0)));
              b.mov(R0, 0).exit();
            });
  }

  static ProgramDef exit() {
    return Definition.named("exit")
        .in("uretprobe")
        .since(5, 8)
        .build(
            b -> {
              b.call(getCurrentPidTgid()).stxdw(R10, THREAD, R0);
              b.mov(R8, R0).rsh(R8, 32);
              b.call(mapLookupElem(map(LookupPrograms.CALLS), stack(THREAD)));
              b.ifThen(R0.eq(0), t -> t.mov(R0, 0).exit());
              b.mov(R6, R0);
              b.call(
                  ringbufReserve(
                      map(LookupPrograms.EVENTS), imm(LookupPrograms.EVENT.size()), imm(0)));
              b.ifThen(
                  R0.ne(0),
                  t -> {
                    t.mov(R7, R0);
                    t.call(ktimeGetNs());
                    t.ldxdw(R1, R6, 0);
                    t.sub(R0, R1);
                    t.store(R7, Codec.field(Event.class, "duration"), R0);
                    t.store(R7, Codec.field(Event.class, "pid"), R8);
                    t.call(getCurrentComm(at(R7, 12), imm(16)));
                    t.call(probeReadKernel(at(R7, 28), imm(80), at(R6, 8)));
                    t.stw(R7, 108, 0);
                    t.call(ringbufSubmit(reg(R7), imm(0)));
                  });
              b.call(mapDeleteElem(map(LookupPrograms.CALLS), stack(THREAD)));
              b.mov(R0, 0).exit();
            });
  }
}
