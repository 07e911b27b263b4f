package dev.jbpf.methods.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.memory.TraceCalls;

/** An array of programs, to go on in. In plain Java it is empty. */
@Vocabulary
public final class Programs {
  private final MapStore store;

  private Programs(MapStore store) {
    this.store = store;
  }

  /** {@return the array of that definition} */
  public static Programs of(MapDef<Integer, Long> definition) {
    return new Programs(new MapStore(definition));
  }

  /** Goes on in the program of that number, if there is one; else comes back. */
  public void call(Area context, int index) {
    TraceCalls.tailCall(context, store, index);
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }
}
