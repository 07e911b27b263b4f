package dev.jbpf.methods.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Ring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verifier refuses of a method is told in words of methods. */
class VerifierRefusalTest {
  record Event(long time) {}

  static final class Leak {
    static final MapDef<Nothing, Nothing> MAP = MapDef.ringBuffer("ring", 4096);
    static final Ring<Event> RING = Ring.of(MAP, Event.class);

    private Leak() {}

    @BpfProgram("xdp")
    static int leaks(XdpContext context) {
      Cell<Event> event = RING.reserve();
      if (event == null || context.queue() == 3) {
        return 1;
      }
      RING.submit(event);
      return 2;
    }
  }

  static final class Endless {
    private Endless() {}

    @BpfProgram("xdp")
    static int runs(XdpContext context) {
      int n = context.queue();
      while (n != 0) {
        n++;
      }
      return 2;
    }
  }

  private static RefusedException refusal(Class<?> type) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> MethodCompiler.compile(type));
    assertThat(refused.rule()).isEqualTo(Rule.VERIFIER);
    return refused;
  }

  @ParameterizedTest
  @ValueSource(classes = {Leak.class, Endless.class})
  void saysItOnceAndWithoutRegistersOfBuilders(Class<?> type) {
    assertThat(refusal(type).getMessage())
        .containsOnlyOnce("VerifierRefusalTest.java:" + line(type) + ": error[")
        .doesNotContain("b.", "Definition…");
    assertThat(refusal(type).diagnostic().notes()).hasSizeGreaterThan(2);
  }

  private static int line(Class<?> type) {
    return ((dev.jbpf.diag.Origin.Java) refusal(type).origin()).line();
  }

  @Test
  void namesTheRuleAndWhereItComesFrom() {
    assertThat(refusal(Leak.class).getMessage())
        .contains("an acquired reference is not released on this path (reference-leak): kernels")
        .contains("\n  note: it is acquired at VerifierRefusalTest.java:")
        .contains("\n  note: release it before the program ends");
  }

  static final class Unlicensed {
    private Unlicensed() {}

    @BpfProgram(value = "xdp", license = "MIT")
    static int prints(XdpContext context) {
      Kernel.print("%d", context.queue());
      return 2;
    }
  }

  /** Advice is what is written in methods. */
  @Test
  void advisesWhatMethodsAreWrittenWith() {
    assertThat(refusal(Unlicensed.class).getMessage())
        .contains("\n  note: @BpfProgram(…, license = \"GPL\")");
    assertThat(refusal(Leak.class).getMessage())
        .contains("\n  note: before it: RING.discard(record);");
    assertThat(refusal(Endless.class).getMessage())
        .contains("for (int i = 0; i < N; i++) (Linux 5.3), Loops.times(n, i -> …)");
  }
}
