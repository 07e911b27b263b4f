package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class BtfProperties {
  private static final char NOT_UTF8 = '\ufffd';

  @Property
  void anyBytesAreTypesOrADefect(@ForAll byte[] bytes) {
    readAll(bytes);
  }

  @Property(tries = 5000)
  void damagedTypesAreTypesOrADefect(@ForAll("damage") List<Tuple2<Integer, Byte>> damage) {
    byte[] bytes = BtfTest.btf(ByteOrder.LITTLE_ENDIAN, BtfTest.ALL_KINDS);
    damage.forEach(change -> bytes[change.get1() % bytes.length] = change.get2());
    readAll(bytes);
  }

  @Provide
  Arbitrary<List<Tuple2<Integer, Byte>>> damage() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 1 << 20);
    Arbitrary<Byte> values = Arbitraries.bytes();
    return places
        .flatMap(place -> values.map(value -> Tuple.of(place, value)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static void readAll(byte[] bytes) {
    try {
      Btf btf = Btf.parse(bytes);
      for (int id = 0; id < btf.size(); id++) {
        assertThat(btf.type(id).name()).isIn("", btf.name(id));
        if (id > 0 && btf.name(id).indexOf(NOT_UTF8) < 0) {
          assertThat(btf.ids(btf.name(id))).contains(id);
        }
        btf.sizeOf(id);
      }
    } catch (BtfException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
    }
  }
}
