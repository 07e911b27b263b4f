package dev.jbpf.examples.profile;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Size;
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
    return Probe.perfEvent("profile")
        .build(
            p -> {
              U32 pid = p.pid();
              p.when(process.isPresent() ? pid.ne(process.getAsInt()) : pid.eq(0), () -> p.exit(0));
              Cell<Key> key = p.record(Key.class).set(Key::pid, pid);
              key.set(Key::userStack, p.userStack(STACKS));
              key.set(Key::kernelStack, p.kernelStack(STACKS));
              p.command(key.at(Key::comm));
              p.map(COUNTS).increment(key);
              p.exit(0);
            })
        .program();
  }
}
