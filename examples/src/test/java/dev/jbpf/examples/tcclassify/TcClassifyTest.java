package dev.jbpf.examples.tcclassify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.ExampleRunner;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.attach.PacketSocket;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.packet.Packet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcClassifyTest {
  private static final String FIRST_SECOND =
      "class 0: \\d+ packets \\d+ bytes, class 1: 1 packets 98 bytes,"
          + " class 2: \\d+ packets \\d+ bytes, class 3: 1 packets 46 bytes";

  @Test
  @KernelTest
  void classifiesWhatComesIn() {
    assertThat(ExampleRun.ok("tc_classify", "--seconds", "1").out())
        .singleElement()
        .asString()
        .matches(FIRST_SECOND);
  }

  @Test
  @KernelTest
  void classifiesByTheQueueingDiscipline() {
    assertThat(ExampleRun.ok("tc_classify", "--seconds", "1", "--clsact").out())
        .singleElement()
        .asString()
        .matches(FIRST_SECOND);
  }

  /**
   * The class is the packet's mark: a socket behind the program, whose filter asks for it, sees.
   */
  @Test
  @KernelTest
  void packetsCarryTheirClassAsMark() throws Exception {
    ClassicProgram marked =
        ClassicAssembler.assemble(
                "ld mark\njeq #5, yes, no\nyes: ret #1\nno: ret #0\n"
                    .getBytes(StandardCharsets.UTF_8),
                "marked")
            .program()
            .orElseThrow();
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          try (PacketSocket socket = PacketSocket.open(Kernel.local())) {
            socket.attach(marked);
            socket.bind("out");
            ExampleRun run =
                ExampleRun.during(
                    VethPair::sendAndWait,
                    "tc_classify",
                    "--interface=out",
                    "--direction=EGRESS",
                    "--class=17=5");
            assertThat(run.out()).startsWith("no packets").endsWith("class 5: 7 packets 350 bytes");
            for (int i = 0; i < VethPair.PACKETS; i++) {
              assertThat(socket.receive(1)).as("packet %d", i).isPresent();
            }
            assertThat(socket.receive(1)).isEmpty();
          }
          return null;
        });
  }

  @Test
  @KernelTest
  void aClassThatCannotBeIsRefused() {
    ExampleRun run = ExampleRun.of("tc_classify", "--seconds=1", "--class=6=16");
    assertThat(run.code()).isEqualTo(ExampleRunner.FAILED);
    assertThat(run.err()).containsExactly("tc_classify: class 16 is not one of 0 to 15");
  }

  @Test
  void onRecordedPacketsItClassifies() {
    Permission refused = new Permission("Not permitted.", "Be root.");
    ExampleRun run = ExampleRun.refused(refused, "tc_classify", "--seconds=1", "--class=17=9");
    assertThat(run.out().get(1))
        .isEqualTo("class 0: 12 packets 762 bytes, class 9: 1 packets 46 bytes");
  }

  @Test
  void asMethod() {
    SameAsMethod same =
        new SameAsMethod(ClassMethod.class, ClassProgram.CLASS_OF, ClassProgram.SUMS);
    byte[] packet = Packet.ethernet().ipv4("192.0.2.1", "192.0.2.2").udp(1, 9).bytes();
    ProgramDef registers = InRegisters.classify();
    for (Program form : List.of(ClassProgram.classify(), registers.program())) {
      same.check(
          new SameAsMethod.Run("tc_classify", form, SocketBuffer.of(packet)),
          new SameAsMethod.Run("tc_classify", form, SocketBuffer.of(new byte[20])));
    }
    same.isTaken(registers);
  }
}
