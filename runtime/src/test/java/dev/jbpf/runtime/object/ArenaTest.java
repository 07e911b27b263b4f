package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.map.Codec;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Test;

/** Variables in an arena: {@code .addr_space.1}. */
@KernelTest
class ArenaTest {
  @Test
  void haveTheValuesOfTheSource() {
    Since.linux(6, 9);
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("arena"))) {
      KernelProgram program = object.program("count");
      assertThat(program.testRun(TestRun.onContext(new byte[0])).returnValue()).isEqualTo(42);
      assertThat(program.testRun(TestRun.onContext(new byte[0])).returnValue()).isEqualTo(44);
      assertThat(object.variable("seen", Codec.U64).get()).isEqualTo(44);
    }
  }
}
