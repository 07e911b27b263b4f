package dev.jbpf.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.map.layout.BpfTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapDefTest {
  @Test
  void factoriesSayTheTypeOnce() {
    MapDef<Integer, Long> counts = MapDef.array("counts", Codec.U64, 256);
    assertThat(counts.type()).isEqualTo(MapType.ARRAY);
    assertThat(counts.key().size()).isEqualTo(4);
    assertThat(counts.maxEntries()).isEqualTo(256);
    assertThat(counts.flags()).isEmpty();
    assertThat(MapDef.ringBuffer("events", 4096).type()).isEqualTo(MapType.RINGBUF);
  }

  @Test
  void flagsAreBits() {
    MapDef<Long, Long> def =
        MapDef.hash("h", Codec.U64, Codec.U64, 8).withFlags(MapFlag.NO_PREALLOC, MapFlag.RDONLY);
    assertThat(def.flagBits()).isEqualTo(0b1001);
    assertThat(def).isEqualTo(def.withMaxEntries(9).withMaxEntries(8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sixteen_letters_", "with space", "tür", "a-b"})
  void namesAreThoseThatTheKernelTakes(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.array(name, Codec.U64, 1))
        .withMessageContaining("map name '" + name + "'");
  }

  @Test
  void sizesFollowTheType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.of("a", MapType.ARRAY, Codec.U64, Codec.U64, 1))
        .withMessage("map a: keys of 8 bytes, those of BPF_MAP_TYPE_ARRAY have 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.ringBuffer("r", 5000))
        .withMessage("map r: a buffer of 5000 bytes, must be a power of two");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.array("a", Codec.U64, -1))
        .withMessageContaining("-1 entries");
  }

  record Locked(SpinLock lock, long number) {}

  record Twice(SpinLock lock, int gap, Locked inner) {}

  record Timed(BpfTimer timer, long number) {}

  @Test
  void aValueHasOneLockAtMost() {
    assertThat(MapDef.array("a", Codec.record(Locked.class), 1).valueSize()).isEqualTo(16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.array("a", Codec.record(Twice.class), 1))
        .withMessage(
            "map a: Twice has 2 of struct bpf_spin_lock, lock and inner.lock; a value has one at"
                + " most: one for all, or a map for each");
  }

  @Test
  void locksAndTimersAreInValuesThatCpusShare() {
    Codec<Locked> locked = Codec.record(Locked.class);
    Codec<Timed> timed = Codec.record(Timed.class);
    assertThat(MapDef.lruHash("h", Codec.S32, timed, 8).maxEntries()).isEqualTo(8);
    assertThat(MapDef.taskStorage("t", locked).maxEntries()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.lruHash("h", Codec.S32, locked, 8))
        .withMessage(
            "map h: values of BPF_MAP_TYPE_LRU_HASH have no struct bpf_spin_lock, as Locked has at"
                + " lock: it is for hash tables and arrays that CPUs share, and local storages");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.perCpuArray("p", timed, 1))
        .withMessageContaining("BPF_MAP_TYPE_PERCPU_ARRAY have no struct bpf_timer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.taskStorage("t", timed))
        .withMessageContaining("as Timed has at timer");
  }

  @Test
  void mapsOfMapsAreNotInsideOneAnother() {
    MapDef<Integer, Long> inner = MapDef.arrayOfMaps("i", MapDef.array("a", Codec.U64, 1), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapDef.arrayOfMaps("o", inner, 1))
        .withMessage(
            "map o: no map holds i, a BPF_MAP_TYPE_ARRAY_OF_MAPS; take a hash table or an array");
  }
}
