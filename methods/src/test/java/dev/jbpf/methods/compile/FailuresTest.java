package dev.jbpf.methods.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Numbers;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Java throws, a program ends with 0, and what it did before is done. */
class FailuresTest {
  private static final byte[] PACKET = new byte[64];
  private static final BpfObjectFile OBJECT = MethodCompiler.compile(Throwing.class).object();

  /** Each fails when {@code zero} is 0, and returns 7 else. */
  static final class Throwing {
    private static int zero;
    private static int steps;

    private Throwing() {}

    @BpfProgram("xdp")
    static int division(XdpContext context) {
      steps++;
      int quotient = 100 / zero;
      steps++;
      return quotient == 100 ? 7 : 8;
    }

    @BpfProgram("xdp")
    static int remainder(XdpContext context) {
      steps++;
      long rest = 100L % zero;
      steps++;
      return rest == 0 ? 7 : 8;
    }

    @BpfProgram("xdp")
    static int index(XdpContext context) {
      steps++;
      int[] array = new int[3];
      array[zero - 1] = 7;
      steps++;
      return array[0];
    }

    @BpfProgram("xdp")
    static int sum(XdpContext context) {
      steps++;
      int sum = Math.addExact(Integer.MAX_VALUE - 6, zero == 0 ? 7 : 6);
      steps++;
      return sum == Integer.MAX_VALUE ? 7 : 8;
    }

    @BpfProgram("xdp")
    static int thrown(XdpContext context) {
      steps++;
      require(zero != 0);
      steps++;
      return 7;
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new IllegalStateException("it does not hold");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"division", "remainder", "index", "sum", "thrown"})
  void asJava(String name) throws ReflectiveOperationException {
    var method = Throwing.class.getDeclaredMethod(name, XdpContext.class);
    Throwing.steps = 0;
    assertThatThrownBy(() -> method.invoke(null, XdpContext.of(PACKET)))
        .isInstanceOf(InvocationTargetException.class);
    assertThat(Throwing.steps).isEqualTo(1);
    Throwing.zero = 1;
    assertThat(method.invoke(null, XdpContext.of(PACKET))).isEqualTo(7);
    Throwing.zero = 0;
    Throwing.steps = 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"division", "remainder", "index", "sum", "thrown"})
  void onTheVm(String name) {
    for (int zero : new int[] {0, 1}) {
      VmObject object = VmObject.load(OBJECT, VmOptions.DEFAULT);
      object.variable("zero", Codec.S32).set(zero);
      long result =
          object.program(name).run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
      assertThat(result).isEqualTo(zero * 7);
      assertThat(object.variable("steps", Codec.S32).get()).isEqualTo(zero + 1);
    }
  }

  @Test
  @KernelTest
  void inTheKernel() {
    try (BpfObject object = BpfObject.open("failures", OBJECT).load()) {
      var steps = object.variable("steps", Codec.S32);
      object
          .programs()
          .forEach(
              (name, program) -> {
                steps.set(0);
                assertThat(program.testRun(TestRun.onPacket(PACKET)).returnValue())
                    .as(name)
                    .isZero();
                assertThat(steps.get()).isEqualTo(1);
              });
    }
  }

  @Test
  void numbersDivideAsTheKernelDoes() {
    assertThat(Numbers.div(5, 0)).isZero();
    assertThat(Numbers.mod(5, 0)).isEqualTo(5);
    assertThat(Numbers.div(-1, 2)).isEqualTo(Long.MAX_VALUE);
  }
}
