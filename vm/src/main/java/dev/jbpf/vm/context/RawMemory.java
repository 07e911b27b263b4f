package dev.jbpf.vm.context;

import dev.jbpf.vm.memory.Memory;
import dev.jbpf.vm.memory.PacketLayout;
import dev.jbpf.vm.memory.PacketMemory;

/** Bytes, and no structure around them. */
record RawMemory(byte[] data) implements Context {
  @Override
  public long place(Memory memory, PacketMemory packet) {
    packet.set("memory", data, PacketLayout.ETHERNET, PacketMemory.NOBODY);
    return PacketMemory.base();
  }

  @Override
  public long second() {
    return data.length;
  }
}
