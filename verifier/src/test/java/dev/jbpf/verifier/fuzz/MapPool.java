package dev.jbpf.verifier.fuzz;

import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.testing.ProbeMaps;
import java.util.ArrayList;
import java.util.List;

/** The maps that made programs use, as the kernel has them and as our verifier sees them. */
final class MapPool implements AutoCloseable {
  static final int ARRAY = 0;
  static final int HASH = 1;
  static final int SMALL_HASH = 2;
  static final int READ_ONLY = 3;
  static final int WRITE_ONLY = 4;
  static final int RING = 5;
  static final int PER_CPU = 6;
  static final int OUTER = 7;
  static final int QUEUE = 8;
  static final int LPM = 9;
  static final int LRU = 10;
  static final int VARIABLES = 11;
  static final int WIDE_HASH = 12;
  static final int VECTOR_HASH = 13;
  static final int VECTOR_OUTER = 14;

  private static final int RDONLY = 1 << 7;
  private static final int WRONLY = 1 << 8;
  private static final int NO_PREALLOC = 1;

  static final List<MapShape> SHAPES =
      List.of(
          MapShape.of(MapType.ARRAY, 4, 48, 4, 0),
          MapShape.of(MapType.HASH, 8, 48, 4, 0),
          MapShape.of(MapType.HASH, 4, 8, 4, 0),
          MapShape.of(MapType.ARRAY, 4, 48, 1, RDONLY),
          MapShape.of(MapType.ARRAY, 4, 48, 1, WRONLY),
          MapShape.of(MapType.RINGBUF, 0, 0, 4096, 0),
          MapShape.of(MapType.PERCPU_ARRAY, 4, 16, 2, 0),
          MapShape.of(MapType.ARRAY_OF_MAPS, 4, 4, 1, 0)
              .holding(MapShape.of(MapType.ARRAY, 4, 24, 1, 0)),
          MapShape.of(MapType.QUEUE, 0, 16, 4, 0),
          MapShape.of(MapType.LPM_TRIE, 8, 8, 4, NO_PREALLOC),
          MapShape.of(MapType.LRU_HASH, 8, 32, 4, 0),
          MapShape.of(MapType.ARRAY, 4, 48, 1, 0),
          MapShape.of(MapType.HASH, 8, 48, 1, 0),
          MapShape.of(MapType.HASH, 8, 8, 1, 0),
          MapShape.of(MapType.ARRAY_OF_MAPS, 4, 4, 1, 0)
              .holding(MapShape.of(MapType.ARRAY, 4, 4, 1, 0)),
          MapShape.of(MapType.SOCKMAP, 4, 4, 4, 0),
          MapShape.of(MapType.SOCKHASH, 8, 8, 4, 0),
          MapShape.of(MapType.PROG_ARRAY, 4, 4, 4, 0),
          MapShape.of(MapType.PERF_EVENT_ARRAY, 4, 4, 2, 0),
          MapShape.of(MapType.STACK_TRACE, 4, 64, 4, 0),
          MapShape.of(MapType.CGROUP_ARRAY, 4, 4, 1, 0),
          MapShape.of(MapType.DEVMAP, 4, 4, 1, 0),
          MapShape.of(MapType.DEVMAP_HASH, 4, 4, 1, 0),
          MapShape.of(MapType.CPUMAP, 4, 4, 1, 0),
          MapShape.of(MapType.XSKMAP, 4, 4, 1, 0),
          MapShape.of(MapType.STACK, 0, 8, 4, 0),
          MapShape.of(MapType.BLOOM_FILTER, 0, 8, 4, 0),
          MapShape.of(MapType.PERCPU_HASH, 8, 16, 4, 0),
          MapShape.of(MapType.USER_RINGBUF, 0, 0, 4096, 0));

  private final ProbeMaps maps = new ProbeMaps();
  private final List<Integer> descriptors = new ArrayList<>();

  MapPool() {
    for (MapShape shape : SHAPES) {
      descriptors.add(create(shape));
    }
  }

  private int create(MapShape shape) {
    int inner = shape.inner().map(this::create).orElse(0);
    return maps.create(
            shape.type().value(),
            shape.keySize(),
            shape.valueSize(),
            shape.maxEntries(),
            shape.flags(),
            inner)
        .orElseThrow(() -> new IllegalStateException("the kernel makes no map like " + shape));
  }

  int descriptor(int map) {
    return descriptors.get(map);
  }

  @Override
  public void close() {
    maps.close();
  }
}
