package dev.jbpf.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpTest {

  @Test
  void theTableHasEveryInstructionOfVersions1To4AndTwoLaterJumps() {
    assertThat(Op.all()).hasSize(181 + 2).contains(Op.GOTOX, Op.GOTO_OR_NOP);
  }

  @ParameterizedTest
  @EnumSource
  void aRowsOwnTemplateIsThatRow(Op op) {
    assertThat(Op.of(op.template())).contains(op);
  }

  @ParameterizedTest
  @EnumSource
  void aWordOfAnUnusedRegisterNumberIsNone(Op op) {
    if (op.format().has(Field.DST)) {
      assertThat(Op.of(op.template() | 0xbL << Words.DST_SHIFT)).isEmpty();
    }
    if (op.format().has(Field.SRC)) {
      assertThat(Op.of(op.template() | 0xbL << Words.SRC_SHIFT)).isEmpty();
    }
  }

  @Test
  void noTwoRowsShareAnEncoding() {
    Map<Long, Op> seen = new HashMap<>();
    for (Op op : Op.all()) {
      assertThat(seen.put(op.template(), op)).as("%s", op).isNull();
    }
  }

  @Test
  void noTwoRowsAreWrittenAlike() {
    Map<Template, Op> llvm = new HashMap<>();
    Map<Template, Op> gnu = new HashMap<>();
    for (Op op : Op.all()) {
      assertThat(llvm.put(op.llvm(), op)).as("%s", op).isNull();
      assertThat(gnu.put(op.gnu(), op)).as("%s", op).isNull();
    }
  }

  /** RFC 9669, section 5.4: what no tool shows as text. */
  @Test
  void whatAWideConstantStandsForIsInItsSource() {
    assertThat(Op.all().stream().filter(op -> op.opcode() == 0x18))
        .extracting(op -> op + " " + op.fixed(Field.SRC))
        .containsExactly(
            "LDDW 0",
            "LDDW_MAP_FD 1",
            "LDDW_MAP_VALUE 2",
            "LDDW_BTF_ID 3",
            "LDDW_FUNC 4",
            "LDDW_MAP_IDX 5",
            "LDDW_MAP_IDX_VALUE 6");
  }

  @Test
  void anUnknownOpcodeIsNoInstruction() {
    assertThat(Op.of(0xff)).isEmpty();
    assertThat(Op.of(0x00)).isEmpty();
  }
}
