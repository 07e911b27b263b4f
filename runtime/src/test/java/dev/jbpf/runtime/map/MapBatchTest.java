package dev.jbpf.runtime.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@KernelTest
class MapBatchTest {
  private static final MapDef<Long, Long> HASH = MapDef.hash("h", Codec.U64, Codec.U64, 1000);

  private static KernelMap<Long, Long> squares(int count) {
    KernelMap<Long, Long> map = Bpf.create(HASH);
    MapBatch<Long, Long> batch = map.batch(count);
    LongStream.range(0, count).forEach(i -> batch.add(i, i * i));
    batch.update();
    return map;
  }

  private static Map<Long, Long> rest(MapBatch<Long, Long> batch) {
    Map<Long, Long> found = new TreeMap<>();
    while (batch.next()) {
      for (int i = 0; i < batch.size(); i++) {
        assertThat(found.put(batch.key(i), batch.value(i))).isNull();
      }
    }
    return found;
  }

  @Test
  void manyGoInAndComeOut() {
    try (var map = squares(1000)) {
      assertThat(map.lookup(30L)).contains(900L);
      MapBatch<Long, Long> batch = map.batch(64);
      Map<Long, Long> found = rest(batch);
      assertThat(found).hasSize(1000).containsEntry(999L, 998_001L);
      assertThat(batch.next()).isFalse();
      assertThat(batch.size()).isZero();
      batch.clear();
      assertThat(rest(batch)).isEqualTo(found);
    }
  }

  /** Hash tables tell their elements by buckets: one may have more than there is room for. */
  @Test
  void roomGrowsWhereItMust() {
    try (var map = squares(1000)) {
      MapBatch<Long, Long> batch = map.batch(1);
      assertThat(rest(batch)).hasSize(1000);
      assertThat(batch.capacity()).isGreaterThan(1);
    }
  }

  @Test
  void manyAreDeleted() {
    try (var map = squares(10)) {
      MapBatch<Long, Long> batch = map.batch(8);
      batch.addKey(1L).addKey(2L).addKey(3L);
      assertThat(batch.delete()).isEqualTo(3);
      assertThat(map.toMap()).hasSize(7).doesNotContainKeys(1L, 2L, 3L);
      batch.clear();
      batch.addKey(4L).addKey(2L).addKey(5L);
      assertThat(batch.delete()).isEqualTo(1);
      assertThat(map.lookup(5L)).isPresent();
    }
  }

  @Test
  void manyAreTaken() {
    try (var map = squares(100)) {
      MapBatch<Long, Long> batch = map.batch(64);
      int taken = 0;
      while (batch.takeNext()) {
        taken += batch.size();
      }
      assertThat(taken).isEqualTo(100);
      assertThat(map.toMap()).isEmpty();
    }
  }

  @Test
  void aFullMapSaysSo() {
    try (var map = squares(999)) {
      MapBatch<Long, Long> batch = map.batch(4);
      batch.add(5L, 1L).add(999L, 1L).add(1000L, 1L);
      assertThatExceptionOfType(MapFullException.class).isThrownBy(batch::update);
      assertThat(map.lookup(5L)).contains(1L);
      assertThat(map.lookup(999L)).contains(1L);
      assertThat(map.lookup(1000L)).isEmpty();
    }
  }

  @Test
  void perCpuValuesGoTogether() {
    int cpus = Cpus.possible();
    try (var map = Bpf.create(MapDef.perCpuArray("p", Codec.U32, 3))) {
      MapBatch<Integer, List<Long>> batch = map.batch(3);
      batch.add(0, Collections.nCopies(cpus, 4L)).add(2, Collections.nCopies(cpus, 6L));
      batch.update();
      batch.clear();
      assertThat(batch.next()).isTrue();
      assertThat(batch.size()).isEqualTo(3);
      assertThat(batch.value(2)).isEqualTo(Collections.nCopies(cpus, 6L));
    }
  }

  @Test
  void whatTheKernelCannotDoIsSaid() {
    try (var queue = Bpf.create(MapDef.queue("q", Codec.U64, 4));
        var array = Bpf.create(MapDef.array("a", Codec.U64, 4))) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> queue.batch(4).next())
          .withMessageContaining("BPF_MAP_LOOKUP_BATCH")
          .withMessageContaining("BPF_MAP_TYPE_QUEUE");
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> array.batch(4).addKey(1).delete());
      assertThatIllegalArgumentException().isThrownBy(() -> array.batch(0));
      assertThatIllegalStateException()
          .isThrownBy(() -> array.batch(1).add(0, 1L).add(1, 1L))
          .withMessageContaining("room for 1 elements");
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> array.batch(1).key(0));
    }
  }

  /** Where the kernel starts again because a key is gone, none is given twice. */
  @Test
  void deletingTheNextKeyRepeatsNone() {
    var def =
        MapDef.of("t", MapType.LPM_TRIE, Codec.U64, Codec.U64, 100).withFlags(MapFlag.NO_PREALLOC);
    try (var map = Bpf.create(def)) {
      LongStream.range(0, 50).forEach(i -> map.update(i << 32 | 32, i));
      List<Long> all = List.copyOf(map.toMap().keySet());
      TreeMap<Long, Integer> seen = new TreeMap<>();
      for (long key : map.keys()) {
        seen.merge(key, 1, Integer::sum);
        int next = all.indexOf(key) + 1;
        if (next < all.size() && next % 3 == 0) {
          map.delete(all.get(next));
        }
      }
      assertThat(seen.values()).containsOnly(1);
      assertThat(seen).hasSizeGreaterThan(30);
    }
  }
}
