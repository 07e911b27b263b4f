package dev.jbpf.examples.tcclassify;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.TcAction;

/** The program as it is written with registers, to compare with. */
final class InRegisters {
  private InRegisters() {}

  static ProgramDef classify() {
    return Definition.named("tc_classify")
        .in("tc")
        .build(
            b -> {
              b.mov(R6, R1);
              b.mov(R7, 0);
              b.load(R2, R6, SkBuff.DATA);
              b.load(R3, R6, SkBuff.DATA_END);
              b.mov(R4, R2).add(R4, 34);
              b.ifThen(
                  R4.le(R3),
                  t -> {
                    t.ldxh(R4, R2, 12).be16(R4);
                    t.ifThen(
                        R4.eq(0x0800),
                        u -> {
                          u.ldxb(R4, R2, 23).stxw(R10, -4, R4);
                          u.call(mapLookupElem(map(ClassProgram.CLASS_OF), stack(-4)));
                          u.ifThen(R0.ne(0), v -> v.ldxw(R7, R0, 0));
                        });
                  });
              b.store(R6, SkBuff.MARK, R7);
              b.stxw(R10, -4, R7);
              b.call(mapLookupElem(map(ClassProgram.SUMS), stack(-4)));
              b.ifThen(
                  R0.ne(0),
                  t -> {
                    t.mov(R1, 1).atomicAdd(R0, 0, R1);
                    t.load(R1, R6, SkBuff.LEN).atomicAdd(R0, 8, R1);
                  });
              b.mov(R0, TcAction.UNSPEC.value()).exit();
            });
  }
}
