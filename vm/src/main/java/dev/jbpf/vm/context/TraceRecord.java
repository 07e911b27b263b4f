package dev.jbpf.vm.context;

import dev.jbpf.vm.memory.Memory;
import dev.jbpf.vm.memory.PacketMemory;
import dev.jbpf.vm.memory.StoreRule;

/**
 * A record of a tracepoint, or any other structure that r1 points to and that programs only read.
 *
 * @param bytes the record itself, its common fields included; not a copy
 */
public record TraceRecord(byte[] bytes) implements Context {
  @Override
  public long place(Memory memory, PacketMemory packet) {
    return new Fields(bytes).place(memory, "record", StoreRule.NONE);
  }
}
