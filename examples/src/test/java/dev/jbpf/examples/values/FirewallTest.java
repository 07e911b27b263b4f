package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.examples.values.firewall.FirewallProgram;
import dev.jbpf.examples.values.firewall.FirewallProgram.Prefix;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Test;

/** What comes from a blocked network is dropped and counted, all else passes. */
class FirewallTest {
  private static final Prefix NETWORK = new Prefix(8, Packets.address("10.0.0.0"));

  @Test
  void onTheVm() {
    World.onVm(FirewallProgram.define(), FirewallTest::check);
  }

  @Test
  @KernelTest
  void inTheKernel() {
    World.inKernel(FirewallProgram.define(), FirewallTest::check);
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
