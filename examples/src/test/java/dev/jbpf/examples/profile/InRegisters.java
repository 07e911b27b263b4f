package dev.jbpf.examples.profile;

import static dev.jbpf.dsl.Arg.imm;
import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.reg;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.getCurrentComm;
import static dev.jbpf.dsl.Helpers.getCurrentPidTgid;
import static dev.jbpf.dsl.Helpers.getStackid;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import java.util.OptionalInt;

/** The program as it is written with registers, to compare with. */
final class InRegisters {
  private static final int USER = 1 << 8;

  private InRegisters() {}

  static ProgramDef countStacks(OptionalInt process) {
    return Definition.named("profile")
        .in("perf_event")
        .build(
            b -> {
              b.mov(R6, R1);
              b.call(getCurrentPidTgid());
              b.rsh(R0, 32);
              b.ifThen(
                  process.isPresent() ? R0.ne(process.getAsInt()) : R0.eq(0),
                  t -> t.mov(R0, 0).exit());
              b.stxw(R10, -32, R0);
              b.call(getStackid(reg(R6), map(SampleProgram.STACKS), imm(USER)));
              b.stxw(R10, -28, R0);
              b.call(getStackid(reg(R6), map(SampleProgram.STACKS), imm(0)));
              b.stxw(R10, -24, R0);
              b.call(getCurrentComm(stack(-20), imm(16)));
              b.increment(SampleProgram.COUNTS, -32);
              b.mov(R0, 0).exit();
            });
  }
}
