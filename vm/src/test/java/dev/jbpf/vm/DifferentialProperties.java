package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.map.BpfMap;
import dev.jbpf.vm.fault.VmFault;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The two engines do the same, whatever the program: results, faults, memory, maps, budget. */
class DifferentialProperties {
  private static final VmOptions OPTIONS = VmOptions.DEFAULT.withBudget(2_000);

  @Provide
  Arbitrary<Program> programs() {
    return RandomPrograms.programs(60);
  }

  @Provide
  Arbitrary<Program> largePrograms() {
    return RandomPrograms.programs(900);
  }

  @Property(tries = 20_000)
  void enginesAgree(@ForAll("programs") Program program) {
    assertAgreement(program);
  }

  @Property(tries = 100)
  void enginesAgreeOnProgramsThatAreInPieces(@ForAll("largePrograms") Program program) {
    assertAgreement(program);
  }

  @Tag("long")
  @Property(tries = 200_000)
  void enginesAgreeForLong(@ForAll("programs") Program program) {
    assertAgreement(program);
  }

  private static void assertAgreement(Program program) {
    assertThat(outcome(program, Engine.JIT))
        .as(() -> RandomPrograms.text(program))
        .isEqualTo(outcome(program, Engine.INTERPRETER));
  }

  /** Two runs, as the second one finds what the first one left. */
  private static String outcome(Program program, Engine engine) {
    Vm vm = Vm.create(OPTIONS.withEngine(engine));
    List<BpfMap<?, Long>> maps = RandomPrograms.maps(vm);
    LoadedProgram loaded = vm.load(program);
    byte[] memory = new byte[64];
    for (int i = 0; i < memory.length; i++) {
      memory[i] = (byte) (i * 37);
    }
    return once(loaded, memory) + once(loaded, memory) + maps.stream().map(BpfMap::toMap).toList();
  }

  private static String once(LoadedProgram loaded, byte[] memory) {
    String result;
    try {
      RunResult run = loaded.test(dev.jbpf.vm.context.Context.of(memory));
      result = Long.toHexString(run.r0()) + " charged " + run.charged();
    } catch (VmFault fault) {
      result = fault.getMessage();
    }
    return result + " " + Arrays.toString(memory) + "\n";
  }
}
