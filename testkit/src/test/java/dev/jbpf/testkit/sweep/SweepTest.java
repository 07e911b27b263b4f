package dev.jbpf.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls of helpers with each flag and at each boundary: what they return, the packet, the maps and
 * the records are on the virtual machine what they are in the kernel. Rows V1 to V12.
 */
@KernelTest
class SweepTest {
  private static final int SAMPLE = 60;
  private static final int LEAST = 2_000;

  @ParameterizedTest
  @EnumSource(Family.class)
  void someCallsGiveWhatTheyGiveInTheKernel(Family family) {
    List<Case> cases = cases(family);
    Collections.shuffle(cases, new Random(1));
    cases.subList(0, SAMPLE).forEach(SweepTest::compare);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(Family.class)
  void allCallsGiveWhatTheyGiveInTheKernel(Family family) {
    List<Case> cases = cases(family);
    assertThat(cases).hasSizeGreaterThan(LEAST);
    cases.forEach(SweepTest::compare);
  }

  private static List<Case> cases(Family family) {
    List<Case> cases = new ArrayList<>();
    family.cases(cases::add);
    return cases;
  }

  private static void compare(Case one) {
    String kernel = Engines.inKernel(one);
    for (Engine engine : List.of(Engine.INTERPRETER, Engine.JIT)) {
      String ours = Engines.onVm(engine, one);
      if (!kernel.equals(Engines.REFUSED)) {
        assertThat(ours).as(engine + " " + one).isEqualTo(kernel);
      } else if (one.faultsIfRefused()) {
        assertThat(ours).as(engine + " " + one).contains("fault[");
      }
    }
  }
}
