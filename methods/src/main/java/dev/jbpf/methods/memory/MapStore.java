package dev.jbpf.methods.memory;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A map: its definition, and in plain Java what is in it. */
public final class MapStore {
  private static final int EXISTS = -17;
  private static final int TOO_BIG = -7;
  private static final int NO_ENTRY = -2;
  private static final int INVALID = -22;

  private final MapDef<?, ?> definition;
  private final Map<Key, Area> entries = new LinkedHashMap<>();
  private final List<byte[]> records = new ArrayList<>();

  private record Key(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** An empty map of that definition. */
  public MapStore(MapDef<?, ?> definition) {
    this.definition = definition;
  }

  /** {@return its definition} */
  public MapDef<?, ?> definition() {
    return definition;
  }

  /** Takes everything out of it. */
  public void clear() {
    entries.clear();
    records.clear();
  }

  /** {@return the value of that key} */
  @Nullable Area find(Area key) {
    Key wanted = key(key);
    if (isArray()) {
      int index = index(key);
      return index < 0
          ? null
          : entries.computeIfAbsent(wanted, absent -> Area.of(new byte[definition.valueSize()]));
    }
    return definition.type() == MapType.LPM_TRIE
        ? longest(wanted).map(entries::get).orElse(null)
        : entries.get(wanted);
  }

  /** {@return 0, or the negative of an error number} */
  int update(Area key, Area value, long flags) {
    Key wanted = key(key);
    boolean isThere = isArray() || entries.containsKey(wanted);
    if (isArray() && index(key) < 0) {
      return TOO_BIG;
    }
    if (flags == 1 && isThere) {
      return EXISTS;
    }
    if (flags == 2 && !isThere) {
      return NO_ENTRY;
    }
    if (!isThere && entries.size() >= definition.maxEntries()) {
      if (!isForgetful()) {
        return TOO_BIG;
      }
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(wanted, Area.of(value.toBytes(definition.valueSize())));
    return 0;
  }

  /** {@return 0, or the negative of an error number} */
  int delete(Area key) {
    if (isArray()) {
      return INVALID;
    }
    return entries.remove(key(key)) == null ? NO_ENTRY : 0;
  }

  /** {@return how many entries were visited} Those that {@code body} adds are not. */
  long forEach(EntryBody body) {
    long count = 0;
    for (byte[] key : isArray() ? indexes() : keys()) {
      Area value = find(Area.of(key));
      if (value != null) {
        count++;
        if (body.isLast(Area.of(key), value)) {
          return count;
        }
      }
    }
    return count;
  }

  private List<byte[]> indexes() {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < definition.maxEntries(); i++) {
      Area key = Area.of(new byte[Integer.BYTES]);
      key.set32(0, i);
      all.add(key.toBytes(Integer.BYTES));
    }
    return all;
  }

  /** {@return a new record, to be handed over or taken back} */
  Area reserve(int size) {
    Area record = Area.of(new byte[size]);
    record.setOwner(this, size);
    return record;
  }

  /** Hands over the record of whichever ring, or takes it back. */
  static void finish(Area record, boolean isWanted) {
    Area.Owner owner = record.takeOwner();
    if (isWanted) {
      owner.ring().submit(record.toBytes(owner.size()));
    }
  }

  /** Keeps a record for Java. */
  void submit(byte[] record) {
    records.add(record);
  }

  /** {@return the records that were handed over, taken out} */
  public List<byte[]> drain() {
    List<byte[]> all = List.copyOf(records);
    records.clear();
    return all;
  }

  /** {@return the keys that are in it} */
  public List<byte[]> keys() {
    return entries.keySet().stream().map(Key::bytes).toList();
  }

  private boolean isForgetful() {
    return definition.type() == MapType.LRU_HASH || definition.type() == MapType.LRU_PERCPU_HASH;
  }

  private boolean isArray() {
    return definition.type() == MapType.ARRAY || definition.type() == MapType.PERCPU_ARRAY;
  }

  private int index(Area key) {
    int index = key.s32(0);
    return index >= 0 && index < definition.maxEntries() ? index : -1;
  }

  private Key key(Area key) {
    return new Key(key.toBytes(definition.key().size()));
  }

  private Optional<Key> longest(Key wanted) {
    Optional<Key> best = Optional.empty();
    for (Key key : entries.keySet()) {
      int bits = prefix(key);
      boolean fits = bits <= prefix(wanted) && firstDifference(key, wanted).orElse(bits) >= bits;
      if (fits && bits > best.map(MapStore::prefix).orElse(-1)) {
        best = Optional.of(key);
      }
    }
    return best;
  }

  private static int prefix(Key key) {
    return Area.of(key.bytes()).s32(0);
  }

  /** The first bit behind the length that differs. */
  private static OptionalInt firstDifference(Key one, Key other) {
    for (int i = Integer.BYTES; i < one.bytes().length; i++) {
      int difference = (one.bytes()[i] ^ other.bytes()[i]) & 0xff;
      if (difference != 0) {
        int leading = Integer.numberOfLeadingZeros(difference) - (Integer.SIZE - Byte.SIZE);
        return OptionalInt.of((i - Integer.BYTES) * Byte.SIZE + leading);
      }
    }
    return OptionalInt.empty();
  }
}
