package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFlag;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.U32;
import dev.jbpf.runtime.sys.Cpus;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@KernelTest
class KernelMapTest {
  @Test
  void aHashTableKeepsWhatItIsGiven() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.U32, Codec.U64, 4))) {
      assertThat(map.lookup(1L)).isEmpty();
      map.update(1L, -1L);
      map.update(0xffff_ffffL, 2L);
      assertThat(map.lookup(1L)).contains(-1L);
      assertThat(map.toMap()).containsOnly(Map.entry(1L, -1L), Map.entry(0xffff_ffffL, 2L));
      assertThat(map.delete(1L)).isTrue();
      assertThat(map.delete(1L)).isFalse();
      assertThat(map.lookup(1L)).isEmpty();
    }
  }

  @Test
  void modesDecideWhatIsStored() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.U64, Codec.U64, 4))) {
      assertThat(map.replace(1L, 1L)).isFalse();
      assertThat(map.insert(1L, 2L)).isTrue();
      assertThat(map.insert(1L, 3L)).isFalse();
      assertThat(map.lookup(1L)).contains(2L);
      assertThat(map.replace(1L, 4L)).isTrue();
      assertThat(map.lookup(1L)).contains(4L);
    }
  }

  @Test
  void aFullMapSaysSo() {
    try (var map = Bpf.create(MapDef.hash("full", Codec.U64, Codec.U64, 2))) {
      map.update(1L, 1L);
      map.update(2L, 2L);
      assertThatExceptionOfType(MapFullException.class)
          .isThrownBy(() -> map.update(3L, 3L))
          .withMessage("map full has no room for another key: it takes 2 entries");
      map.update(2L, 5L);
      assertThat(map.lookup(2L)).contains(5L);
    }
  }

  @Test
  void anArrayHasAllItsKeys() {
    try (var map = Bpf.create(MapDef.array("a", Codec.U64, 3))) {
      assertThat(map.toMap()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L));
      map.update(2, 9L);
      assertThat(map.keys()).containsExactly(0, 1, 2);
      assertThat(map.lookup(2)).contains(9L);
      assertThat(map.lookup(3)).isEmpty();
      assertThat(map.insert(0, 1L)).isFalse();
      assertThatExceptionOfType(MapFullException.class).isThrownBy(() -> map.update(3, 1L));
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> map.delete(0))
          .withMessageContaining("BPF_MAP_TYPE_ARRAY");
      assertThatIllegalArgumentException().isThrownBy(() -> map.lookup(-1));
    }
  }

  private record Flow(@U32 long source, @U32 long target, short port) {}

  private record Traffic(long packets, long bytes) {}

  @Test
  void recordsAreKeysAndValues() {
    var def = MapDef.hash("flows", Codec.record(Flow.class), Codec.record(Traffic.class), 16);
    try (var map = Bpf.create(def)) {
      map.update(new Flow(1, 2, (short) 80), new Traffic(3, 400));
      assertThat(map.lookup(new Flow(1, 2, (short) 80))).contains(new Traffic(3, 400));
      assertThat(map.lookup(new Flow(1, 2, (short) 81))).isEmpty();
      assertThat(map.info().keySize()).isEqualTo(12);
    }
  }

  @Test
  void iterationOutlivesDeletion() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.U64, Codec.U64, 1000))) {
      LongStream.range(0, 1000).forEach(i -> map.update(i, i * i));
      TreeSet<Long> seen = new TreeSet<>();
      for (long key : map.keys()) {
        assertThat(seen.add(key)).isTrue();
        map.delete(key);
      }
      assertThat(seen).hasSize(1000);
      assertThat(map.toMap()).isEmpty();
    }
  }

  @Test
  void perCpuValuesAreLists() {
    int cpus = Cpus.possible();
    try (var map = Bpf.create(MapDef.perCpuArray("p", Codec.U32, 2))) {
      List<Long> values = LongStream.range(0, cpus).boxed().toList();
      map.update(1, values);
      assertThat(map.lookup(1)).contains(values);
      assertThat(map.lookup(0)).contains(Collections.nCopies(cpus, 0L));
      assertThat(map.info().valueSize()).isEqualTo(4);
    }
  }

  @Test
  void queuesHaveNoKeys() {
    try (var queue = Bpf.create(MapDef.queue("q", Codec.U64, 2))) {
      queue.update(Nothing.NOTHING, 1L);
      queue.update(Nothing.NOTHING, 2L);
      assertThat(queue.lookup(Nothing.NOTHING)).contains(1L);
      assertThatExceptionOfType(MapFullException.class)
          .isThrownBy(() -> queue.update(Nothing.NOTHING, 3L));
    }
  }

  @Test
  void theKernelKnowsItAsWeDo() {
    var def =
        MapDef.hash("named.map_1", Codec.U32, Codec.bytes(5), 7).withFlags(MapFlag.NO_PREALLOC);
    try (var map = Bpf.create(def)) {
      MapInfo info = map.info();
      assertThat(info.name()).isEqualTo("named.map_1");
      assertThat(info.type()).isEqualTo(MapType.HASH.value());
      assertThat(info.valueSize()).isEqualTo(5);
      assertThat(info.maxEntries()).isEqualTo(7);
      assertThat(info.flags()).isEqualTo(MapFlag.NO_PREALLOC.mask());
      assertThat(info.id()).isPositive();
    }
  }

  @Test
  void aClosedMapIsNotUsed() {
    var map = Bpf.create(MapDef.array("gone", Codec.U64, 1));
    map.close();
    map.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> map.lookup(0))
        .withMessage("map gone is closed");
    assertThatIllegalStateException().isThrownBy(map::info);
  }

  @Test
  void whatTheKernelRefusesIsExplained() {
    var def = MapDef.of("bad", MapType.HASH, Codec.U64, Codec.U64, 0);
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> Bpf.create(def))
        .withMessageStartingWith(
            "cannot create map bad (BPF_MAP_CREATE): EINVAL, invalid argument.")
        .satisfies(e -> assertThat(e.command()).isEqualTo(BpfCommand.MAP_CREATE))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
  }
}
