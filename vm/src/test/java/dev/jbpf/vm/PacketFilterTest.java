package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.fault.VmFault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A filter of packets on each engine: too short packets, small budgets, other places for r1. */
class PacketFilterTest {
  private static final int LENGTH = 64;

  /** TCP over IPv4 to port 80 or 443: the offset of the ports is in the packet. */
  private static final Program FILTER =
      Assembler.assemble(
              """
              r2 = *(u16 *)(r1 + 12)
              r2 = be16 r2
              if r2 != 0x800 goto drop
              r3 = *(u8 *)(r1 + 23)
              if r3 != 6 goto drop
              r4 = *(u16 *)(r1 + 20)
              r4 = be16 r4
              if r4 & 0x1fff goto drop
              r5 = *(u8 *)(r1 + 14)
              r5 &= 15
              r5 <<= 2
              r6 = r1
              r6 += r5
              r7 = *(u16 *)(r6 + 16)
              r7 = be16 r7
              if r7 == 80 goto accept
              if r7 == 443 goto accept
              drop: r0 = 0
              exit
              accept: r0 = 1
              exit
              """)
          .program()
          .orElseThrow();

  private static byte[] packet(int port) {
    byte[] packet = new byte[LENGTH];
    packet[12] = 8;
    packet[14] = 0x45;
    packet[23] = 6;
    packet[36] = (byte) (port >> 8);
    packet[37] = (byte) port;
    return packet;
  }

  private static String outcome(Engine engine, long budget, Context context) {
    VmOptions options = VmOptions.DEFAULT.withEngine(engine).withBudget(budget);
    try {
      RunResult result = Vm.load(FILTER, options).test(context);
      return result.r0() + " charged " + result.charged();
    } catch (VmFault fault) {
      return fault.getMessage();
    }
  }

  private static String agreed(long budget, Context context) {
    String outcome = outcome(Engine.INTERPRETER, budget, context);
    assertThat(outcome(Engine.JIT, budget, context)).isEqualTo(outcome);
    return outcome;
  }

  @Test
  void acceptsTwoPorts() {
    assertThat(agreed(100, Context.of(packet(80)))).isEqualTo("1 charged 0");
    assertThat(agreed(100, Context.of(packet(443)))).isEqualTo("1 charged 0");
    assertThat(agreed(100, Context.of(packet(81)))).isEqualTo("0 charged 0");
    assertThat(agreed(100, Context.of(new byte[LENGTH]))).isEqualTo("0 charged 0");
  }

  @Test
  void aPacketThatIsTooShortFaultsWhereTheProgramLooksBehindIt() {
    for (int length = 0; length <= LENGTH; length++) {
      String outcome = agreed(100, Context.of(Arrays.copyOf(packet(80), length)));
      if (length < 38) {
        int slot = length < 14 ? 0 : length < 24 ? 3 : 13;
        assertThat(outcome).as("%d bytes", length).contains("slot " + slot);
      } else {
        assertThat(outcome).isEqualTo("1 charged 0");
      }
    }
  }

  @Test
  void noPacketIsTooShortForWhatIsNotRead() {
    for (int length = 14; length <= LENGTH; length++) {
      assertThat(agreed(100, Context.of(new byte[length]))).isEqualTo("0 charged 0");
    }
  }

  @Test
  void goingForwardsNeedsNoBudget() {
    for (long budget = 1; budget <= 30; budget++) {
      assertThat(agreed(budget, Context.of(packet(443)))).isEqualTo("1 charged 0");
    }
  }

  @Test
  void r1MayPointToMemoryThatIsReadOnly() {
    assertThat(agreed(100, new TraceRecord(packet(80)))).isEqualTo("1 charged 0");
  }

  @Test
  void aSessionSeesEachPacketThatIsPlaced() {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(Engine.JIT));
    try (Session session = vm.load(FILTER).open(0)) {
      for (int i = 0; i < 50_000; i++) {
        byte[] packet = packet(80 + i % 2);
        session.place(Context.of(packet));
        assertThat(session.run()).isEqualTo(1 - i % 2);
        packet[37] ^= 1;
        assertThat(session.run()).isEqualTo(i % 2);
      }
    }
  }
}
