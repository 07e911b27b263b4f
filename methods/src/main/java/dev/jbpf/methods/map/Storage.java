package dev.jbpf.methods.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;
import org.jspecify.annotations.Nullable;

/**
 * Values that sockets, tasks, inodes or groups have: they go when what has them goes. The virtual
 * machine has none of these.
 *
 * @param <V> what Java has for values
 */
@Vocabulary
public final class Storage<V> {
  private static final long CREATE = 1;

  private final MapStore store;
  private final Codec<V> codec;

  private Storage(MapStore store, Codec<V> codec) {
    this.store = store;
    this.codec = codec;
  }

  /** {@return the values of that definition} */
  public static <V> Storage<V> of(MapDef<Integer, V> definition) {
    return new Storage<>(new MapStore(definition), definition.value());
  }

  /** {@return the place of a socket's value, made if need be; null where that fails; since 5.2} */
  public @Nullable Cell<V> ofSocket(Area socket) {
    return cell(Helpers.skStorageGet(store, socket, null, CREATE));
  }

  /** {@return the place of a task's value, made if need be; null where that fails; since 5.11} */
  public @Nullable Cell<V> ofTask(Area task) {
    return cell(Helpers.taskStorageGet(store, task, null, CREATE));
  }

  /** {@return the place of an inode's value, made if need be; null where that fails; since 5.10} */
  public @Nullable Cell<V> ofInode(Area inode) {
    return cell(Helpers.inodeStorageGet(store, inode, null, CREATE));
  }

  /** {@return the place of a group's value, made if need be; null where that fails; since 6.2} */
  public @Nullable Cell<V> ofGroup(Area group) {
    return cell(Helpers.cgrpStorageGet(store, group, null, CREATE));
  }

  private @Nullable Cell<V> cell(@Nullable Area found) {
    return found == null ? null : new Cell<>(found, codec);
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }
}
