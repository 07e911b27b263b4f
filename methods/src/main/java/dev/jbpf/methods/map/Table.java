package dev.jbpf.methods.map;

import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.layout.BpfTimer;
import dev.jbpf.methods.intrinsic.CallbackCalls;
import dev.jbpf.methods.intrinsic.MapCalls;
import dev.jbpf.methods.intrinsic.TimerCalls;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.memory.Member;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map of keys to values, in a static final field of the class of the program. In plain Java it
 * holds entries of its own.
 *
 * @param <K> what Java has for keys
 * @param <V> what Java has for values; of maps with a value for each CPU, for those of one
 */
@Vocabulary
public final class Table<K, V> {

  private final MapStore store;
  private final Codec<K> key;
  private final Codec<V> value;

  private Table(MapDef<?, ?> definition, Codec<K> key, Codec<V> value) {
    this.store = new MapStore(definition);
    this.key = key;
    this.value = value;
  }

  /**
   * {@return the map of that definition}
   *
   * @throws IllegalArgumentException if it has a value for each CPU
   */
  public static <K, V> Table<K, V> of(MapDef<K, V> definition) {
    if (MapDef.isPerCpu(definition.type())) {
      throw new IllegalArgumentException(
          definition.name() + " has a value for each CPU: Table.perCpu(…)");
    }
    return new Table<>(definition, definition.key(), definition.value());
  }

  /** {@return the map of that definition, with the value of the CPU that runs the program} */
  public static <K, V> Table<K, V> perCpu(MapDef<K, List<V>> definition) {
    return new Table<>(definition, definition.key(), ((PerCpuCodec<V>) definition.value()).value());
  }

  /** {@return its definition} */
  public MapDef<?, ?> definition() {
    return store.definition();
  }

  /** {@return the place of the value of {@code wanted}; null where there is none} */
  public @Nullable Cell<V> find(K wanted) {
    Area found = MapCalls.find(store, Area.holding(key, wanted));
    return found == null ? null : new Cell<>(found, value);
  }

  /** {@return the place of the value of the key that is in {@code wanted}; null if none} */
  public @Nullable Cell<V> find(Cell<K> wanted) {
    Area found = MapCalls.find(store, wanted.area());
    return found == null ? null : new Cell<>(found, value);
  }

  /** {@return 0, or the negative of an error number: gives {@code wanted} what is in the cell} */
  public long put(K wanted, Cell<V> content) {
    return MapCalls.update(store, Area.holding(key, wanted), content.area(), UpdateFlags.BPF_ANY);
  }

  /** {@return 0, or the negative of an error number: gives the key the value} */
  public long put(Cell<K> wanted, Cell<V> content) {
    return MapCalls.update(store, wanted.area(), content.area(), UpdateFlags.BPF_ANY);
  }

  /** {@return 0, or the negative of an error number: gives {@code wanted} the value} */
  public long put(K wanted, V content) {
    return MapCalls.update(
        store, Area.holding(key, wanted), Area.holding(value, content), UpdateFlags.BPF_ANY);
  }

  /** {@return 0, or the negative of an error number: gives {@code wanted} one if it has none} */
  public long putIfAbsent(K wanted, V content) {
    return MapCalls.update(
        store, Area.holding(key, wanted), Area.holding(value, content), UpdateFlags.BPF_NOEXIST);
  }

  /** {@return 0, or the negative of an error number: changes the value of {@code wanted}} */
  public long replace(K wanted, V content) {
    return MapCalls.update(
        store, Area.holding(key, wanted), Area.holding(value, content), UpdateFlags.BPF_EXIST);
  }

  /** {@return the place of the value of another CPU; null where there is none; since 5.19} */
  public @Nullable Cell<V> findOn(K wanted, int cpu) {
    Area found = Helpers.mapLookupPercpuElem(store, Area.holding(key, wanted), cpu);
    return found == null ? null : new Cell<>(found, value);
  }

  /** {@return 0, or the negative of an error number: takes {@code wanted} out} */
  public long remove(K wanted) {
    return MapCalls.delete(store, Area.holding(key, wanted));
  }

  /** {@return the place of the value of {@code wanted}, zero at first; null where it is full} */
  public @Nullable Cell<V> findOrInsert(K wanted) {
    return findOrInsert(Area.holding(key, wanted));
  }

  /** {@return as the other, of the key that is in {@code wanted}} */
  public @Nullable Cell<V> findOrInsert(Cell<K> wanted) {
    return findOrInsert(wanted.area());
  }

  private @Nullable Cell<V> findOrInsert(Area place) {
    Area found = MapCalls.find(store, place);
    if (found == null) {
      MapCalls.update(store, place, Area.room(value.size()), UpdateFlags.BPF_NOEXIST);
      found = MapCalls.find(store, place);
    }
    return found == null ? null : new Cell<>(found, value);
  }

  /** Adds one to the number of {@code wanted}, made if need be. */
  public void increment(K wanted) {
    Cell<V> count = findOrInsert(wanted);
    if (count != null) {
      count.addAtomic(1);
    }
  }

  /**
   * {@return how many entries were visited, or the negative of an error number} Calls {@code
   * visitor} for each until that says yes, in no order; since Linux 5.13, for hash maps and arrays.
   */
  public long forEach(Visitor<K, V> visitor) {
    return CallbackCalls.forEach(
        store, (place, found) -> visitor.isLast(place.read(key), new Cell<>(found, value)), 0);
  }

  /**
   * {@return 0, or the negative of an error number: {@code expiry} is called so many nanoseconds
   * from now} A timer that was started before is started again. Since Linux 5.15, in hash maps and
   * arrays; not for programs of tracing.
   */
  public long startTimer(
      Cell<V> holder, Member<V, BpfTimer> timer, long nanoseconds, Expiry<K, V> expiry) {
    Area place = holder.at(timer).area();
    TimerCalls.init(place, store, BpfTimer.CLOCK); // fails where it is made already
    TimerCalls.setCallback(
        place, (at, found) -> expiry.run(at.read(key), new Cell<>(found, value)));
    return TimerCalls.start(place, nanoseconds, 0);
  }

  /** {@return 1 if it was started, 0 if not, or the negative of an error number: stops it} */
  public long cancelTimer(Cell<V> holder, Member<V, BpfTimer> timer) {
    return TimerCalls.cancel(holder.at(timer).area());
  }

  /** Adds one to the number of the key that is in {@code wanted}, made if need be. */
  public void increment(Cell<K> wanted) {
    Cell<V> count = findOrInsert(wanted);
    if (count != null) {
      count.addAtomic(1);
    }
  }

  /** {@return the value of {@code wanted}: for plain Java} */
  public Optional<V> lookup(K wanted) {
    return Optional.ofNullable(find(wanted)).map(Cell::get);
  }

  /** Takes all entries out: for plain Java. */
  public void clear() {
    store.clear();
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }
}
