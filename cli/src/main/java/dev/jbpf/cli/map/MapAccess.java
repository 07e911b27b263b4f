package dev.jbpf.cli.map;

import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.TypesById;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.map.histogram.Log2Histogram;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.RawMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The map that a command line begins with, and what the rest of the line wants of it. */
final class MapAccess implements AutoCloseable {
  private static final String KEY = "key";
  private static final String VALUE = "value";
  private static final Set<String> KEY_ENDS = Set.of(VALUE, "any", "exist", "noexist");
  private static final Set<String> VALUE_ENDS = Set.of(KEY, "any", "exist", "noexist");
  private static final Set<MapType> QUEUES = EnumSet.of(MapType.QUEUE, MapType.STACK);
  private static final byte[] NO_KEY = new byte[0];

  private final Finder finder;
  private final CommandWords words;
  private final RawMap map;
  private final MapTypes types;

  private MapAccess(Finder finder, CommandWords words, RawMap map) {
    this.finder = finder;
    this.words = words;
    this.map = map;
    this.types = MapTypes.of(map.details(), new TypesById(finder.inspector()));
  }

  static MapAccess open(CommandWords words) {
    Finder finder = Finder.local();
    return open(finder, finder.one(ObjectKind.MAP, words), words);
  }

  static MapAccess open(Finder finder, long id, CommandWords words) {
    return new MapAccess(finder, words, RawMap.open(finder.inspector().kernel(), id));
  }

  /** Complains of what the line has besides. */
  void end() {
    words.end();
  }

  MapDetails details() {
    return map.details();
  }

  List<Fields> entries() {
    return new MapEntries(map, new EntryFields(map, types)).all();
  }

  Log2Histogram histogram() {
    return MapHistogram.of(map);
  }

  Fields lookup() {
    byte[] key = key();
    words.end();
    return entry(key, map.lookup(key));
  }

  /** The key behind the one that is given, under bpftool's names. */
  Fields next() {
    Optional<byte[]> key = words.isEmpty() ? Optional.empty() : Optional.of(key());
    words.end();
    byte[] next =
        map.keyAfter(key)
            .orElseThrow(() -> new NotThereException(this + " has no key behind that"));
    return new EntryFields(map, types).keys(key, next);
  }

  EventPipe events() {
    Map<Integer, Integer> places = places();
    words.end();
    if (type().filter(MapType.PERF_EVENT_ARRAY::equals).isEmpty()) {
      throw new UsageException(this + " is no perf_event_array");
    }
    return new EventPipe(finder.inspector().kernel(), map, places);
  }

  /** Each CPU's buffer at its own number, or {@code cpu N index M} alone. */
  private Map<Integer, Integer> places() {
    Map<Integer, Integer> places = new TreeMap<>();
    if (words.peek().equals("cpu") || words.peek().equals("index")) {
      Map<String, Integer> said = new TreeMap<>();
      while (!words.isEmpty()) {
        String what = words.next("word");
        said.put(what, words.number(what));
      }
      if (!said.keySet().equals(Set.of("cpu", "index"))) {
        throw new UsageException("say both which CPU and where in the map: cpu N index M");
      }
      places.put(said.get("cpu"), said.get("index"));
    } else {
      Cpus.online().forEach(cpu -> places.put(cpu, cpu));
    }
    return places;
  }

  Fields pop() {
    requireQueue();
    return entry(NO_KEY, map.take(NO_KEY));
  }

  Fields peek() {
    requireQueue();
    return entry(NO_KEY, map.lookup(NO_KEY));
  }

  private void requireQueue() {
    if (type().filter(QUEUES::contains).isEmpty()) {
      throw new UsageException(
          this + " is no queue and no stack, which have a next element: map lookup takes a key");
    }
  }

  private Fields entry(byte[] key, Optional<List<byte[]>> values) {
    return new EntryFields(map, types)
        .of(
            key,
            values.orElseThrow(
                () ->
                    new NotThereException(
                        key.length == 0 ? this + " is empty" : this + " has no such key")));
  }

  void update() {
    boolean isValueFirst = words.peek().equals(VALUE);
    byte[] early = isValueFirst ? value() : NO_KEY;
    byte[] key = key();
    byte[] value = isValueFirst ? early : value();
    UpdateMode mode = mode();
    words.end();
    if (!map.update(key, forEachCpu(value), mode)) {
      throw new NotThereException(
          this + (mode == UpdateMode.INSERT ? " has that key already" : " has no such key"));
    }
  }

  private List<byte[]> forEachCpu(byte[] value) {
    boolean isPerCpu = type().filter(MapDef::isPerCpu).isPresent();
    return isPerCpu ? Collections.nCopies(Cpus.possible(), value) : List.of(value);
  }

  private Optional<MapType> type() {
    return MapType.of((int) map.details().type());
  }

  void push() {
    byte[] value = value();
    UpdateMode mode = mode();
    words.end();
    map.update(NO_KEY, List.of(value), mode);
  }

  void delete() {
    byte[] key = key();
    words.end();
    if (!map.delete(key)) {
      throw new NotThereException(this + " has no such key");
    }
  }

  void freeze() {
    map.freeze();
  }

  /** The word may be left out where only a key can follow. */
  private byte[] key() {
    words.take(KEY);
    return types.parseKey(words.until(KEY_ENDS));
  }

  private byte[] value() {
    if (!words.take(VALUE)) {
      throw new UsageException("there is no value: value VALUE");
    }
    Optional<ObjectKind> held = held();
    return held.isPresent() ? descriptor(held.get()) : types.parseValue(words.until(VALUE_ENDS));
  }

  /** What maps of maps and arrays of programs take is a descriptor, which stays open until then. */
  private Optional<ObjectKind> held() {
    return type()
        .flatMap(
            type ->
                switch (type) {
                  case PROG_ARRAY -> Optional.of(ObjectKind.PROGRAM);
                  case ARRAY_OF_MAPS, HASH_OF_MAPS -> Optional.of(ObjectKind.MAP);
                  default -> Optional.empty();
                });
  }

  private final List<Inspected> open = new ArrayList<>();

  private byte[] descriptor(ObjectKind kind) {
    Inspected object = finder.inspector().open(kind, finder.one(kind, words));
    open.add(object);
    int number = object.descriptor().acquire();
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(number).array();
  }

  private UpdateMode mode() {
    if (words.take("noexist")) {
      return UpdateMode.INSERT;
    } else if (words.take("exist")) {
      return UpdateMode.REPLACE;
    }
    words.take("any");
    return UpdateMode.ANY;
  }

  @Override
  public void close() {
    for (Inspected object : open) {
      object.descriptor().release();
      object.close();
    }
    map.close();
  }

  @Override
  public String toString() {
    return "map " + map.details().name() + " (number " + map.details().id() + ")";
  }
}
