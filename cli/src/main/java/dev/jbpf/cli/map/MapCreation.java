package dev.jbpf.cli.map;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.map.KernelMap;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A map that a command line tells of: FILE type TYPE key BYTES value BYTES entries N name NAME. */
final class MapCreation {
  private static final List<String> PLAIN =
      List.of("type", "name", "key", "value", "entries", "flags");

  private static final String INNER = "inner_map";

  private final CommandWords words;
  private final Path file;
  private final Map<String, String> said = new TreeMap<>();
  private Optional<MapDef<?, ?>> inner = Optional.empty();

  MapCreation(CommandWords words) {
    this.words = words;
    this.file = Path.of(words.next("file to be"));
  }

  /** Makes the map, and gives it its name in the BPF file system. */
  void make() {
    Finder finder = Finder.local();
    while (!words.isEmpty()) {
      Optional<String> plain = PLAIN.stream().filter(words::take).findFirst();
      if (plain.isPresent()) {
        said.put(plain.get(), words.next(plain.get() + " of the map"));
      } else if (words.take(INNER)) {
        inner = Optional.of(like(finder));
      } else {
        words.end();
      }
    }
    try (KernelMap<?, ?> map = Kernel.local().create(definition())) {
      map.pin(file);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** What the maps of a map are like: as one that is there already. */
  private MapDef<?, ?> like(Finder finder) {
    try (Inspected map =
        finder.inspector().open(ObjectKind.MAP, finder.one(ObjectKind.MAP, words))) {
      MapDetails details = map.map();
      return definition(
          details.name(),
          type(Long.toString(details.type())),
          details.keySize(),
          details.valueSize(),
          (int) details.maxEntries(),
          details.flags());
    }
  }

  private MapDef<?, ?> definition() {
    MapDef<?, ?> plain =
        definition(
            text("name"),
            type(text("type")),
            number("key"),
            number("value"),
            number("entries"),
            said.containsKey("flags") ? number("flags") : 0);
    return inner.isPresent() ? plain.withInner(inner.get()) : plain;
  }

  private static MapDef<?, ?> definition(
      String name, MapType type, int key, int value, int entries, long flags) {
    return MapDef.of(name, type, bytes(key), bytes(value), entries).withFlags(flags(flags));
  }

  /** Queues have no keys, rings neither keys nor values. */
  private static Codec<?> bytes(int size) {
    return size == 0 ? Codec.NOTHING : Codec.bytes(size);
  }

  private static MapFlag[] flags(long bits) {
    EnumSet<MapFlag> found = EnumSet.noneOf(MapFlag.class);
    long rest = bits;
    for (MapFlag flag : MapFlag.values()) {
      if ((bits & flag.mask()) != 0) {
        found.add(flag);
        rest &= ~flag.mask();
      }
    }
    if (rest != 0) {
      throw new UsageException("flags: no flag of maps is 0x" + Long.toHexString(rest));
    }
    return found.toArray(MapFlag[]::new);
  }

  /** By bpftool's name, {@code lru_hash}, or by the kernel's number. */
  private static MapType type(String word) {
    return Arrays.stream(MapType.values())
        .filter(
            type ->
                type.name().toLowerCase(Locale.ROOT).equals(word)
                    || Integer.toString(type.value()).equals(word))
        .findFirst()
        .orElseThrow(() -> new UsageException("no type of maps is called '" + word + "'"));
  }

  private String text(String what) {
    return Optional.ofNullable(said.get(what))
        .orElseThrow(() -> new UsageException("say the map's " + what + ": " + what + " …"));
  }

  private int number(String what) {
    try {
      return Integer.decode(text(what));
    } catch (NumberFormatException e) {
      throw new UsageException(what + ": '" + text(what) + "' is no number of 32 bits");
    }
  }
}
