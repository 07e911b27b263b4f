package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.diag.Origin;
import dev.jbpf.dsl.value.memory.Field;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.ir.IrException;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.NetfilterVerdict;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.data.Global;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kernels take, and what does nothing, or something else than it says: errors at the line. */
class SilentMistakesTest {
  private static final MapDef<Integer, Long> ARRAY = MapDef.array("array", Codec.U64, 8);
  private static final MapDef<Nothing, Nothing> RING = MapDef.ringBuffer("ring", 4096);
  private static final MapDef<Nothing, Nothing> NO_RING =
      MapDef.of("stack", MapType.STACK, Codec.NOTHING, Codec.NOTHING, 1);
  private static final Global<Long> SUM = Global.zero("sum", Codec.U64);

  private record Pair(int first, int second) {}

  /** A program, what is wrong with it, and words that help. */
  private record Mistake(String code, String words, Supplier<ProgramDef> program) {
    static Mistake xdp(String code, String words, Consumer<XdpBody> body) {
      return new Mistake(code, words, () -> Probe.xdp("wrong").since(5, 12).build(body));
    }

    static <B extends ProgramBody> Mistake of(
        String code, String words, Probe<B> probe, Consumer<B> body) {
      return new Mistake(code, words, () -> probe.build(body));
    }

    @Override
    public String toString() {
      return code + ": " + words;
    }
  }

  static Stream<Mistake> all() {
    return Stream.concat(inPackets(), inTraces());
  }

  private static Stream<Mistake> inPackets() {
    return Stream.of(
        Mistake.xdp("verdict", "XdpAction", p -> p.exit(TcAction.OK)),
        Mistake.xdp("verdict", "XdpAction", p -> p.packet().ipv4().orReturn(TcAction.SHOT)),
        Mistake.xdp("verdict", "XdpAction", p -> p.moveHead(8).orReturn(NetfilterVerdict.DROP)),
        Mistake.of("verdict", "TcAction", Probe.tc("tc"), p -> p.exit(XdpAction.DROP)),
        Mistake.of(
            "verdict", "a number", Probe.section("g", "sockops"), p -> p.exit(XdpAction.PASS)),
        Mistake.xdp("array-length", "1 or more", p -> p.array(U64.KIND, 0)),
        Mistake.xdp("array-index", "0 to 7", p -> p.map(ARRAY).find(-1).orReturn(0)),
        Mistake.xdp("array-index", "no element 8", p -> p.map(ARRAY).find(8).orReturn(0)),
        Mistake.xdp("map-type", "always there", p -> p.map(ARRAY).remove(p.local(Codec.INDEX))),
        Mistake.xdp("map-type", "always there", p -> p.map(ARRAY).take(p.local(Codec.INDEX))),
        Mistake.xdp("map-type", "ring(…)", p -> p.map(RING)),
        Mistake.xdp("packet-offset", "-1 is before", p -> p.packet().u8At(-1).orReturn(0)),
        Mistake.xdp("packet-offset", "-4 is before", p -> p.packet().from(-4)),
        Mistake.xdp("packet-offset", "0 to 32000", p -> p.packet().u8At(70_000).orReturn(0)),
        Mistake.xdp("map-type", "no ring buffer", p -> p.ring(NO_RING)),
        Mistake.xdp("divisor", "division by 0", p -> p.exit(p.cpu().divide(0))),
        Mistake.xdp("divisor", "division by 0", p -> p.exit(p.cpu().remainder(0))),
        Mistake.xdp("print-format", "%s wants", p -> p.print("%d %s", p.time(), p.cpu())),
        Mistake.xdp("loop-rounds", "-1 rounds", p -> p.times(-1, i -> p.cpu())),
        Mistake.xdp("constant-range", "256 is no u8", SilentMistakesTest::neverMatches),
        Mistake.xdp("atomic-width", "32 bits, not 64", SilentMistakesTest::addsToHalf),
        Mistake.xdp("no-return", "returns null", SilentMistakesTest::returnsNull),
        Mistake.xdp("field-lambda", "Event::pid", SilentMistakesTest::namesNothing),
        Mistake.xdp("value-foreign", "of another program", SilentMistakesTest::keepsOver),
        Mistake.of("kernel-version", "5.2", Probe.xdp("old").since(5, 1), p -> p.global(SUM)),
        Mistake.of("print-format", "prints no %q", probe("f"), p -> p.print("%q", p.tid())));
  }

  private static Stream<Mistake> inTraces() {
    return Stream.of(
        Mistake.of("no-result", "kretprobe", probe("vfs_read"), KprobeBody::result),
        Mistake.of("no-result", "kretprobe", probe("f").in("uprobe"), KprobeBody::result),
        Mistake.of("no-result", "fexit", Probe.fentry("x", "f"), FunctionBody::result),
        Mistake.of("argument", "no register", probe("f"), p -> p.argument(0)),
        Mistake.of("argument", "at its end", Probe.uretprobe("x"), p -> p.argument(1)),
        Mistake.of("syscall-argument", "sys_enter", at("sys_exit_read"), p -> p.syscallArgument(0)),
        Mistake.of("syscall-argument", "sys_exit", at("sys_enter_read"), p -> p.syscallResult()));
  }

  private static Probe<KprobeBody> probe(String function) {
    return Probe.kprobe("x", function);
  }

  private static Probe<TracepointBody> at(String tracepoint) {
    return Probe.tracepoint("x", "syscalls", tracepoint);
  }

  private static void neverMatches(XdpBody p) {
    p.match(p.u8(1), cases -> cases.on(256, () -> p.exit(1)));
  }

  private static void addsToHalf(XdpBody p) {
    S64 before = p.record(Pair.class).at(Pair::first).getAndAdd(p.u64(1)).toS64();
    p.exit(before);
  }

  private static void returnsNull(XdpBody p) {
    p.function("nothing", U32.KIND, U32.KIND, (f, x) -> null);
  }

  private static void namesNothing(XdpBody p) {
    Field.OfInt<Pair> field = pair -> pair.first();
    p.record(Pair.class).get(field);
  }

  private static void keepsOver(XdpBody p) {
    AtomicReference<U32> kept = new AtomicReference<>();
    Probe.xdp(
        "other",
        other -> {
          kept.set(other.cpu());
          other.exit(0);
        });
    p.exit(kept.get());
  }

  @ParameterizedTest
  @MethodSource("all")
  void areFoundAtTheirLine(Mistake mistake) {
    IrException found = catchThrowableOfType(IrException.class, () -> mistake.program().get());
    assertThat(found).isNotNull();
    assertThat(found.diagnostic().code()).isEqualTo(mistake.code());
    assertThat(found).hasMessageContaining(mistake.words());
    assertThat(found.diagnostic().origin())
        .isInstanceOfSatisfying(
            Origin.Java.class,
            place -> assertThat(place.file()).isEqualTo("SilentMistakesTest.java"));
  }
}
