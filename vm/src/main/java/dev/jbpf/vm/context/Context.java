package dev.jbpf.vm.context;

import dev.jbpf.vm.memory.Memory;
import dev.jbpf.vm.memory.PacketMemory;

/** What a run is given: memory, and what is in r1 and r2 at the start. */
public interface Context {
  /** Nothing: r1 and r2 are zero. */
  Context NONE = (memory, packet) -> 0;

  /** Puts the context's memory where the program finds it; returns r1. */
  long place(Memory memory, PacketMemory packet);

  /** {@return r2: zero, where programs of the kind get one argument} */
  default long second() {
    return 0;
  }

  /** {@return {@code data} itself as memory: r1 points to it, r2 holds its length} */
  static Context of(byte[] data) {
    return new RawMemory(data);
  }
}
