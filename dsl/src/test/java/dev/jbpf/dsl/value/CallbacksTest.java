package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.layout.BpfTimer;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.helper.Environment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that the kernel calls back: for the entries of maps, and when timers are due. */
class CallbacksTest {
  record Flow(int port, long bytes) {}

  record Sum(long bytes, int flows) {}

  record Window(BpfTimer timer, long count) {}

  private static final MapDef<Integer, Flow> FLOWS =
      MapDef.hash("flows", Codec.S32, Codec.record(Flow.class), 8);
  private static final MapDef<Integer, List<Long>> PER_CPU =
      MapDef.perCpuArray("per_cpu", Codec.U64, 4);
  private static final MapDef<Integer, Window> WINDOWS =
      MapDef.hash("windows", Codec.S32, Codec.record(Window.class), 4);
  private static final byte[] PACKET = new byte[64];

  /** Adds up the flows of even keys, until one has port 99; bytes * 100 + flows * 10 + visited. */
  private static final ProgramDef TOTAL =
      Probe.xdp("total")
          .since(5, 13)
          .build(
              p -> {
                Cell<Sum> sum = p.record(Sum.class);
                var visited =
                    p.forEach(
                        p.map(FLOWS),
                        sum,
                        (e, total) -> {
                          e.when(e.value().get(Flow::port).eq(99), () -> e.ret(1));
                          e.when(e.key().s32().toU32().and(1).ne(0), () -> e.ret(0));
                          e.value().at(Flow::port).add(1);
                          total.at(Sum::bytes).add(e.value().get(Flow::bytes));
                          total.at(Sum::flows).add(1);
                        });
                p.exit(
                    sum.get(Sum::bytes)
                        .multiply(100)
                        .add(sum.get(Sum::flows).multiply(10).toS64())
                        .add(visited));
              });

  @Test
  void everyEntryIsVisited() {
    VmObject vm = VmObject.of(TOTAL);
    BpfMap<Integer, Flow> flows = vm.map(FLOWS);
    flows.update(1, new Flow(1, 1000));
    flows.update(2, new Flow(2, 20));
    flows.update(4, new Flow(4, 3));
    assertThat(run(vm, "total")).isEqualTo(2323);
    assertThat(flows.lookup(4)).contains(new Flow(5, 3));
    assertThat(flows.lookup(1)).contains(new Flow(1, 1000));
  }

  @Test
  void oneThatReturnsOneIsTheLast() {
    VmObject vm = VmObject.of(TOTAL);
    vm.map(FLOWS).update(2, new Flow(99, 20));
    assertThat(run(vm, "total")).isEqualTo(1);
  }

  /** How many pairs of flows there are, the first of a smaller key. */
  private static final ProgramDef PAIRS =
      Probe.xdp("pairs")
          .since(5, 13)
          .build(
              p -> {
                Cell<Sum> sum = p.record(Sum.class);
                p.forEach(
                    p.map(FLOWS),
                    sum,
                    (e, pairs) -> {
                      pairs.set(Sum::bytes, e.key().s32());
                      e.forEach(
                          e.map(FLOWS),
                          pairs,
                          (other, all) -> {
                            var isLater = other.key().s32().toS64().gt(all.get(Sum::bytes));
                            other.when(isLater, () -> all.at(Sum::flows).add(1));
                          });
                    });
                p.exit(sum.get(Sum::flows));
              });

  @Test
  void oneWalkInAnother() {
    VmObject vm = VmObject.of(PAIRS);
    for (int key = 0; key < 5; key++) {
      vm.map(FLOWS).update(key, new Flow(key, 1));
    }
    assertThat(run(vm, "pairs")).isEqualTo(10);
  }

  @Test
  void valuesOfOneCpuAreChangedInPlace() {
    ProgramDef increase =
        Probe.xdp("increase")
            .since(5, 13)
            .build(p -> p.exit(p.forEach(p.perCpu(PER_CPU), e -> e.value().add(5))));
    VmObject vm = VmObject.of(increase);
    assertThat(run(vm, "increase")).isEqualTo(4);
    assertThat(vm.map(PER_CPU).lookup(3).orElseThrow().get(0)).isEqualTo(5);
  }

  private static final Global<Long> CLOSED = Global.zero("closed", Codec.U64);

