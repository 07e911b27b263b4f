package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.diag.Origin;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.ir.IrException;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.SpinLock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the verifier would refuse later, or what would be cut in silence, is an error with its line.
 */
class MistakesTest {
  private record Account(SpinLock lock, int branch, long balance) {}

  private record Event(int pid, short port) {}

  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 4);
  private static final MapDef<Integer, Account> ACCOUNTS =
      MapDef.array("accounts", Codec.record(Account.class), 1);
  private static final MapDef<Nothing, Nothing> RING = MapDef.ringBuffer("ring", 4096);
  private static final MapDef<Integer, Long> PROGRAMS = MapDef.progArray("programs", 1);
  private static final MapDef<Integer, List<Long>> PER_CPU =
      MapDef.perCpuArray("per_cpu", Codec.U64, 1);

  /** A program, what is wrong with it, and words that help. */
  private record Mistake(String code, String words, Consumer<XdpBody> body) {
    @Override
    public String toString() {
      return code + ": " + words;
    }
  }

  static Stream<Mistake> all() {
    return Stream.of(
        new Mistake(
            "number-width", "toS16()", p -> p.record(Event.class).set(Event::port, p.u32(1))),
        new Mistake("number-width", "64 bits", p -> p.map(COUNTS).find(0).orReturn(0).u32()),
        new Mistake("constant-range", "300", p -> p.u8(300)),
        new Mistake("constant-range", "300", p -> p.u8(1).add(300)),
        new Mistake("shift-range", "0 to 31", p -> p.u32(1).shiftLeft(32)),
        new Mistake("array-index", "0 to 3", p -> p.array(U64.KIND, 4).get(4)),
        new Mistake("record-values", "2 components", p -> p.record(Event.class, 1)),
        new Mistake("no-number", "record Account", p -> p.global(ACCOUNTS).u64()),
        new Mistake("network-order", "machine's order", p -> network(p)),
        new Mistake("map-type", "perCpu(", p -> p.map(PER_CPU).find(0)),
        new Mistake("call-locked", "bpf_ktime_get_ns", MistakesTest::callsLocked),
        new Mistake("packet-moved", "packet() again", MistakesTest::readsMoved),
        new Mistake("record-gone", "inside reserved", MistakesTest::usesSubmitted),
        new Mistake("held", "tail call", MistakesTest::leavesHolding),
        new Mistake("absent-goes-on", "exit(", p -> p.map(COUNTS).find(0).otherwise(() -> {})),
        new Mistake("otherwise-late", "behind its when", MistakesTest::lateOtherwise),
        new Mistake("function-foreign", "as an argument", MistakesTest::foreign),
        new Mistake("unreachable", "never comes here", MistakesTest::behindTheEnd),
        new Mistake("case-twice", "two cases 1", p -> p.match(p.cpu(), c -> twice(p, c))),
        new Mistake("print-arguments", "wants 2", p -> p.print("%d %d", p.u32(1))),
        new Mistake("no-return", "without a value", p -> p.time()));
  }

  private static void network(XdpBody p) {
    p.record(Event.class).set(Event::port, p.packet().ipv4().orReturn(0).totalLength());
  }

  private static void callsLocked(XdpBody p) {
    Cell<Account> account = p.map(ACCOUNTS).find(0).orReturn(0);
    p.locked(account.at(Account::lock), () -> p.time());
  }

  private static void readsMoved(XdpBody p) {
    Ipv4 ip = p.packet().ipv4().orReturn(0);
    p.moveHead(p.s32(4)).orReturn(0);
    ip.source();
  }

  private static void usesSubmitted(XdpBody p) {
    p.ring(RING)
        .reserved(
            Event.class,
            event -> {
              p.when(p.cpu().eq(0), () -> p.exit(0));
              event.set(Event::pid, 1);
              kept = event;
            });
    kept.set(Event::pid, 2);
  }

  private static Cell<Event> kept;

  private static void leavesHolding(XdpBody p) {
    p.ring(RING).reserved(Event.class, event -> p.tailCall(PROGRAMS, 0));
  }

  private static void lateOtherwise(XdpBody p) {
    var when = p.when(p.cpu().eq(0), () -> p.exit(0));
    p.time();
    when.otherwise(() -> p.exit(1));
  }

  private static void foreign(XdpBody p) {
    U32 cpu = p.cpu();
    p.function("f", U32.KIND, U32.KIND, (f, x) -> x.add(cpu));
  }

  private static void behindTheEnd(XdpBody p) {
    p.exit(XdpAction.PASS);
    p.time();
  }

  private static void twice(XdpBody p, Cases cases) {
    cases.on(1, () -> p.exit(1)).on(1, () -> p.exit(2));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isFoundBeforeTheKernelSeesIt(Mistake mistake) {
    IrException found =
        catchThrowableOfType(
            IrException.class, () -> Probe.xdp("wrong").since(5, 8).build(mistake.body()));
    assertThat(found).isNotNull();
    assertThat(found.diagnostic().code()).isEqualTo(mistake.code());
    assertThat(found).hasMessageContaining(mistake.words());
    assertThat(found.diagnostic().origin())
        .isInstanceOfSatisfying(
            Origin.Java.class, place -> assertThat(place.file()).isEqualTo("MistakesTest.java"));
  }

  @Test
  void aHelperThatTheOldestKernelLacksIsNamed() {
    IrException found =
        catchThrowableOfType(
            IrException.class,
            () ->
                Probe.xdp("old")
                    .since(5, 4)
                    .build(p -> p.ring(RING).reserved(Event.class, event -> p.exit(0))));
    assertThat(found.diagnostic().code()).isEqualTo("kernel-version");
    assertThat(found).hasMessageContaining("bpf_ringbuf_reserve needs Linux 5.8");
  }
}
