package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.PortsMethod;
import dev.jbpf.examples.values.ports.PortsProgram;
import dev.jbpf.examples.values.ports.PortsProgram.Opened;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments that open a connection are told, with options before them, too; all are measured. */
class PortsTest {
  private static final byte[] SYN = Packets.tcp("192.0.2.7", "192.0.2.1", 443, Packets.SYN, 0);
  private static final byte[] WITH_OPTIONS =
      Packets.tcp("192.0.2.8", "192.0.2.1", 8080, Packets.SYN, 12);
  private static final byte[] ACK = Packets.tcp("192.0.2.9", "192.0.2.1", 443, Packets.ACK, 0);

  private static final List<Opened> EXPECTED =
      List.of(
          new Opened(Packets.address("192.0.2.7"), 443, SYN.length),
          new Opened(Packets.address("192.0.2.8"), 8080, WITH_OPTIONS.length));

  static Stream<ProgramDef> forms() {
    return Forms.of(RegisterForms.ports(), PortsProgram.define(), PortsMethod.class);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void onTheVm(ProgramDef form) {
    World.onVm(
        form,
        world -> {
          send(world);
          assertThat(world.map(PortsProgram.SIZES).lookup(7)).hasValue(3L);
          assertThat(world.records(PortsProgram.EVENTS, Codec.record(Opened.class)))
              .isEqualTo(EXPECTED);
        });
  }

  private static void send(World world) {
    for (byte[] packet : List.of(SYN, WITH_OPTIONS, ACK)) {
      assertThat(world.run(packet)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  @KernelTest
  void inTheKernel(ProgramDef form) throws Exception {
    try (KernelProgram program = Bpf.load(form);
        RingBuffers rings = RingBuffers.open(Kernel.local())) {
      List<Opened> seen = new ArrayList<>();
      rings.add(program.map(PortsProgram.EVENTS), Codec.record(Opened.class), seen::add);
      for (byte[] packet : List.of(SYN, WITH_OPTIONS, ACK)) {
        program.testRun(TestRun.onPacket(packet));
      }
      assertThat(program.map(PortsProgram.SIZES).lookup(7)).hasValue(3L);
      rings.consume();
      assertThat(seen).isEqualTo(EXPECTED);
    }
  }
}
