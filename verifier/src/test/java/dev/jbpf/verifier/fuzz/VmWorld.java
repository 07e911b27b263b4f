package dev.jbpf.verifier.fuzz;

import dev.jbpf.code.Program;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.map.TypedMap;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A world of the VM with the maps of {@link MapPool}, filled at random. */
final class VmWorld {
  /** More than a verifier lets a program run, but for its helpers' loops. */
  private static final long BUDGET = 100_000_000;

  private static final int LONGEST_PACKET = 512;

  /** A record has as many bytes as a program of its type may load at all. */
  private static final int RECORD = 8192;

  private final Vm vm;
  private final Random random;
  private final Map<Integer, Integer> descriptors = new HashMap<>();

  VmWorld(Engine engine, long seed) {
    this.vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withBudget(BUDGET).withSeed(seed));
    this.random = new Random(seed);
    for (int i = 0; i < MapPool.SHAPES.size(); i++) {
      descriptors.put(i, create("m" + i, MapPool.SHAPES.get(i)));
    }
  }

  private int create(String name, MapShape shape) {
    if (shape.inner().isPresent()) {
      return outer(name, shape.inner().get());
    }
    return switch (shape.type()) {
      case RINGBUF -> vm.map(MapDef.ringBuffer(name, shape.maxEntries())).descriptor();
      case USER_RINGBUF -> vm.map(MapDef.userRingBuffer(name, shape.maxEntries())).descriptor();
      case QUEUE -> filled(vm.map(MapDef.queue(name, value(shape), shape.maxEntries())));
      case STACK -> filled(vm.map(MapDef.stack(name, value(shape), shape.maxEntries())));
      case BLOOM_FILTER ->
          vm.map(MapDef.bloomFilter(name, value(shape), shape.maxEntries(), 1)).descriptor();
      case PERCPU_ARRAY ->
          vm.map(MapDef.perCpuArray(name, value(shape), shape.maxEntries())).descriptor();
      case PERCPU_HASH ->
          vm.map(MapDef.perCpuHash(name, key(shape), value(shape), shape.maxEntries()))
              .descriptor();
      case ARRAY, HASH, LRU_HASH, LPM_TRIE -> filled(vm.map(plain(name, shape)));
      default -> vm.map(plain(name, shape)).descriptor();
    };
  }

  private static Codec<byte[]> key(MapShape shape) {
    return Codec.bytes(shape.keySize());
  }

  private static Codec<byte[]> value(MapShape shape) {
    return Codec.bytes(shape.valueSize());
  }

  private int outer(String name, MapShape inner) {
    MapDef<byte[], byte[]> def = plain(name + "i", inner);
    TypedMap<Integer, Long> outer = vm.map(MapDef.arrayOfMaps(name, def, 1));
    if (random.nextBoolean()) {
      outer.update(0, (long) vm.map(def).descriptor());
    }
    return outer.descriptor();
  }

  private static MapDef<byte[], byte[]> plain(String name, MapShape shape) {
    MapFlag[] flags =
        Arrays.stream(MapFlag.values())
            .filter(flag -> (shape.flags() & flag.mask()) != 0)
            .toArray(MapFlag[]::new);
    return MapDef.of(name, shape.type(), key(shape), value(shape), shape.maxEntries())
        .withFlags(flags);
  }

  /** Some of the keys that made programs use are there, and some are not. */
  private int filled(TypedMap<?, byte[]> map) {
    int size = map.def().key().size();
    for (int i = 0; i < map.def().maxEntries(); i++) {
      byte[] value = new byte[map.def().valueSize()];
      random.nextBytes(value);
      if (random.nextInt(3) > 0) {
        byte[] key = new byte[size];
        if (size > 0) {
          key[0] = (byte) i;
        }
        map.raw().update(key, value, 0, 0);
      }
    }
    return map.descriptor();
  }

  /** {@return the program with the descriptors of the maps here} */
  LoadedProgram load(Candidate candidate) {
    long[] slots = candidate.slots().clone();
    candidate
        .maps()
        .forEach(
            (slot, map) ->
                slots[slot] =
                    slots[slot] & 0xffffffffL | (long) descriptors.get(map) << Integer.SIZE);
    byte[] bytes = candidate.with(slots, candidate.maps()).bytes();
    return vm.load(Program.decode(bytes, ByteOrder.LITTLE_ENDIAN));
  }

  /** {@return a context with random content, if the VM has one for that type of programs} */
  Optional<Context> context(Candidate candidate) {
    boolean isRecord =
        switch (candidate.type()) {
          case KPROBE, TRACEPOINT, RAW_TRACEPOINT, PERF_EVENT -> true;
          default -> false;
        };
    byte[] input = new byte[isRecord ? RECORD : random.nextInt(LONGEST_PACKET)];
    random.nextBytes(input);
    return Contexts.of(candidate.type(), input);
  }
}
