package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFlag;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.SharedRegion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of a map, by number. Memory comes in blocks, so that a large map costs what is in it.
 * A value of a per-CPU map is one for each CPU, side by side.
 */
final class Slab {
  private static final int BLOCK = 1024;

  private final AddressSpace space;
  private final MapDef<?, ?> def;
  private final int copies;
  private final int perBlock;
  private final List<SharedRegion> blocks = new ArrayList<>();

  Slab(AddressSpace space, MapDef<?, ?> def, int copies) {
    this.space = space;
    this.def = def;
    this.copies = copies;
    this.perBlock = Math.min(def.maxEntries(), BLOCK);
  }

  /** One block for all values, for maps whose values programs address directly. */
  static Slab contiguous(AddressSpace space, MapDef<?, ?> def) {
    Slab slab = new Slab(space, def, 1);
    slab.blocks.add(slab.newBlock(def.maxEntries()).orElseThrow(() -> slab.tooLarge()));
    return slab;
  }

  /** One block after the other for all values. */
  static Slab complete(AddressSpace space, MapDef<?, ?> def, int copies) {
    Slab slab = new Slab(space, def, copies);
    if (!slab.reach(def.maxEntries() - 1)) {
      throw slab.tooLarge();
    }
    return slab;
  }

  private IllegalArgumentException tooLarge() {
    return new IllegalArgumentException(
        "map " + def.name() + ": there is no memory for " + def.maxEntries() + " values");
  }

  private Optional<SharedRegion> newBlock(int values) {
    boolean readable = !def.flags().contains(MapFlag.WRONLY_PROG);
    boolean writable = !def.flags().contains(MapFlag.RDONLY_PROG);
    int count = (int) Math.min((long) values * copies, Integer.MAX_VALUE);
    return space.allocate(
        "values of map " + def.name(),
        new SharedRegion.Layout(def.valueSize(), count, readable, writable));
  }

  private SharedRegion block(int index) {
    int number = blocks.size() == 1 ? 0 : index / perBlock;
    return blocks.get(number);
  }

  private int within(int index, int copy) {
    return (blocks.size() == 1 ? index : index % perBlock) * copies + copy;
  }

  /** {@return whether there is memory for value {@code index}} Takes more if there is not. */
  boolean reach(int index) {
    while (blocks.size() * (long) perBlock <= index && !isContiguous()) {
      Optional<SharedRegion> more = newBlock(perBlock);
      if (more.isEmpty()) {
        return false;
      }
      blocks.add(more.get());
    }
    return true;
  }

  private boolean isContiguous() {
    return blocks.size() == 1 && blocks.get(0).length() >= (long) def.maxEntries() * stride();
  }

  private long stride() {
    return (def.valueSize() + 7L & ~7L) * copies;
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

  byte[] read(int index, int copy) {
    return block(index).read(within(index, copy));
  }

  void write(int index, int copy, byte[] value) {
    block(index).write(within(index, copy), value);
  }
}
