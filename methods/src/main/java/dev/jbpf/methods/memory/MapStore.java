package dev.jbpf.methods.memory;

import dev.jbpf.map.MapDef;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.plain.JavaMachine;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import dev.jbpf.vm.map.UserRingBuffer;
import java.util.List;

/** A map: its definition, and in plain Java that of the machine that runs the program. */
@Vocabulary
public final class MapStore {
  private final MapDef<?, ?> definition;

  /** A map of that definition. */
  public MapStore(MapDef<?, ?> definition) {
    this.definition = definition;
  }

  /** {@return its definition} */
  public MapDef<?, ?> definition() {
    return definition;
  }

  /** {@return the map itself: for plain Java} */
  public TypedMap<?, ?> map() {
    return JavaMachine.current().map(definition);
  }

  /** Takes everything out of it. */
  public void clear() {
    JavaMachine.current().clear(definition);
  }

  /** {@return whether a user ring buffer had room for {@code record}} */
  public boolean submit(byte[] record) {
    return ((UserRingBuffer) map().raw()).submit(record);
  }

  /** {@return the records that were handed over through a ring buffer, taken out} */
  public List<byte[]> drain() {
    return ((RingBuffer) map().raw()).drain();
  }
}
