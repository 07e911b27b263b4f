package dev.jbpf.examples.profile;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Size;
import java.util.OptionalInt;

/** The program that counts the stack that it interrupts. */
final class SampleProgram {
  static final int MOST_FRAMES = 127;

  /** A process with its stacks: numbers in {@link #STACKS}, or negative where there is none. */
  record Key(int pid, int userStack, int kernelStack, @Size(16) String comm) {}

  static final MapDef<Key, Long> COUNTS =
      MapDef.hash("counts", Codec.record(Key.class), Codec.U64, 40_960);

  static final MapDef<Integer, long[]> STACKS = MapDef.stackTrace("stacks", MOST_FRAMES, 16_384);

  private SampleProgram() {}

  /** {@return the program that counts one process, or all but the idle one} */
  static Program countStacks(OptionalInt process) {
    return program(
        ProgramType.PERF_EVENT,
        b -> {
          b.mov(R6, R1).mov(R7, R10).add(R7, -32); // struct key
          b.call(getCurrentPidTgid()).rsh(R0, 32).store(R7, field("pid"), R0);
          b.ifThen(
              process.isPresent() ? R0.ne(process.getAsInt()) : R0.eq(0), t -> t.mov(R0, 0).exit());
          b.call(getStackid(reg(R6), map(STACKS), imm(HelperFlags.BPF_F_USER_STACK)))
              .store(R7, field("userStack"), R0);
          b.call(getStackid(reg(R6), map(STACKS), imm(0))).store(R7, field("kernelStack"), R0);
          b.call(getCurrentComm(at(R7, field("comm")), imm(16)));
          b.increment(COUNTS, -32).mov(R0, 0).exit();
        });
  }

  private static StructField field(String name) {
    return Codec.field(Key.class, name);
  }
}
