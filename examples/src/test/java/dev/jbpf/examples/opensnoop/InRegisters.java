package dev.jbpf.examples.opensnoop;

import static dev.jbpf.dsl.Arg.at;
import static dev.jbpf.dsl.Arg.imm;
import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.reg;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.getCurrentComm;
import static dev.jbpf.dsl.Helpers.getCurrentPidTgid;
import static dev.jbpf.dsl.Helpers.mapDeleteElem;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.dsl.Helpers.mapUpdateElem;
import static dev.jbpf.dsl.Helpers.probeReadUserStr;
import static dev.jbpf.dsl.Helpers.ringbufReserve;
import static dev.jbpf.dsl.Helpers.ringbufSubmit;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.map.Codec;
import java.util.OptionalInt;

/** The programs as they are written with registers, to compare with. */
final class InRegisters {
  private InRegisters() {}

  static ProgramDef enter(TracepointFormat format, int self, OptionalInt process) {
    return Definition.named("enter")
        .in("tracepoint/syscalls/" + format.name())
        .build(
            b -> {
              b.load(R6, R1, format.field("filename"));
              b.call(getCurrentPidTgid());
              b.stxdw(R10, -8, R0);
              b.rsh(R0, 32);
              b.ifThen(
                  process.isPresent() ? R0.ne(process.getAsInt()) : R0.eq(self),
                  t -> t.mov(R0, 0).exit());
              b.stxdw(R10, -16, R6);
              b.call(mapUpdateElem(map(OpenPrograms.PATHS), stack(-8), stack(-16), imm(0)));
              b.mov(R0, 0).exit();
            });
  }

  static ProgramDef exit(TracepointFormat format) {
    Codec<OpenPrograms.Event> event = OpenPrograms.EVENT;
    return Definition.named("exit")
        .in("tracepoint/syscalls/" + format.name())
        .since(5, 8)
        .build(
            b -> {
              b.load(R6, R1, format.field("ret"));
              b.call(getCurrentPidTgid());
              b.stxdw(R10, -8, R0);
              b.mov(R7, R0).rsh(R7, 32);
              b.call(mapLookupElem(map(OpenPrograms.PATHS), stack(-8)));
              b.ifThen(R0.eq(0), t -> t.mov(R0, 0).exit());
              b.ldxdw(R8, R0, 0);
              b.call(mapDeleteElem(map(OpenPrograms.PATHS), stack(-8)));
              b.call(ringbufReserve(map(OpenPrograms.EVENTS), imm(event.size()), imm(0)));
              b.ifThen(
                      R0.ne(0),
                      t -> {
                        t.mov(R9, R0);
                        t.store(R9, Codec.field(OpenPrograms.Event.class, "pid"), R7);
                        t.store(R9, Codec.field(OpenPrograms.Event.class, "result"), R6);
                        t.call(getCurrentComm(at(R9, 8), imm(16)));
                        t.call(probeReadUserStr(at(R9, 24), imm(256), reg(R8)));
                        t.call(ringbufSubmit(reg(R9), imm(0)));
                      })
                  .orElse(t -> t.stw(R10, -4, 0).increment(OpenPrograms.LOST, -4));
              b.mov(R0, 0).exit();
            });
  }
}
