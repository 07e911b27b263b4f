package dev.jbpf.btf.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.btf.value.TypedValue.Field;
import dev.jbpf.btf.value.TypedValue.Flag;
import dev.jbpf.btf.value.TypedValue.Group;
import dev.jbpf.btf.value.TypedValue.Num;
import dev.jbpf.btf.value.TypedValue.Row;
import dev.jbpf.btf.value.TypedValue.Text;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A structure of all kinds of members, in both byte orders. */
class ValuesTest {
  private record Types(Btf types, int id) {}

  private static Types types(ByteOrder order) {
    BtfBuilder types = new BtfBuilder(order);
    int u16 = types.add(new BtfType.Int("u16", 2, Set.of(), 0, 16));
    int s32 = types.add(new BtfType.Int("int", 4, Set.of(Encoding.SIGNED), 0, 32));
    int letter = types.add(new BtfType.Int("char", 1, Set.of(Encoding.SIGNED), 0, 8));
    int bool = types.add(new BtfType.Int("_Bool", 1, Set.of(Encoding.BOOL), 0, 8));
    int text = types.add(new BtfType.Array(letter, s32, 4));
    int numbers = types.add(new BtfType.Array(u16, s32, 2));
    int state =
        types.add(
            new BtfType.Enum(
                "state",
                4,
                true,
                List.of(new BtfType.Enumerator("ON", 1), new BtfType.Enumerator("OFF", -2))));
    int id =
        types.add(
            new BtfType.Struct(
                "all",
                24,
                List.of(
                    new BtfType.Member("count", u16, 0, 0),
                    new BtfType.Member("is", bool, 16, 0),
                    new BtfType.Member("delta", s32, 32, 0),
                    new BtfType.Member("name", text, 64, 0),
                    new BtfType.Member("pair", numbers, 96, 0),
                    new BtfType.Member("state", state, 128, 0),
                    new BtfType.Member("low", s32, 160, 5),
                    new BtfType.Member("high", s32, 165, 27))));
    return new Types(Btf.parse(types.toBytes()), id);
  }

  private static Group value() {
    return new Group(
        List.of(
            new Field("count", Num.of(0x1234)),
            new Field("is", new Flag(true)),
            new Field("delta", Num.of(-2)),
            new Field("name", new Text("abc")),
            new Field("pair", new Row(List.of(Num.of(1), Num.of(2)))),
            new Field("state", new Text("OFF")),
            new Field("low", new Text("0x11")),
            new Field("high", new Text("0x1"))));
  }

  @ParameterizedTest
  @CsvSource({
    "LITTLE_ENDIAN,34120100feffffff6162630001000200feffffff31000000",
    "BIG_ENDIAN,12340100fffffffe6162630000010002fffffffe88000001"
  })
  void bothWays(String order, String bytes) {
    Types types = types(order.startsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    byte[] written = ValueWriter.write(types.types, types.id, value());
    assertThat(HexFormat.of().formatHex(written)).isEqualTo(bytes);
    assertThat(ValueReader.read(types.types, types.id, written)).isEqualTo(value());
  }

  @Property(tries = 300)
  void anyBytesComeBack(@ForAll @Size(24) byte[] bytes) {
    Types types = types(ByteOrder.LITTLE_ENDIAN);
    bytes[2] &= 1;
    bytes[3] = 0; // No member is there.
    zeroBehindNul(bytes, 8, 12);
    TypedValue value = ValueReader.read(types.types, types.id, bytes);
    assertThat(ValueWriter.write(types.types, types.id, value)).isEqualTo(bytes);
  }

  /** A text ends with its NUL, as for bpftool: what is behind is not shown. */
  private static void zeroBehindNul(byte[] bytes, int from, int to) {
    boolean isBehind = false;
    for (int at = from; at < to; at++) {
      bytes[at] = isBehind ? 0 : bytes[at];
      isBehind |= bytes[at] == 0;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cuont | 1 | there is no member 'cuont'; did you mean 'count'?",
        "count | 65536 | count: 65536 does not fit in 16 bits",
        "count | -1 | count: -1 does not fit in 16 bits",
        "delta | 4294967296 | delta: 4294967296 does not fit in 32 signed bits",
        "count | x1 | count: 'x1' is not a number",
        "state | OFFF | state: there is no constant 'OFFF'; did you mean 'OFF'?",
        "low | 32 | low: 32 does not fit in 5 signed bits",
        "name | abcde | name: 'abcde' is not a text of at most 4 bytes",
      })
  void whatIsWrongIsTold(String member, String text, String message) {
    Types types = types(ByteOrder.LITTLE_ENDIAN);
    Group group = new Group(List.of(new Field(member, new Text(text))));
    assertThatThrownBy(() -> ValueWriter.write(types.types, types.id, group))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
