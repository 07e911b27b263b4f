package dev.jbpf.vm.jit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.text.Assembler;
import dev.jbpf.vm.exec.Linkage;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.helper.HelperFunction;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which programs can run without a reset, their pointers as offsets. */
class OffsetsTest {
  private static final Linkage NOTHING =
      new Linkage() {
        @Override
        public Optional<HelperFunction> helper(int id) {
          return Optional.of((call, r1, r2, r3, r4, r5) -> 0);
        }

        @Override
        public Optional<HelperFunction> kfunc(int id) {
          return Optional.empty();
        }

        @Override
        public OptionalLong map(int descriptor) {
          return OptionalLong.empty();
        }

        @Override
        public OptionalLong mapValue(int descriptor, int offset) {
          return OptionalLong.empty();
        }

        @Override
        public Optional<Integer> descriptorAt(int index) {
          return Optional.empty();
        }
      };

  /** {@return {@code source}, instructions with semicolons between, and an exit} */
  static MicroCode code(String source) {
    String lines = source.replace("; ", "\n") + "\nexit\n";
    return MicroCode.decode(Assembler.assemble(lines).program().orElseThrow(), NOTHING);
  }

  private static Optional<Offsets> offsets(String source) {
    MicroCode code = code(source);
    return Offsets.of(code, new FunctionTable(code).at(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r0 = 1",
        "r0 = *(u8 *)(r1 + 3)",
        "r0 = r2; if r0 > 5 goto +1; r0 = *(u64 *)(r1 + 8)",
        "r6 = r1; r2 = *(u8 *)(r1 + 0); r6 += r2; r0 = *(u8 *)(r6 + 0)",
        "r2 += r1; r0 = *(u8 *)(r2 + 0)",
        "r6 = r1; r6 += 4; r6 -= r1; r0 = r6",
        "r2 = *(u32 *)(r1 + 0); r0 = *(u8 *)(r2 + 12)",
        "if r2 > 5 goto +1; r6 = r1; r6 = 2; r0 = r6",
      })
  void programsThatOnlyLook(String source) {
    assertThat(offsets(source)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r0 = r1",
        "r0 = 0; if r1 == 0 goto +1; r0 = 1",
        "r0 = r2; r0 -= r1",
        "r1 += r1; r0 = *(u8 *)(r1 + 0)",
        "r1 &= 3; r0 = 0",
        "r0 = 0; *(u8 *)(r1 + 0) = r0",
        "r0 = *(u8 *)(r10 - 1)",
        "call 5",
        "r0 = 0; r0 += 1; if r0 < 5 goto -2",
        "r6 = 0; if r2 > 5 goto +1; r6 = r1; r0 = *(u8 *)(r6 + 0)",
      })
  void programsThatDoMore(String source) {
    assertThat(offsets(source)).isEmpty();
  }
}
