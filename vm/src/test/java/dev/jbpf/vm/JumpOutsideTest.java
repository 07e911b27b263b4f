package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.vm.fault.VmFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JumpOutsideTest {

  @ParameterizedTest
  @EnumSource(Engine.class)
  @DisplayName("Messages: the slot that jumps out of the program is named, not the next one")
  void namesTheSlotThatJumps(Engine engine) {
    for (String jump : new String[] {"goto +5", "if r1 != 0 goto +5", "gotol -9"}) {
      byte[] source = ("r0 = 0\n" + jump + "\nexit\n").getBytes(StandardCharsets.UTF_8);
      LoadedProgram program =
          Vm.create(VmOptions.DEFAULT.withEngine(engine))
              .load(
                  Assembler.assemble(source, "t.s", AssemblerOptions.DEFAULT)
                      .program()
                      .orElseThrow());
      assertThatThrownBy(() -> program.run(new byte[8]))
          .isInstanceOfSatisfying(
              VmFault.class, fault -> assertThat(fault.slot().number()).isEqualTo(1))
          .hasMessageContaining("outside the program of 3");
    }
  }
}
