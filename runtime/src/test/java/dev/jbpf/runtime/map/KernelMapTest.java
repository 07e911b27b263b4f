package dev.jbpf.runtime.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.map.layout.U32;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.info.MapInfo;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void deletingAheadMissesNothing() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.U64, Codec.U64, 4096))) {
      LongStream.range(0, 4000).forEach(i -> map.update(i, i));
      TreeSet<Long> seen = new TreeSet<>();
      for (var entry : map.entries()) {
        assertThat(entry.getKey()).isEqualTo(entry.getValue());
        assertThat(seen.add(entry.getKey())).isTrue();
        map.delete(entry.getKey());
        map.delete(entry.getKey() ^ 1);
      }
      LongStream.range(0, 4000)
          .forEach(i -> assertThat(seen.contains(i) || seen.contains(i ^ 1)).isTrue());
    }
  }

  @Test
  void typesWithoutBatchesAreGoneThroughToo() {
    var def =
        MapDef.of("q", MapType.LPM_TRIE, Codec.U64, Codec.U64, 4).withFlags(MapFlag.NO_PREALLOC);
    try (var map = Bpf.create(def)) {
      map.update(32L, 1L);
      map.update(1L << 32 | 32, 2L);
      assertThat(map.toMap()).hasSize(2);
      assertThat(map.keys()).containsExactlyInAnyOrderElementsOf(map.toMap().keySet());
    }
  }

  @Test
  void takingRemoves() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.U64, Codec.U64, 4));
        var stack = Bpf.create(MapDef.stack("s", Codec.U64, 4))) {
      map.update(1L, 2L);
      assertThat(map.take(1L)).contains(2L);
      assertThat(map.take(1L)).isEmpty();
      stack.update(Nothing.NOTHING, 1L);
      stack.update(Nothing.NOTHING, 2L);
      assertThat(stack.take(Nothing.NOTHING)).contains(2L);
      assertThat(stack.take(Nothing.NOTHING)).contains(1L);
      assertThat(stack.take(Nothing.NOTHING)).isEmpty();
    }
  }

  @Test
  void numbersGoWithoutBoxes() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.U32, Codec.S16, 2))) {
      LongMap longs = map.longs();
      assertThat(longs.get(7, -5)).isEqualTo(-5);
      longs.put(0xffff_ffffL, -3);
      assertThat(longs.get(0xffff_ffffL, 0)).isEqualTo(-3);
      assertThat(map.lookup(0xffff_ffffL)).contains(-3);
      assertThat(longs.remove(0xffff_ffffL)).isTrue();
      assertThat(longs.remove(0xffff_ffffL)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> longs.put(0, 40_000));
      assertThatIllegalArgumentException().isThrownBy(() -> longs.put(0, 1L << 40));
      assertThatIllegalArgumentException().isThrownBy(() -> longs.get(-1, 0));
      longs.put(1, 1);
      longs.put(2, 2);
      assertThatExceptionOfType(MapFullException.class).isThrownBy(() -> longs.put(3, 3));
    }
    try (var map = Bpf.create(MapDef.array("b", Codec.bytes(3), 1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(map::longs)
          .withMessage("the values of map b are no numbers: bytes(3)");
    }
  }

  @Test
  void keysGoWithoutBoxes() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.U32, Codec.bytes(3), 2))) {
      LongKeyMap<byte[]> byNumber = map.longKeys();
      assertThat(byNumber.lookup(7)).isEmpty();
      byNumber.update(0xffff_ffffL, new byte[] {1, 2, 3});
      assertThat(byNumber.lookup(0xffff_ffffL)).contains(new byte[] {1, 2, 3});
      assertThat(map.lookup(0xffff_ffffL)).contains(new byte[] {1, 2, 3});
      assertThat(byNumber.update(0xffff_ffffL, new byte[3], UpdateMode.INSERT)).isFalse();
      assertThat(byNumber.update(5, new byte[3], UpdateMode.REPLACE)).isFalse();
      assertThat(byNumber.delete(0xffff_ffffL)).isTrue();
      assertThat(byNumber.delete(0xffff_ffffL)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> byNumber.lookup(1L << 32));
    }
    try (var map = Bpf.create(MapDef.hash("b", Codec.bytes(3), Codec.U32, 1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(map::longKeys)
          .withMessage("the keys of map b are no numbers: bytes(3)");
    }
  }

  @Test
  void bytesGoAsTheyAre() {
    try (var map = Bpf.create(MapDef.hash("h", Codec.bytes(3), Codec.bytes(2), 2))) {
      byte[] found = new byte[2];
      assertThat(map.lookup(new byte[] {1, 2, 3}, found)).isFalse();
      map.update(new byte[] {1, 2, 3}, new byte[] {4, 5});
      assertThat(map.lookup(new byte[] {1, 2, 3}, found)).isTrue();
      assertThat(found).isEqualTo(new byte[] {4, 5});
      assertThatIllegalArgumentException().isThrownBy(() -> map.lookup(new byte[2], found));
      assertThatIllegalArgumentException().isThrownBy(() -> map.lookup(new byte[3], new byte[1]));
    }
  }

  @Test
  void mappedMemoryIsTheMap() {
    var def = MapDef.array("m", Codec.U32, 3000).withFlags(MapFlag.MMAPABLE);
    try (var map = Bpf.create(def)) {
      var array = map.mapped();
      map.update(2999, 0xffff_ffffL);
      assertThat(array.get(2999)).isEqualTo(0xffff_ffffL);
      array.set(1, 5L);
      assertThat(map.lookup(1)).contains(5L);
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.get(3000));
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.get(-1));
      array.close();
      array.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> array.get(0))
          .withMessage("memory of map m is closed");
    }
    try (var plain = Bpf.create(MapDef.array("p", Codec.U32, 1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(plain::mapped)
          .withMessageContaining("MMAPABLE");
    }
  }

  @Test
  void aFrozenMapIsReadOnly() {
    try (var map = Bpf.create(MapDef.array("f", Codec.U32, 1))) {
      map.freeze();
      assertThatExceptionOfType(BpfSyscallException.class)
          .isThrownBy(() -> map.update(0, 1L))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EPERM));
      assertThat(map.lookup(0)).contains(0L);
    }
  }

  @Test
  void mapsHoldMaps() {
    var inner = MapDef.hash("inner", Codec.U32, Codec.U64, 8);
    try (var outer = Bpf.create(MapDef.hashOfMaps("outer", Codec.U64, inner, 4));
        var first = Bpf.create(inner)) {
      InnerMaps<Long, Long, Long> maps = InnerMaps.of(outer, inner);
      assertThat(maps.get(1L)).isEmpty();
      first.update(3L, 4L);
      maps.put(1L, first);
      try (var found = maps.get(1L).orElseThrow()) {
        assertThat(found.lookup(3L)).contains(4L);
      }
      assertThat(maps.remove(1L)).isTrue();
      assertThat(maps.remove(1L)).isFalse();
    }
  }

  /** What the kernel takes as an inner map, asked of it: another name, codecs, entries, flags. */
  @Test
  @DisplayName("R18: inner maps are those that the kernel takes")
  void innerMapsAreTheKernels() {
    List<MapDef<?, ?>> shapes =
        List.of(
            MapDef.hash("h", Codec.U32, Codec.U64, 8),
            MapDef.hash("other", Codec.S32, Codec.bytes(8), 9),
            MapDef.hash("h", Codec.U64, Codec.U64, 8),
            MapDef.hash("h", Codec.U32, Codec.U32, 8),
            MapDef.hash("h", Codec.U32, Codec.U64, 8).withFlags(MapFlag.NO_PREALLOC),
            MapDef.lruHash("l", Codec.U32, Codec.U64, 8),
            MapDef.array("a", Codec.U64, 4),
            MapDef.array("a", Codec.S64, 4),
            MapDef.array("a", Codec.U64, 5),
            MapDef.array("i", Codec.U64, 4).withFlags(MapFlag.INNER_MAP),
            MapDef.array("i", Codec.U64, 5).withFlags(MapFlag.INNER_MAP),
            MapDef.perCpuArray("p", Codec.U64, 4),
            MapDef.perCpuArray("p", Codec.U64, 5),
            MapDef.ringBuffer("r", 4096),
            MapDef.ringBuffer("r", 8192));
    for (MapDef<?, ?> wanted : shapes) {
      for (MapDef<?, ?> given : shapes) {
        boolean isTaken = kernelTakes(wanted, given);
        assertThat(libraryTakes(wanted, given)).as("%s in %s", given, wanted).isEqualTo(isTaken);
      }
    }
  }

  private static boolean kernelTakes(MapDef<?, ?> wanted, MapDef<?, ?> given) {
    try (var outer = Bpf.create(MapDef.arrayOfMaps("outer", wanted, 1));
        var map = Bpf.create(given)) {
      long fd = map.descriptor().acquire();
      try {
        return outer.update(0, fd, UpdateMode.ANY);
      } catch (BpfSyscallException e) {
        return false;
      } finally {
        map.descriptor().release();
      }
    }
  }

  private static <K, V> boolean libraryTakes(MapDef<?, ?> wanted, MapDef<K, V> given) {
    try (var outer = Bpf.create(MapDef.arrayOfMaps("outer", wanted, 1));
        var map = Bpf.create(given)) {
      InnerMaps<Integer, K, V> maps = InnerMaps.of(outer, given);
      maps.put(0, map);
      try (KernelMap<K, V> found = maps.get(0).orElseThrow()) {
        assertThat(found.def().maxEntries()).isEqualTo(given.maxEntries());
      }
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("map outer holds no maps like " + given.name() + ": its ");
      return false;
    }
  }

  @Test
  @DisplayName("D13: an index that an array does not have is named")
  void indexesAreNamed() {
    try (var map = Bpf.create(MapDef.array("four", Codec.U64, 4));
        var one = Bpf.create(MapDef.perCpuArray("one", Codec.U64, 1))) {
      for (ThrowableAssert.ThrowingCallable call :
          List.<ThrowableAssert.ThrowingCallable>of(
              () -> map.update(9, 1L),
              () -> map.longs().put(9, 1),
              () -> map.longKeys().update(9, 1L),
              () -> map.batch(2).add(3, 1L).add(9, 1L).update())) {
        assertThatExceptionOfType(MapFullException.class)
            .isThrownBy(call)
            .withMessage("map four: index 9 is not 0 to 3");
      }
      assertThatExceptionOfType(MapFullException.class)
          .isThrownBy(() -> one.update(1, Collections.nCopies(Cpus.possible(), 0L)))
          .withMessage("map one: index 1 is not 0, the only one");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> map.lookup(-1))
          .withMessageContaining("key -1 of map four");
    }
  }

  @Test
  @DisplayName("D14: the negative of an error is the number of no stack")
  void noStackHasANegativeNumber() {
    try (var stacks =
            Bpf.create(MapDef.of("st", MapType.STACK_TRACE, Codec.INDEX, Codec.bytes(80), 4));
        var wide =
            Bpf.create(MapDef.of("st", MapType.STACK_TRACE, Codec.U32, Codec.bytes(80), 4))) {
      assertThat(stacks.lookup(-14)).isEmpty();
      assertThat(stacks.longKeys().lookup(-17)).isEmpty();
      assertThat(wide.lookup(-14L)).isEmpty();
      assertThat(stacks.lookup(3)).isEmpty();
      assertThat(stacks.lookup(99)).isEmpty();
    }
  }

  @Test
  void pinsOutliveTheirMaker(@TempDir Path folder) {
    var def = MapDef.hash("pinned", Codec.U32, Codec.U64, 8);
    Path file = folder.resolve("map");
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      try (var map = Bpf.create(def)) {
        map.pin(bpffs.path("map"));
        map.update(1L, 2L);
      }
      try (var again = Kernel.local().openMap(file, def)) {
        assertThat(again.lookup(1L)).contains(2L);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Kernel.local().openMap(file, def.withMaxEntries(9)))
          .withMessageContaining("with 8 entries of 4 and 8 bytes");
    }
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> Kernel.local().openMap(file, def))
        .withMessageContaining("ENOENT");
  }

  @Test
  void everyMapIsListed() {
    try (var map = Bpf.create(MapDef.array("listed", Codec.U32, 1))) {
      MapInfo info = map.info();
      assertThat(Kernel.local().maps()).contains(info);
      try (var again = Kernel.local().openMap(info.id(), map.def())) {
        assertThat(again.info()).isEqualTo(info);
      }
    }
  }

  /** One thread closes what others use: they see that it is closed, or their answer. */
  @Test
  void closingWhileOthersReadIsSafe() throws Exception {
    for (int round = 0; round < 50; round++) {
      var map = Bpf.create(MapDef.array("raced", Codec.U64, 1).withFlags(MapFlag.MMAPABLE));
      var array = map.mapped();
      var reading =
          CompletableFuture.runAsync(
              () -> {
                assertThatIllegalStateException()
                    .isThrownBy(
                        () -> {
                          while (true) {
                            map.lookup(0);
                            array.get(0);
                          }
                        });
              });
      Thread.sleep(1);
      array.close();
      map.close();
      reading.get(5, TimeUnit.SECONDS);
    }
  }
}
