package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HelpersTest {
  private static final MapDef<?, ?> COUNTS = MapDef.array("counts", Codec.U64, 256);

  private static void assertSame(Consumer<ProgramBuilder> typed, Consumer<ProgramBuilder> byHand) {
    assertThat(program(typed)).isEqualTo(program(byHand));
  }

  @Test
  void everyHelperHasAMethodOfItsName() {
    assertThat(
            Arrays.stream(Helpers.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(method -> method.getName().toLowerCase(Locale.ROOT)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Helper.values())
                .filter(helper -> helper != Helper.UNSPEC)
                .map(helper -> helper.name().replace("_", "").toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void argumentsFillTheirRegisters() {
    assertSame(
        b -> b.call(mapUpdateElem(map(COUNTS), stack(-4), at(R7, 8), imm(0x1_0000_0000L))),
        b ->
            b.loadMap(R1, COUNTS)
                .mov(R2, R10)
                .add(R2, -4)
                .mov(R3, R7)
                .add(R3, 8)
                .lddw(R4, 0x1_0000_0000L)
                .call(Helper.MAP_UPDATE_ELEM));
    assertSame(
        b -> b.call(perfEventOutput(reg(R1), map(COUNTS), imm(0xffff_ffffL), reg(R4), imm(8))),
        b -> b.loadMap(R2, COUNTS).mov32(R3, -1).mov(R5, 8).call(Helper.PERF_EVENT_OUTPUT));
  }

  @Test
  void argumentsThatExchangeRegistersAreNotOverwritten() {
    assertSame(
        b -> b.call(probeRead(reg(R3), reg(R1), reg(R2))),
        b -> b.mov(R0, R1).mov(R1, R3).mov(R3, R2).mov(R2, R0).call(Helper.PROBE_READ));
    assertSame(
        b -> b.call(probeRead(reg(R2), reg(R1), reg(R0))),
        b -> b.mov(R3, R0).mov(R0, R1).mov(R1, R2).mov(R2, R0).call(Helper.PROBE_READ));
    assertSame(
        b -> b.call(probeRead(reg(R2), reg(R3), reg(R6))),
        b -> b.mov(R1, R2).mov(R2, R3).mov(R3, R6).call(Helper.PROBE_READ));
  }

  @Test
  void aWrongArgumentIsToldWithTheSignature() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HelperCall.of(Helper.MAP_LOOKUP_ELEM, map("counts"), imm(4)))
        .withMessage(
            "argument 2 is Constant[value=4], not ptr: ptr? bpf_map_lookup_elem(map map, ptr key)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HelperCall.of(Helper.MAP_LOOKUP_ELEM, map("counts")))
        .withMessageContaining("1 arguments, expected 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tracePrintk(stack(-8), imm(8), imm(1), imm(2), imm(3), imm(4)))
        .withMessageContaining("6 arguments");
  }

  @Test
  void aHelperThatTheProgramMayNotCallIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                program(
                    ProgramType.SOCKET_FILTER,
                    b ->
                        b.call(probeReadUser(stack(-8), imm(8), reg(R1)))
                            .call(xdpAdjustHead(reg(R1), imm(4)))))
        .withMessageStartingWith(
            "programs of type SOCKET_FILTER cannot call bpf_xdp_adjust_head; it is open to XDP, EXT, LSM");
    assertThat(program(ProgramType.XDP, b -> b.call(xdpAdjustHead(reg(R1), imm(4))).exit()).size())
        .isEqualTo(3);
  }

  @Test
  void theFirstKernelIsKnown() {
    assertThat(Helper.MAP_LOOKUP_ELEM.since()).isEqualTo(new KernelVersion(3, 19));
    assertThat(Helper.RINGBUF_OUTPUT.since()).isEqualTo(new KernelVersion(5, 8));
    assertThat(Helper.LOOP.signature())
        .hasToString(
            "int bpf_loop(int nr_loops, function callback_fn, ptr callback_ctx, int flags)");
  }
}
