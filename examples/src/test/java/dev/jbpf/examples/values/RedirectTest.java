package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.RedirectMethod;
import dev.jbpf.examples.values.redirect.RedirectProgram;
import dev.jbpf.examples.values.redirect.RedirectProgram.Endpoint;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.Context;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint that stands for another is replaced, others stay. */
class RedirectTest {
  private static final Endpoint ASKED = new Endpoint(Packets.address("192.0.2.1"), 80, 0);
  private static final Endpoint INSTEAD = new Endpoint(Packets.address("127.0.0.1"), 8080, 0);

  /** {@return {@code struct bpf_sock_addr} with that address and port} */
  private static byte[] asked(int port) {
    ByteBuffer context = ByteBuffer.allocate(72).order(ByteOrder.nativeOrder());
    context.put(4, ASKED.address().getAddress());
    context.duplicate().order(ByteOrder.BIG_ENDIAN).putShort(24, (short) port);
    return context.array();
  }

  static Stream<ProgramDef> forms() {
    return Forms.of(RegisterForms.redirect(), RedirectProgram.define(), RedirectMethod.class);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void onTheVm(ProgramDef form) {
    World.onVm(
        form,
        world -> {
          world.map(RedirectProgram.INSTEAD).update(ASKED, INSTEAD);
          byte[] other = asked(81);
          assertThat(world.run(Context.of(other))).isEqualTo(1);
          assertThat(other).isEqualTo(asked(81));
          byte[] same = asked(80);
          assertThat(world.run(Context.of(same))).isEqualTo(1);
          ByteBuffer left = ByteBuffer.wrap(same);
          assertThat(left.getInt(4)).isEqualTo(0x7f000001);
          assertThat(left.getShort(24)).isEqualTo((short) 8080);
        });
  }

  @ParameterizedTest
  @MethodSource("forms")
  @KernelTest
  void theKernelTakesIt(ProgramDef form) {
    try (KernelProgram program = Bpf.load(form)) {
      assertThat(program.map(RedirectProgram.INSTEAD).lookup(ASKED)).isEmpty();
    }
  }
}
