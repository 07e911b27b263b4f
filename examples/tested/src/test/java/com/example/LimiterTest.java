package com.example;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.testkit.BpfSession;
import dev.jbpf.testkit.BpfTest;
import dev.jbpf.testkit.Kernel;
import dev.jbpf.vm.packet.Packet;
import java.time.Duration;

class LimiterTest {
  private static final BpfObjectFile LIMITER = Programs.of("limiter.s");
  private static final Duration WINDOW = Duration.ofMillis(200);

  record Limit(long packets, long nanoseconds) {}

  record Sender(long packets, long since) {}

  private static final MapDef<Integer, Limit> LIMIT =
      MapDef.array("limit", Codec.record(Limit.class), 1);
  private static final MapDef<byte[], Sender> SENDERS =
      MapDef.hash("senders", Codec.bytes(4), Codec.record(Sender.class), 1024);

  private static Packet from(String sender) {
    return Packet.ethernet().ipv4(sender, "192.0.2.1").udp(1, 2);
  }

  private static BpfSession limitedTo(long packets) {
    BpfSession session = BpfSession.of(LIMITER).differing("senders");
    session.map(LIMIT).update(0, new Limit(packets, WINDOW.toNanos()));
    return session;
  }

  private static void pass(BpfSession session, String sender, int count) {
    for (int i = 0; i < count; i++) {
      session.run(from(sender)).returned(XdpAction.PASS);
    }
  }

  @BpfTest
  void passesEverythingWithoutALimit() {
    pass(BpfSession.of(LIMITER), "10.0.0.1", 5);
  }

  @BpfTest
  void passesAsManyAsItIsTold() {
    BpfSession session = limitedTo(3);
    pass(session, "10.0.0.1", 3);
    session.run(from("10.0.0.1")).returned(XdpAction.DROP);
  }

  @BpfTest
  void limitsSendersEachOnItsOwn() {
    BpfSession session = limitedTo(1);
    pass(session, "10.0.0.1", 1);
    pass(session, "10.0.0.2", 1);
    session.run(from("10.0.0.1")).returned(XdpAction.DROP);
    session.run(from("10.0.0.2")).returned(XdpAction.DROP);
  }

  @BpfTest
  void startsAgainInTheNextWindow() {
    BpfSession session = limitedTo(2);
    pass(session, "10.0.0.1", 2);
    session.run(from("10.0.0.1")).returned(XdpAction.DROP);
    session.advance(WINDOW);
    pass(session, "10.0.0.1", 2);
    session.run(from("10.0.0.1")).returned(XdpAction.DROP);
  }

  @BpfTest
  void remembersSenders() {
    BpfSession session = limitedTo(5);
    pass(session, "10.0.0.1", 2);
    pass(session, "10.0.0.2", 1);
    session.run(from("10.0.0.3")).andMap(SENDERS).hasSize(3);
  }

  @BpfTest
  void ignoresWhatIsNoIpv4() {
    BpfSession session = limitedTo(1);
    for (int i = 0; i < 3; i++) {
      session.run(Packet.ethernet().arpRequest("10.0.0.1", "10.0.0.2")).returned(XdpAction.PASS);
    }
  }

  @BpfTest
  void passesWhatIsTooShort() {
    limitedTo(1).run(new byte[20]).returned(XdpAction.PASS);
  }

  @BpfTest
  void kernelsAccept() {
    assertThat(LIMITER).program("limiter").isAcceptedBy(Kernel.V6_1, Kernel.V6_18);
  }
}
