package dev.jbpf.examples.values.mallocs;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;

/** The program, at {@code malloc} of the C library. */
public final class MallocProgram {
  /** A process with the stack that asks. */
  public record Key(int pid, int stack) {}

  /** What it has asked for. */
  public record Sum(long calls, long bytes) {}

  /** By process and stack. */
  public static final MapDef<Key, Sum> SUMS =
      MapDef.hash("sums", Codec.record(Key.class), Codec.record(Sum.class), 10_240);

  /** The stacks by their numbers. */
  public static final MapDef<Integer, long[]> STACKS = MapDef.stackTrace("stacks", 64, 4096);

  private MallocProgram() {}

  /** {@return the program} */
  public static ProgramDef define() {
    return Probe.uprobe("mallocs")
        .build(
            p -> {
              Cell<Key> key = p.record(Key.class, p.pid(), p.userStack(STACKS));
              Cell<Sum> sum = p.map(SUMS).findOrInsert(key).orReturn(0);
              sum.at(Sum::calls).addAtomic(1);
              sum.at(Sum::bytes).addAtomic(p.argument(1));
              p.exit(0);
            });
  }
}
