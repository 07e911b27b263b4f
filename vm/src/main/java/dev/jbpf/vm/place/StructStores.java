package dev.jbpf.vm.place;

import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.StoreRule;

/** Programs change those members of a structure that whoever gives it says. */
record StructStores(StructContext struct) implements StoreRule {
  @Override
  public boolean store(byte[] data, int index, int size, long value) {
    if (!struct.isWritable(index, size)) {
      return false;
    }
    Bytes.store(data, index, size, value);
    return true;
  }
}
