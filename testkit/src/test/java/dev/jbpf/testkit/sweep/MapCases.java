package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.KEY;
import static dev.jbpf.testkit.sweep.Script.Argument.MAP;
import static dev.jbpf.testkit.sweep.Script.Argument.VALUE;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Every operation on every kind of map, on keys that are there, are not, and cannot be. */
final class MapCases {
  static final int ENTRIES = 4;
  private static final long[] FLAGS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 1L << 32, 1L << 63, -1};
  private static final int SEQUENCES = 60;
  private static final int STEPS = 24;

  private static final List<MapDef<?, ?>> KEYED =
      List.of(
          MapDef.hash("m", Codec.U64, Codec.U64, ENTRIES),
          MapDef.hash("m", Codec.U64, Codec.U64, ENTRIES).withFlags(MapFlag.NO_PREALLOC),
          MapDef.hash("m", Codec.U32, Codec.bytes(12), ENTRIES),
          MapDef.lruHash("m", Codec.U64, Codec.U64, 1_024),
          MapDef.array("m", Codec.U64, ENTRIES),
          MapDef.array("m", Codec.U64, 1),
          MapDef.array("m", Codec.bytes(12), ENTRIES),
          MapDef.perCpuHash("m", Codec.U64, Codec.U64, ENTRIES),
          MapDef.perCpuHash("m", Codec.U64, Codec.U64, ENTRIES).withFlags(MapFlag.NO_PREALLOC),
          MapDef.of("m", MapType.LRU_PERCPU_HASH, Codec.U64, Codec.perCpu(Codec.U64), 1_024),
          MapDef.perCpuArray("m", Codec.U64, ENTRIES),
          MapDef.of("m", MapType.LPM_TRIE, Codec.U64, Codec.U64, ENTRIES)
              .withFlags(MapFlag.NO_PREALLOC));

  private static final List<MapDef<?, ?>> KEYLESS =
      List.of(
          MapDef.queue("m", Codec.U64, ENTRIES),
          MapDef.stack("m", Codec.U64, ENTRIES),
          MapDef.queue("m", Codec.bytes(12), 1),
          MapDef.of("m", MapType.BLOOM_FILTER, Codec.NOTHING, Codec.U64, 10_000),
          MapDef.of("m", MapType.BLOOM_FILTER, Codec.NOTHING, Codec.bytes(12), 5_000));

  private MapCases() {}

  static void all(Consumer<Case> to) {
    for (MapDef<?, ?> def : KEYED) {
      singleCalls(def, to);
      Random random = new Random(def.hashCode());
      for (int i = 0; i < SEQUENCES; i++) {
        to.accept(Case.of(sequence(def, random), def));
      }
    }
    KEYLESS.forEach(def -> keyless(def, to));
    // Where elements are allocated one by one, the allocator says which is used again, and when.
    PointerCases.all(
        KEYED.stream()
            .filter(
                def -> def.type() == MapType.LPM_TRIE || !def.flags().contains(MapFlag.NO_PREALLOC))
            .toList(),
        to);
  }

  private static long[] keys(MapDef<?, ?> def) {
    if (def.type() == MapType.LPM_TRIE) {
      return new long[] {0, 8, 1L << 36 | 8, 9, 3L << 36 | 32, 32, 33, 64, 0xffff_ffffL, -1};
    }
    return new long[] {0, 1, 3, 4, 5, 1L << 31, 0xffff_ffffL, 1L << 32, -1};
  }

  private static void singleCalls(MapDef<?, ?> def, Consumer<Case> to) {
    for (long key : keys(def)) {
      to.accept(Case.of(new Script().key(key).callForPointer(1, MAP, KEY).noteValue(), def));
      to.accept(Case.of(new Script().key(key).call(3, MAP, KEY), def));
      for (long flags : FLAGS) {
        Script once = new Script().key(key).value(7).call(2, MAP, KEY, VALUE, flags);
        to.accept(Case.of(once, def));
        Script twice = new Script().key(key).value(7).call(2, MAP, KEY, VALUE, 0);
        to.accept(Case.of(twice.value(9).call(2, MAP, KEY, VALUE, flags), def));
        Script full = new Script().value(3);
        for (int i = 0; i < ENTRIES; i++) {
          full.key(i + 10L << 33).call(2, MAP, KEY, VALUE, 0);
        }
        to.accept(Case.of(full.key(key).value(9).call(2, MAP, KEY, VALUE, flags), def));
      }
      for (long cpu : new long[] {0, 1, 2, 3, 4, 64, 1_000, 1L << 31, -1, 0xffff_ffffL, 1L << 32}) {
        Script script = new Script().key(key).value(7).call(2, MAP, KEY, VALUE, 0);
        to.accept(Case.of(script.callForPointer(195, MAP, KEY, cpu), def));
      }
    }
  }

  private static Script sequence(MapDef<?, ?> def, Random random) {
    Script script = new Script();
    long[] keys = keys(def);
    for (int i = 0; i < STEPS; i++) {
      script.key(
          random.nextBoolean() ? random.nextInt(ENTRIES + 2) : keys[random.nextInt(keys.length)]);
      switch (random.nextInt(5)) {
        case 0 -> script.callForPointer(1, MAP, KEY).noteValue();
        case 1 -> script.call(3, MAP, KEY);
        default -> script.value(random.nextInt(99)).call(2, MAP, KEY, VALUE, random.nextInt(4) % 3);
      }
    }
    return script;
  }

  private static void keyless(MapDef<?, ?> def, Consumer<Case> to) {
    for (long flags : FLAGS) {
      for (int before = 0; before <= ENTRIES + 1; before++) {
        Script script = new Script();
        for (int i = 0; i < before; i++) {
          script.value(i).call(87, MAP, VALUE, 0);
        }
        script.value(50).call(87, MAP, VALUE, flags);
        for (int i = 0; i < 3; i++) {
          script.value(0).call(89, MAP, VALUE).then("r1 = *(u64 *)(r10 - 96)").note("r1");
        }
        for (int i = 0; i < ENTRIES + 2; i++) {
          script.value(0x77).call(88, MAP, VALUE).then("r1 = *(u64 *)(r10 - 96)").note("r1");
        }
        to.accept(Case.of(script, def));
      }
    }
    for (long value = 0; value < 20; value++) {
      Script script = new Script().value(value).call(87, MAP, VALUE, 0).call(89, MAP, VALUE);
      to.accept(Case.of(script.value(value + 1).call(89, MAP, VALUE), def));
      Script mixed = new Script().key(value).value(3);
      to.accept(Case.of(mixed.callForPointer(1, MAP, KEY), def));
      to.accept(Case.of(new Script().key(value).value(3).call(2, MAP, KEY, VALUE, 0), def));
      to.accept(Case.of(new Script().key(value).call(3, MAP, KEY), def));
    }
  }
}
