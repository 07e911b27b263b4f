package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.FirewallMethod;
import dev.jbpf.examples.values.firewall.FirewallProgram;
import dev.jbpf.examples.values.firewall.FirewallProgram.Prefix;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes from a blocked network is dropped and counted, all else passes. */
class FirewallTest {
  private static final Prefix NETWORK = new Prefix(8, Packets.address("10.0.0.0"));

  static Stream<ProgramDef> forms() {
    return Forms.of(RegisterForms.firewall(), FirewallProgram.define(), FirewallMethod.class);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void onTheVm(ProgramDef form) {
    World.onVm(form, FirewallTest::check);
  }

  @ParameterizedTest
  @MethodSource("forms")
  @KernelTest
  void inTheKernel(ProgramDef form) {
    World.inKernel(form, FirewallTest::check);
  }

  private static void check(World world) {
    world.map(FirewallProgram.BLOCKED).update(NETWORK, 0L);
    byte[] bad = Packets.udp("10.1.2.3", "192.0.2.1", 53);
    byte[] good = Packets.udp("11.1.2.3", "192.0.2.1", 53);
    byte[] other = good.clone();
    other[12] = (byte) 0x86;
    other[13] = (byte) 0xdd;
    assertThat(world.run(bad)).isEqualTo(XdpAction.DROP.value());
    assertThat(world.run(bad)).isEqualTo(XdpAction.DROP.value());
    assertThat(world.run(good)).isEqualTo(XdpAction.PASS.value());
    assertThat(world.run(other)).isEqualTo(XdpAction.PASS.value());
    assertThat(world.map(FirewallProgram.BLOCKED).lookup(NETWORK)).hasValue(2L);
    assertThat(sum(world, 0)).isEqualTo(1);
    assertThat(sum(world, 1)).isEqualTo(2);
  }

  private static long sum(World world, int which) {
    return world.map(FirewallProgram.PACKETS).lookup(which).orElseThrow().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
