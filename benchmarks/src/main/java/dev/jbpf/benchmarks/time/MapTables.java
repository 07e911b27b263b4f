package dev.jbpf.benchmarks.time;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.map.LongKeyMap;
import dev.jbpf.runtime.map.LongMap;
import java.util.function.LongUnaryOperator;

/** The maps that {@code c/runtime.c} has too, each with all its keys from 0. */
public final class MapTables {
  /** How many keys each has. */
  public static final int ENTRIES = 1024;

  /** Addresses, ports and protocol. */
  public record Flow(
      @U32 long source,
      @U32 long target,
      @U16 int sourcePort,
      @U16 int targetPort,
      @U32 long protocol) {
    static Flow of(long i) {
      return new Flow(i, i + 1, (int) i, 443, 6);
    }
  }

  /** What went that way. */
  public record Traffic(long packets, long bytes) {
    static Traffic of(long i) {
      return new Traffic(i, i * 1500);
    }

    long sum() {
      return packets + bytes;
    }
  }

  /** What can be done with a key of one of the maps; each gives a number that depends on it. */
  public record Table(LongUnaryOperator lookup, LongUnaryOperator update, LongUnaryOperator delete) {
    LongUnaryOperator operation(String name) {
      return switch (name) {
        case "lookup" -> lookup;
        case "update" -> update;
        case "delete" -> delete;
        default -> throw new IllegalArgumentException(name);
      };
    }

    void fill() {
      for (int i = 0; i < ENTRIES; i++) {
        update.applyAsLong(i);
      }
    }
  }

  private MapTables() {}

  public static Table of(String shape) {
    Table table =
        switch (shape) {
          case "array" -> numbers(Bpf.create(MapDef.array("numbers", Codec.U64, ENTRIES)));
          case "array-record" ->
              traffic(
                  Bpf.create(MapDef.array("traffic", Codec.record(Traffic.class), ENTRIES))
                      .longKeys());
          case "hash" -> numbers(Bpf.create(MapDef.hash("numbers", Codec.U64, Codec.U64, ENTRIES)));
          case "hash-record" ->
              flows(
                  Bpf.create(
                      MapDef.hash(
                          "flows",
                          Codec.record(Flow.class),
                          Codec.record(Traffic.class),
                          ENTRIES)));
          default -> throw new IllegalArgumentException(shape);
        };
    table.fill();
    return table;
  }

  private static Table numbers(KernelMap<?, ?> map) {
    LongMap longs = map.longs();
    return new Table(
        key -> longs.get(key, -1),
        key -> {
          longs.put(key, key);
          return key;
        },
        key -> longs.remove(key) ? key : -1);
  }

  private static Table traffic(LongKeyMap<Traffic> map) {
    return new Table(
        key -> map.lookup(key).orElseThrow().sum(),
        key -> {
          map.update(key, Traffic.of(key));
          return key;
        },
        key -> map.delete(key) ? key : -1);
  }

  private static Table flows(KernelMap<Flow, Traffic> map) {
    return new Table(
        key -> map.lookup(Flow.of(key)).orElseThrow().sum(),
        key -> {
          map.update(Flow.of(key), Traffic.of(key));
          return key;
        },
        key -> map.delete(Flow.of(key)) ? key : -1);
  }
}
