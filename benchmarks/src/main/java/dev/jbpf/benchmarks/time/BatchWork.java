package dev.jbpf.benchmarks.time;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.map.MapBatch;

/** All elements of a map in one call, and their values added up. */
final class BatchWork implements RuntimeWork {
  private static final int ENTRIES = 16_384;

  private final KernelMap<?, Long> map;
  private final MapBatch<?, Long> batch;
  private final boolean isLookup;

  BatchWork(String operation, String shape) {
    this.isLookup = operation.startsWith("lookup");
    if (shape.equals("array")) {
      KernelMap<Integer, Long> array = Bpf.create(MapDef.array("batched", Codec.U64, ENTRIES));
      MapBatch<Integer, Long> filled = array.batch(ENTRIES);
      for (int i = 0; i < ENTRIES; i++) {
        filled.add(i, (long) i);
      }
      this.map = array;
      this.batch = filled;
    } else {
      KernelMap<Long, Long> hash =
          Bpf.create(MapDef.hash("batched", Codec.U64, Codec.U64, ENTRIES));
      MapBatch<Long, Long> filled = hash.batch(ENTRIES);
      for (long i = 0; i < ENTRIES; i++) {
        filled.add(i, i);
      }
      this.map = hash;
      this.batch = filled;
    }
    batch.update();
  }

  @Override
  public void prepare() {
    if (isLookup) {
      batch.clear();
    }
  }

  @Override
  public long run() {
    if (isLookup) {
      batch.next();
    } else {
      batch.update();
    }
    long sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      sum += batch.value(i);
    }
    return sum;
  }

  @Override
  public int share() {
    return 1;
  }

  @Override
  public int elements() {
    return ENTRIES;
  }

  @Override
  public void close() {
    map.close();
  }
}
