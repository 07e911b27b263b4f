package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.DispatchMethods;
import dev.jbpf.examples.values.dispatch.DispatchPrograms;
import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.KernelPrograms;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.SocketBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each packet goes to the program of its protocol; one without a program is counted as such. */
class DispatchTest {
  private static final byte[] TCP = Packets.tcp("192.0.2.7", "192.0.2.1", 80, Packets.SYN, 0);
  private static final byte[] UDP = Packets.udp("192.0.2.7", "192.0.2.1", 53);

  static Stream<List<ProgramDef>> forms() {
    CompiledClass methods = MethodCompiler.compile(DispatchMethods.class);
    return Stream.of(
        List.of(RegisterForms.dispatch(), RegisterForms.handler(1, 5)),
        List.of(DispatchPrograms.dispatch(), DispatchPrograms.handler(1, 5)),
        List.of(methods.program("dispatch"), methods.program("handler1")));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void onTheVm(List<ProgramDef> form) {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    var programs = vm.map(DispatchPrograms.PROGRAMS);
    var counts = vm.map(DispatchPrograms.COUNTS);
    var handler = vm.load(form.get(1).program());
    programs.update(1, (long) vm.descriptor(handler));
    var dispatch = vm.load(form.get(0).program());
    assertThat(dispatch.run(SocketBuffer.of(TCP))).isEqualTo(5);
    assertThat(dispatch.run(SocketBuffer.of(UDP))).isZero();
    assertThat(counts.lookup(1)).hasValue(1L);
    assertThat(counts.lookup(3)).hasValue(1L);
  }

  @ParameterizedTest
  @MethodSource("forms")
  @KernelTest
  void inTheKernel(List<ProgramDef> form) {
    try (KernelPrograms both = Bpf.load(form.get(0), form.get(1))) {
      KernelProgram dispatch = both.program("dispatch");
      both.map(DispatchPrograms.PROGRAMS).put(1, both.program("handler1"));
      // A socket's filter sees the packet from behind the Ethernet header on: shift it there.
      byte[] shifted = new byte[14 + TCP.length];
      System.arraycopy(TCP, 0, shifted, 14, TCP.length);
      assertThat(dispatch.testRun(TestRun.onPacket(shifted)).returnValue()).isEqualTo(5);
      assertThat(both.map(DispatchPrograms.COUNTS).lookup(1)).hasValue(1L);
    }
  }
}
