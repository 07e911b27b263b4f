package dev.jbpf.vm.place;

import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.memory.StoreRule;

/** The bytes of a context. */
final class ContextBytes {
  private final byte[] data;

  ContextBytes(byte[] data) {
    this.data = data;
  }

  ContextBytes u32(int offset, long value) {
    Bytes.store4(data, offset, value);
    return this;
  }

  ContextBytes u64(int offset, long value) {
    Bytes.store8(data, offset, value);
    return this;
  }

  /** Puts the bytes where contexts are; {@return their address} */
  long place(RunMemory memory, String name, StoreRule rule) {
    long base = AddressSpace.windowBase(AddressSpace.CONTEXT_WINDOW);
    memory.map(new ArrayRegion(name, base, data, rule));
    return base;
  }
}
