package dev.jbpf.methods.map;

import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.memory.TraceCalls;

/** Stacks, by numbers. In plain Java all are number 0. */
@Vocabulary
public final class Stacks {
  private final MapStore store;

  private Stacks(MapStore store) {
    this.store = store;
  }

  /** {@return the stacks of that definition} */
  public static Stacks of(MapDef<Integer, long[]> definition) {
    return new Stacks(new MapStore(definition));
  }

  /** {@return the number of the kernel's stack, below 0 where there is none} */
  public int kernel(Area context) {
    return (int) TraceCalls.stack(context, store, 0);
  }

  /** {@return the number of the process's stack, below 0 where there is none} */
  public int user(Area context) {
    return (int) TraceCalls.stack(context, store, HelperFlags.BPF_F_USER_STACK);
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }
}
