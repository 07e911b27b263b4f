package dev.jbpf.verifier.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelModelTest {
  private static final KernelModel MODEL = KernelModel.of(new KernelVersion(6, 18));
  private static final int CONNECT4 = 10;
  private static final int GETPEERNAME4 = 29;

  @ParameterizedTest
  @CsvSource({
    "SCHED_CLS, 0, 4, number",
    "SCHED_CLS, 1, 1, number",
    "SCHED_CLS, 76, 4, packet",
    "SCHED_CLS, 76, 2, ",
    "SCHED_CLS, 168, 8, sock?",
    "XDP, 4, 4, packet-end",
    "XDP, 2, 4, ",
    "SOCKET_FILTER, 76, 4, ",
    "CGROUP_DEVICE, 4, 4, number",
    "CGROUP_DEVICE, 5, 1, ",
    "XDP, -4, 4, ",
    "XDP, 1000, 4, "
  })
  void loadsFromContextsGiveWhatTheTableSays(ProgramType type, int offset, int size, String value) {
    ContextLayout context = MODEL.program(type, 0).orElseThrow().context().orElseThrow();
    assertThat(context.load(offset, size).map(field -> field.value().toString()))
        .isEqualTo(Optional.ofNullable(value));
  }

  @Test
  void storesAreAllowedWhereTheTableSays() {
    ContextLayout context =
        MODEL.program(ProgramType.SCHED_CLS, 0).orElseThrow().context().orElseThrow();
    assertThat(context.canStore(8, 4)).isTrue();
    assertThat(context.canStore(8, 2)).isFalse();
    assertThat(context.canStore(0, 4)).isFalse();
    assertThat(context.canStore(48, 8)).isTrue();
  }

  @Test
  void whatMayBeReturnedDependsOnThePlace() {
    assertThat(MODEL.program(ProgramType.CGROUP_SOCK_ADDR, CONNECT4).orElseThrow().returns())
        .contains(new ReturnRange(0, 1));
    assertThat(MODEL.program(ProgramType.CGROUP_SOCK_ADDR, GETPEERNAME4).orElseThrow().returns())
        .contains(new ReturnRange(1, 1));
    assertThat(MODEL.program(ProgramType.XDP, 0).orElseThrow().returns()).isEmpty();
    assertThat(MODEL.program(ProgramType.CGROUP_SOCK_ADDR, 0)).isEmpty();
  }

  @Test
  void aTypeMayHaveAPrototypeOfItsOwn() {
    int helper = Helper.GET_CGROUP_CLASSID.value();
    assertThat(MODEL.helper(ProgramType.SCHED_CLS, helper).orElseThrow().arguments()).hasSize(1);
    assertThat(MODEL.helper(ProgramType.XDP, helper).orElseThrow().arguments()).isEmpty();
  }

  @Test
  void aHelperMayBeClosedAtSomePlaces() {
    HelperPrototype bind = MODEL.helper(Helper.BIND.value()).orElseThrow();
    assertThat(MODEL.admits(ProgramType.CGROUP_SOCK_ADDR, CONNECT4, bind)).isTrue();
    assertThat(MODEL.admits(ProgramType.CGROUP_SOCK_ADDR, GETPEERNAME4, bind)).isFalse();
    assertThat(MODEL.admits(ProgramType.XDP, 0, bind)).isFalse();
  }

  @Test
  void mapsGoWithSomeHelpersOnly() {
    MapRules maps = MODEL.maps();
    assertThat(maps.admits(Helper.MAP_LOOKUP_ELEM, MapType.HASH)).isTrue();
    assertThat(maps.admits(Helper.MAP_LOOKUP_ELEM, MapType.RINGBUF)).isFalse();
    assertThat(maps.admits(Helper.RINGBUF_OUTPUT, MapType.RINGBUF)).isTrue();
    assertThat(maps.hasValueAddress(MapType.ARRAY)).isTrue();
    assertThat(maps.hasValueAddress(MapType.PERCPU_ARRAY)).isFalse();
    assertThat(maps.isOpenToSleepers(MapType.PERF_EVENT_ARRAY)).isFalse();
  }

  @Test
  void prototypesReadAsTheyAreWritten() {
    HelperPrototype prototype =
        HelperPrototype.parse("sk_storage_get(map, sockbtf?, value?!^, mem:20) -> value? acquires");
    assertThat(prototype.arguments().get(1).isNullable()).isTrue();
    assertThat(prototype.arguments().get(2))
        .hasToString("value?!^")
        .extracting(Argument::access)
        .isEqualTo(ArgumentAccess.FILL);
    assertThat(prototype.arguments().get(3).size()).isEqualTo(20);
    assertThat(prototype.arguments().get(3).isSizedByNext()).isFalse();
    assertThat(prototype.released()).hasValue(2);
    assertThat(prototype.result().isNullable()).isTrue();
    assertThat(prototype.has(Effect.ACQUIRES)).isTrue();
    assertThatThrownBy(() -> Argument.parse("mme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no kind of argument: mme");
  }

  @Test
  void resultsHaveTheirBounds() {
    assertThat(Result.parse("int:-4095..8"))
        .satisfies(
            result -> {
              assertThat(result.isBounded()).isTrue();
              assertThat(result.min()).isEqualTo(-4095);
              assertThat(result.max()).isEqualTo(8);
            });
    assertThat(Result.parse("int").isBounded()).isFalse();
    assertThat(Result.parse("int:size").isBoundedBySize()).isTrue();
    assertThat(Result.parse("btf?:tcp_sock").type()).isEqualTo("tcp_sock");
  }
}
