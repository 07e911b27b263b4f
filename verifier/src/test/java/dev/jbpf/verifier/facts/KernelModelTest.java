package dev.jbpf.verifier.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

  private static KernelModel before(int minor) {
    return KernelModel.of(new KernelVersion(6, minor - 1));
  }

  @Test
  void olderKernelsHaveRowsOfTheirOwn() {
    HelperPrototype tasks = MODEL.helper(Helper.GET_CURRENT_PID_TGID.value()).orElseThrow();
    assertThat(before(10).admits(ProgramType.XDP, 0, tasks)).isFalse();
    assertThat(before(10).admits(ProgramType.KPROBE, 0, tasks)).isTrue();
    assertThat(before(11).admits(ProgramType.XDP, 0, tasks)).isTrue();
    int route = Helper.FIB_LOOKUP.value();
    assertThat(before(13).helper(route).orElseThrow().arguments().get(1)).hasToString("mem");
    assertThat(before(14).helper(route).orElseThrow().arguments().get(1)).hasToString("mem+");
    assertThat(before(4).program(ProgramType.NETFILTER, 45)).isEmpty();
    assertThat(before(5).program(ProgramType.NETFILTER, 45)).isPresent();
    assertThat(before(10).program(ProgramType.KPROBE, 56).orElseThrow().returns()).isEmpty();
    assertThat(before(11).program(ProgramType.KPROBE, 56).orElseThrow().returns()).isPresent();
  }

  @Test
  void aContextMayHaveBeenShorter() {
    ContextLayout today = MODEL.program(ProgramType.SOCK_OPS, 0).orElseThrow().context().get();
    ContextLayout then = before(2).program(ProgramType.SOCK_OPS, 0).orElseThrow().context().get();
    assertThat(today.load(216, 8)).isPresent();
    assertThat(then.load(216, 8)).isEmpty();
    assertThat(then.load(184, 8)).isEqualTo(today.load(184, 8)).isPresent();
  }

  /** A row is read when somebody asks for it: one that cannot be read is found here. */
  @ParameterizedTest
  @EnumSource(ProgramType.class)
  void allRowsOfATypeCanBeRead(ProgramType type) {
    int helpers = 0;
    for (int minor = 0; minor <= 18; minor++) {
      for (KernelModel model :
          List.of(
              KernelModel.of(new KernelVersion(5, minor)),
              KernelModel.of(new KernelVersion(6, minor)))) {
        for (Helper helper : Helper.values()) {
          helpers += model.helper(type, helper.value()).isPresent() ? 1 : 0;
        }
        for (int attachType = 0; attachType < 64; attachType++) {
          model
              .program(type, attachType)
              .ifPresent(rules -> assertThat(rules.type()).isEqualTo(type));
        }
      }
    }
    assertThat(helpers).isGreaterThan(38 * 80);
  }
}
