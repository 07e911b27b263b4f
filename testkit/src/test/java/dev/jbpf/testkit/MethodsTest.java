package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Programs that are methods are tested as those of objects are, on each engine. */
class MethodsTest {
  /** Drops what is long. */
  static final class Lengths {
    private static int limit = 100;
    private static long dropped;

    private Lengths() {}

    @BpfProgram("xdp")
    static int drop(XdpContext context) {
      int length = context.packet().length();
      if (length > limit) {
        dropped += length;
        return XdpAction.DROP.value();
      }
      return XdpAction.PASS.value();
    }
  }

  @BpfTest
  void onEachEngine() {
    assertThat(Lengths.class)
        .program("drop")
        .withPacket(new byte[200])
        .returns(XdpAction.DROP)
        .andVariable("dropped", Codec.S64)
        .isEqualTo(200L);
    assertThat(Lengths.class).program("drop").withPacket(new byte[64]).returns(XdpAction.PASS);
  }
}
