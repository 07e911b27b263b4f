package dev.jbpf.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.flag.MapFlag;
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
}
