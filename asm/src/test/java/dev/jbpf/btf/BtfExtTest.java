package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.BtfType.Linkage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BtfExtTest {
  private record Both(byte[] types, byte[] ext) {}

  private static Both sample(ByteOrder order) {
    BtfBuilder types = new BtfBuilder(order);
    int prototype = types.add(new BtfType.FuncProto(0, List.of()));
    int main = types.add(new BtfType.Func("main", prototype, Linkage.GLOBAL));
    BtfExtBuilder ext = new BtfExtBuilder(types);
    ext.function("xdp", 0, main);
    int file = types.string("a.s");
    ext.line("xdp", 0, file, types.string("r0 = 1"), 7, 3);
    ext.line("xdp", 8, file, types.string("exit"), 8, 2000);
    ext.line("xdp", 16, file, 0, 1 << 22, 1);
    ext.line("tc", 0, file, 0, 4_194_303, 1023);
    byte[] bytes = ext.toBytes();
    return new Both(types.toBytes(), bytes);
  }

  @Test
  void readsWhatItWrote() {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      Both sample = sample(order);
      Btf types = Btf.parse(sample.types());
      BtfExt ext = BtfExt.parse(sample.ext(), types);
      assertThat(ext.relocations()).isEmpty();
      BtfExt.Rows functions = BtfExt.of(ext.functions(), "xdp").orElseThrow();
      assertThat(functions.size()).isEqualTo(1);
      assertThat(types.name(functions.at(0, 1))).isEqualTo("main");
      BtfExt.Rows lines = BtfExt.of(ext.lines(), "xdp").orElseThrow();
      assertThat(lines.size()).as("a line that does not fit is left out").isEqualTo(2);
      assertThat(lines.offset(1)).isEqualTo(8);
      assertThat(types.string(lines.at(1, 1))).isEqualTo("a.s");
      assertThat(types.string(lines.at(1, 2))).isEqualTo("exit");
      assertThat(BtfExt.line(lines.at(1, 3))).isEqualTo(8);
      assertThat(BtfExt.column(lines.at(1, 3))).as("a column too large is left out").isZero();
      assertThat(BtfExt.column(lines.at(0, 3))).isEqualTo(3);
      BtfExt.Rows largest = BtfExt.of(ext.lines(), "tc").orElseThrow();
      assertThat(BtfExt.line(largest.at(0, 3))).isEqualTo(4_194_303);
      assertThat(BtfExt.column(largest.at(0, 3))).isEqualTo(1023);
    }
  }

  @Test
  void refusesDamage() {
    Both sample = sample(ByteOrder.LITTLE_ENDIAN);
    Btf types = Btf.parse(sample.types());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = sample.ext().clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      byte[] damaged = Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(40));
      try {
        BtfExt.parse(damaged, types);
      } catch (BtfException expected) {
        assertThat(expected.offset()).isBetween(0, damaged.length);
      }
    }
    assertThatThrownBy(() -> BtfExt.parse(Arrays.copyOf(sample.ext(), 60), types))
        .isInstanceOf(BtfException.class);
  }

  /** Their product is more than a long holds, and negative when it is cut. */
  @Test
  void refusesMoreRecordsThanAnythingHas() {
    Both sample = sample(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer ext = ByteBuffer.wrap(sample.ext().clone()).order(ByteOrder.LITTLE_ENDIAN);
    int table = ext.getInt(4) + ext.getInt(8); // The header's length, and where functions are.
    ext.putInt(table, -4); // bytes a record
    ext.putInt(table + 8, -1); // records of the first section
    assertThatThrownBy(() -> BtfExt.parse(ext.array(), Btf.parse(sample.types())))
        .isInstanceOf(BtfException.class)
        .hasMessageContaining("4294967295 records of 4294967292 bytes do not fit");
  }
}
