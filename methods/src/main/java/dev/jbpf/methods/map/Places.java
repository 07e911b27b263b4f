package dev.jbpf.methods.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;

/** Where packets can be sent: interfaces, CPUs, sockets, by number. */
@Vocabulary
public final class Places {
  private final MapStore store;

  private Places(MapStore store) {
    this.store = store;
  }

  /** {@return the places of that definition: of interfaces, CPUs, or sockets of AF_XDP} */
  public static Places of(MapDef<?, Long> definition) {
    return new Places(new MapStore(definition));
  }

  /** {@return what a program returns to send its packet there; {@code otherwise} if none is} */
  public int redirect(int index, int otherwise) {
    return (int) Helpers.redirectMap(store, index, otherwise);
  }

  /** {@return 1, or 0 where none is: a packet of sockets goes to the socket of that number} */
  public int redirectPacket(Area context, int index, long flags) {
    return (int) Helpers.skRedirectMap(context, store, index, flags);
  }

  /** {@return 1, or 0 where none is: a message of sockets goes to the socket of that number} */
  public int redirectMessage(Area context, int index, long flags) {
    return (int) Helpers.msgRedirectMap(context, store, index, flags);
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }
}