  private static final ProgramDef COUNT =
      Probe.xdp("count")
          .since(5, 15)
          .build(
              p -> {
                Cell<Window> window = p.map(WINDOWS).findOrInsert(7).orReturn(XdpAction.ABORTED);
                window.at(Window::count).add(14);
                p.startTimer(
                        p.map(WINDOWS),
                        window.at(Window::timer),
                        1_000_000,
                        e -> {
                          e.global(CLOSED).add(e.value().get(Window::count));
                          e.value().set(Window::count, e.key().s32());
                        })
                    .orReturn(XdpAction.DROP);
                p.exit(XdpAction.PASS);
              });

  private static final ProgramDef STOP =
      Probe.xdp("stop")
          .since(5, 15)
          .build(p -> p.exit(p.cancelTimer(p.map(WINDOWS).find(7).orReturn(9).at(Window::timer))));

  @Test
  void aTimerIsDueOnceAndCanBeStopped() {
    VmObject vm = VmObject.of(COUNT, STOP);
    assertThat(run(vm, "stop")).isEqualTo(9);
    assertThat(run(vm, "count")).isEqualTo(XdpAction.PASS.value());
    assertThat(vm.variable(CLOSED).get()).isZero();
    assertThat(due(vm)).isEqualTo(1);
    assertThat(due(vm)).isZero();
    assertThat(vm.variable(CLOSED).get()).isEqualTo(14);
    assertThat(vm.map(WINDOWS).lookup(7).orElseThrow().count()).isEqualTo(7);
    assertThat(run(vm, "stop")).isZero();
    assertThat(run(vm, "count")).isEqualTo(XdpAction.PASS.value());
    assertThat(run(vm, "stop")).isEqualTo(1);
    assertThat(due(vm)).isZero();
  }

  private static int due(VmObject vm) {
    Environment environment = vm.vm().environment();
    return environment.timers().run(environment.now() + 2_000_000);
  }

  @Test
  @KernelTest
  void theKernelCallsThem() throws InterruptedException {
    try (KernelProgram total = Bpf.load(TOTAL);
        KernelProgram pairs = Bpf.load(PAIRS);
        KernelProgram count = Bpf.load(COUNT)) {
      TestRun packet = TestRun.onPacket(PACKET);
      total.map(FLOWS).update(1, new Flow(1, 1000));
      total.map(FLOWS).update(2, new Flow(2, 20));
      assertThat(total.testRun(packet).returnValue()).isEqualTo(2012);
      pairs.map(FLOWS).update(5, new Flow(1, 1));
      pairs.map(FLOWS).update(3, new Flow(2, 2));
      assertThat(pairs.testRun(packet).returnValue()).isEqualTo(1);
      assertThat(count.testRun(packet).returnValue()).isEqualTo(XdpAction.PASS.value());
      for (int i = 0; i < 200 && count.variable(CLOSED).get() == 0; i++) {
        Thread.sleep(5);
      }
      assertThat(count.variable(CLOSED).get()).isEqualTo(14);
    }
  }

  @Test
  void aCallbackHasNothingOfItsCallerButItsState() {
    assertThatThrownBy(
            () ->
                Probe.xdp("captures")
                    .since(5, 13)
                    .build(
                        p -> {
                          Var<U64> sum = p.var(p.u64(0));
                          p.forEach(p.map(FLOWS), e -> sum.set(e.value().get(Flow::bytes).toU64()));
                          p.exit(0);
                        }))
        .hasMessageContaining("no argument");
  }

  @Test
  void theStateIsOnTheStack() {
    assertThatThrownBy(
            () ->
                Probe.xdp("elsewhere")
                    .since(5, 13)
                    .build(
                        p -> {
                          Cell<Flow> found = p.map(FLOWS).find(1).orReturn(0);
                          p.exit(p.forEach(p.map(FLOWS), found, (e, state) -> e.ret(1)));
                        }))
        .hasMessageContaining("flows is not on the stack");
  }

  @Test
  void aKeyStaysAsItIs() {
    assertThatThrownBy(
            () ->
                Probe.xdp("key")
                    .since(5, 13)
                    .build(p -> p.exit(p.forEach(p.map(FLOWS), e -> e.key().set(5)))))
        .hasMessageContaining("the key of flows stays as it is");
  }

  @Test
  void olderKernelsHaveNone() {
    assertThatThrownBy(
            () ->
                Probe.xdp("old")
                    .since(5, 12)
                    .build(p -> p.exit(p.forEach(p.map(FLOWS), e -> e.ret(1)))))
        .hasMessageContaining("bpf_for_each_map_elem needs Linux 5.13");
  }

  private static long run(VmObject vm, String program) {
    return vm.program(program).run(Contexts.of(ProgramType.XDP, PACKET).orElseThrow());
  }
}
