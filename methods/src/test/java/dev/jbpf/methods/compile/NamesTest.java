package dev.jbpf.methods.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.vm.VmObject;
import org.junit.jupiter.api.Test;

/** Programs, maps and variables of an object have names of their own. */
class NamesTest {
  static final class MapLikeProgram {
    private static final Table<Integer, Long> TABLE = Table.of(MapDef.array("flows", Codec.U64, 1));

    private MapLikeProgram() {}

    @BpfProgram("xdp")
    static int flows(XdpContext context) {
      TABLE.increment(0);
      return 2;
    }
  }

  static final class MapLikeVariable {
    private static final Table<Integer, Long> TABLE = Table.of(MapDef.array("seen", Codec.U64, 1));
    private static long seen;

    private MapLikeVariable() {}

    @BpfProgram("xdp")
    static int count(XdpContext context) {
      seen++;
      TABLE.increment(0);
      return 2;
    }
  }

  /** Arrays of constants are variables, too, whose names the author does not say. */
  static final class Tables {
    private static final int[] NUMBERS = {3, 1, 4, 1};
    private static int table;

    private Tables() {}

    @BpfProgram(value = "xdp", name = "table2")
    static int number(XdpContext context) {
      int number = NUMBERS[context.queue() & 3];
      table += number;
      return number;
    }
  }

  @Test
  void mapsAreNotCalledAsPrograms() {
    assertThatThrownBy(() -> MethodCompiler.compile(MapLikeProgram.class))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("error[name-taken]: the map flows");
    assertThatThrownBy(() -> MethodCompiler.compile(MapLikeProgram.class, "flows"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void mapsAreNotCalledAsVariables() {
    assertThatThrownBy(() -> MethodCompiler.compile(MapLikeVariable.class))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("error[name-taken]: the map seen");
  }

  @Test
  void namesOfTheAuthorsAreTheirs() {
    VmObject object = VmObject.load(Tables.class);
    assertThat(object.program("table2").run(new byte[64])).isEqualTo(3);
    assertThat(object.variable("table", Codec.S32).get()).isEqualTo(3);
  }
}
