package dev.jbpf.vm.jit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.vm.exec.MicroCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which accesses have one check, and of which it is known where they are. */
class AccessGroupsTest {
  private static String groups(String source) {
    MicroCode code = OffsetsTest.code(source);
    CompiledFunction function = new FunctionTable(code).at(0);
    Bases bases = new Bases(code, function.slots(), function);
    StringBuilder text = new StringBuilder();
    for (Stretch stretch :
        AccessGroups.of(code, function, function.slots(), function.targets()::get, bases)) {
      text.append(stretch.start()).append("..").append(stretch.end());
      for (AccessGroup group : stretch.groups()) {
        text.append(" at");
        group.indexes().keySet().stream()
            .sorted()
            .forEach(slot -> text.append(" ").append(slot).append("+").append(group.index(slot)));
        text.append(" of ").append(group.length());
        group.place().ifPresent(place -> text.append(" from ").append(place));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          r3 = *(u8 *)(r1 + 0)                                                    | ""
          r3 = *(u8 *)(r1 + 0); r4 = *(u16 *)(r1 + 4)                             | 0..2 at 0+0 1+4 of 6 from 0
          r3 = *(u8 *)(r1 + 5); r4 = *(u32 *)(r1 - 3)                             | 0..2 at 0+8 1+0 of 9
          r3 = *(u8 *)(r1 + 0); r1 += 8; r4 = *(u8 *)(r1 - 2)                     | 0..3 at 0+0 2+6 of 7 from 0
          r6 = r1; r6 -= 2; r3 = *(u8 *)(r6 + 2); r4 = *(u8 *)(r1 + 1)            | 2..4 at 2+0 3+1 of 2 from 0
          r3 = *(u8 *)(r1 + 0); r1 += r2; r4 = *(u8 *)(r1 + 0)                    | ""
          r3 = *(u8 *)(r1 + 0); r1 = *(u64 *)(r1 + 8); r4 = *(u8 *)(r1 + 0)       | 0..2 at 0+0 1+8 of 16 from 0
          r3 = *(u8 *)(r1 + 0); w1 = w1; r4 = *(u8 *)(r1 + 0)                     | ""
          r3 = *(u8 *)(r1 + 0); call 7; r4 = *(u8 *)(r1 + 0)                      | ""
          r3 = *(u8 *)(r1 + 0); r4 = *(u8 *)(r1 + 32767); r5 = *(u8 *)(r1 + 1)    | 0..3 at 0+0 1+32767 2+1 of 32768 from 0
          r3 = *(u8 *)(r1 + 0); r0 = *(u8 *)skb[r10 + 3]; r4 = *(u8 *)(r1 + 0)    | ""
          r3 = *(u8 *)(r1 - 9); r4 = *(u8 *)(r1 + 32767)                          | ""
          r3 = *(u8 *)(r1 + 0); if r3 > 1 goto +1; r4 = *(u8 *)(r1 + 1)           | 0..3 at 0+0 2+1 of 2 from 0
          if r3 > 1 goto +1; r3 = *(u8 *)(r1 + 0); r4 = *(u8 *)(r1 + 1)           | ""
          *(u8 *)(r10 - 1) = r2; *(u8 *)(r10 - 2) = r2                            | ""
          r3 = *(u8 *)(r1 + 0); r4 = *(u8 *)(r2 + 0); r3 = *(u8 *)(r2 + 1)        | 1..3 at 1+0 2+1 of 2
          r6 = r1; r6 += 4; call 7; r3 = *(u8 *)(r6 + 0); r4 = *(u8 *)(r1 + 1)    | 3..5 at 3+3 4+0 of 4 from 1
          r6 = r1; call 7; r3 = *(u8 *)(r6 + 1); r6 += 1; r3 = *(u8 *)(r6 + 1)    | 2..5 at 2+0 4+1 of 2
          r6 = r1; r6 += 4; if r3 > 1 goto -2; call 7; r3 = *(u8 *)(r6 + 1); r4 = *(u8 *)(r6 + 0) | 4..6 at 4+1 5+0 of 2
          r6 = r1; r6 += 4; if r3 > 1 goto +0; call 7; r3 = *(u8 *)(r6 + 1); r4 = *(u8 *)(r6 + 0) | 4..6 at 4+1 5+0 of 2 from 4
          if r3 > 1 goto +1; r6 = r1; call 7; r3 = *(u8 *)(r6 + 1); r4 = *(u8 *)(r6 + 0)          | 3..5 at 3+1 4+0 of 2
          r7 = r10; r7 += -8; call 7; *(u8 *)(r7 + 0) = r2; *(u8 *)(r7 + 7) = r2  | 3..5 at 3+0 4+7 of 8 from 504
          r7 = r10; r7 += -8; call 7; *(u8 *)(r7 + 0) = r2; *(u8 *)(r7 + 8) = r2  | 3..5 at 3+0 4+8 of 9
          """)
  void sharesAreFound(String source, String expected) {
    assertThat(groups(source)).isEqualTo(expected);
  }
}
