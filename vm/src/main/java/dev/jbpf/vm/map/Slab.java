package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.SharedRegion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of a map, by number. Memory comes in blocks, so that a large map costs what is in it.
 * A value of a per-CPU map is one for each CPU, side by side.
 */
final class Slab {
  /** A block has at most so many values, and bytes. */
  private static final int BLOCK = 1_024;

  private static final long BLOCK_BYTES = 1 << 20;

  private final AddressSpace space;
  private final MapDef<?, ?> def;
  private final int copies;
  private final int values;
  private final int perBlock;
  private final KernelFields fields;
  private final Map<Integer, Long> generations = new ConcurrentHashMap<>();
  private final List<SharedRegion> blocks = new ArrayList<>();

  private Slab(AddressSpace space, MapDef<?, ?> def, int copies, int values, int perBlock) {
    this.space = space;
    this.def = def;
    this.copies = copies;
    this.values = values;
    this.perBlock = perBlock;
    this.fields = KernelFields.of(def);
  }

  /** Memory that comes as it is needed, for that many values with one copy or more each. */
  static Slab growing(AddressSpace space, MapDef<?, ?> def, int copies, int values) {
    long large = Math.max(1, BLOCK_BYTES / stride(def, copies));
    return new Slab(space, def, copies, values, (int) Math.min(Math.min(values, BLOCK), large));
  }

  /** One block for all values, for maps whose values programs address directly. */
  static Slab contiguous(AddressSpace space, MapDef<?, ?> def) {
    return new Slab(space, def, 1, def.maxEntries(), def.maxEntries()).complete();
  }

  /** One block after the other for all values. */
  static Slab complete(AddressSpace space, MapDef<?, ?> def, int copies) {
    return growing(space, def, copies, def.maxEntries()).complete();
  }

  private Slab complete() {
    if (!reach(values - 1)) {
      close();
      throw new IllegalArgumentException(
          "map "
              + def.name()
              + ": there is no memory for "
              + values
              + " values; VmOptions.withMemory gives a machine more");
    }
    return this;
  }

  private Optional<SharedRegion> newBlock() {
    boolean readable = !def.flags().contains(MapFlag.WRONLY_PROG);
    boolean writable = !def.flags().contains(MapFlag.RDONLY_PROG);
    long count = (long) perBlock * copies;
    return count > Integer.MAX_VALUE
        ? Optional.empty()
        : space.allocate(
            "values of map " + def.name(),
            new SharedRegion.Layout(def.valueSize(), (int) count, readable, writable));
  }

  private SharedRegion block(int index) {
    return blocks.get(index / perBlock);
  }

  private int within(int index, int copy) {
    return index % perBlock * copies + copy;
  }

  /** {@return whether there is memory for value {@code index}} Takes more if there is not. */
  boolean reach(int index) {
    while (blocks.size() * (long) perBlock <= index) {
      Optional<SharedRegion> more = newBlock();
      if (more.isEmpty()) {
        return false;
      }
      blocks.add(more.get());
    }
    return true;
  }

  /** Gives all memory back. */
  void close() {
    blocks.forEach(space::free);
    blocks.clear();
  }

  private static long stride(MapDef<?, ?> def, int copies) {
    return (def.valueSize() + 7L & ~7L) * copies;
  }

  /** {@return how many values there can be} */
  int values() {
    return values;
  }

  int copies() {
    return copies;
  }

  long address(int index, int copy) {
    return block(index).addressOf(within(index, copy));
  }

  ByteBuffer view(int index, int copy) {
    return block(index).view(within(index, copy));
  }

  /** {@return the value, without what the kernel keeps there} */
  byte[] read(int index, int copy) {
    byte[] value = block(index).read(within(index, copy));
    fields.hide(value);
    return value;
  }

  /** Replaces the value, all but its lock. */
  void write(int index, int copy, byte[] value) {
    fields.write(view(index, copy), value);
    if (!fields.others().isEmpty()) {
      generations.merge(index, 1L, Long::sum);
    }
  }

  /**
   * {@return a number that changes when the value is written as a whole: what the kernel kept there
   * is gone then}
   */
  long generation(int index) {
    return generations.getOrDefault(index, 0L);
  }

  /** {@return whether values have a lock} */
  boolean hasLock() {
    return fields.lock().isPresent();
  }

  /** As {@link #write}, while nobody else holds the lock. */
  void writeAlone(int index, int copy, byte[] value) {
    SharedRegion region = block(index);
    long address = region.addressOf(within(index, copy)) + fields.lock().orElseThrow();
    region.alone(address, () -> write(index, copy, value));
  }

  /** The value is to be another entry's: its lock is free. */
  void renew(int index) {
    fields.lock().ifPresent(at -> view(index, 0).putInt(at, 0));
  }
}
