package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.BtfType.Linkage;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where libbpf 1.7 puts the settings of an object, as it prints them. */
class ConfigLayoutTest {
  private final BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
  private final List<BtfType.Variable> variables = new ArrayList<>();

  private void declare(String name, int type) {
    int variable = types.add(new BtfType.Var(name, type, Linkage.EXTERN));
    variables.add(new BtfType.Variable(variable, 0, 0));
  }

  @Test
  void aTextFollowsTheLettersOfItsAlignment() {
    int letter = types.add(new BtfType.Int("char", 1, Set.of(), 0, 8));
    int number = types.add(new BtfType.Int("long", 8, Set.of(), 0, 64));
    int half = types.add(new BtfType.Int("short", 2, Set.of(), 0, 16));
    declare("CONFIG_TEXT", types.add(new BtfType.Array(letter, number, 8)));
    declare("CONFIG_HALF", half);
    declare("CONFIG_LETTER", letter);
    declare("CONFIG_BOOL", letter);
    declare("CONFIG_LONG", number);
    types.add(new BtfType.Datasec(".kconfig", 0, variables));

    Btf read = Btf.parse(types.toBytes());
    ConfigLayout layout = ConfigLayout.of(read);

    assertThat(layout.variables())
        .extracting(placed -> read.name(placed.type()) + " at " + placed.offset())
        .containsExactly(
            "CONFIG_LONG at 0",
            "CONFIG_HALF at 8",
            "CONFIG_BOOL at 10",
            "CONFIG_LETTER at 11",
            "CONFIG_TEXT at 12");
    assertThat(layout.size()).isEqualTo(20);
  }
}
