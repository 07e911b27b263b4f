package dev.jbpf.methods.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.layout.BpfTimer;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Requests;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.plain.JavaMachine;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.event.UserRing;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.map.TypedMap;
import dev.jbpf.vm.map.UserRingBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What the kernel calls back for timers, and for records of user space. */
class CalledBackTest {
  record Window(BpfTimer timer, long count, int rounds) {}

  static final class Timers {
    private Timers() {}

    static final MapDef<Integer, Window> MAP =
        MapDef.hash("windows", Codec.S32, Codec.record(Window.class), 4);
    static final Table<Integer, Window> WINDOWS = Table.of(MAP);
    static long closed;
    static int last;

    static void expire(int key, Cell<Window> window) {
      last = key;
      closed += window.get(Window::count) / key; // a key of 0 ends it, as Java would
      window.set(Window::count, 0L);
      window.set(Window::rounds, window.get(Window::rounds) + 1);
    }

    @BpfProgram(value = "xdp", since = "5.15")
    static int count(XdpContext context) {
      int key = context.packet().at(0, First.class) == null ? 0 : 7;
      Cell<Window> window = WINDOWS.findOrInsert(key);
      if (window == null) {
        return 0;
      }
      window.set(Window::count, window.get(Window::count) + 14);
      return WINDOWS.startTimer(window, Window::timer, 1_000_000, Timers::expire) == 0 ? 2 : 1;
    }

    @BpfProgram(value = "xdp", since = "5.15")
    static int stop(XdpContext context) {
      Cell<Window> window = WINDOWS.find(7);
      return window == null ? -1 : (int) WINDOWS.cancelTimer(window, Window::timer);
    }
  }

  record First(int number) {}

  static final class Catching {
    private Catching() {}

    static final Table<Integer, Window> WINDOWS =
        Table.of(MapDef.array("windows", Codec.record(Window.class), 4));

    @BpfProgram(value = "xdp", since = "5.15")
    static int count(XdpContext context) {
      int queue = context.queue();
      Cell<Window> window = WINDOWS.find(1);
      if (window != null) {
        WINDOWS.startTimer(
            window, Window::timer, 1, (key, found) -> found.set(Window::count, queue + 1L));
      }
      return 2;
    }
  }

  record Order(int kind, long amount) {}

  static final class Orders {
    private Orders() {}

    static final MapDef<Nothing, Nothing> RING = MapDef.userRingBuffer("orders", 4096);
    static final Requests<Order> ORDERS = Requests.of(RING, Order.class);

    static final class Sum {
      long amount;
      int kinds;
    }

    @BpfProgram(value = "xdp", since = "6.1")
    static int take(XdpContext context) {
      Sum sum = new Sum();
      long count =
          ORDERS.drain(
              order -> {
                sum.amount += order.get(Order::amount);
                sum.kinds |= 1 << order.get(Order::kind);
                return order.get(Order::kind) == 9;
              });
      return (int) (sum.amount * 10_000 + sum.kinds * 10L + count);
    }
  }

  private static final byte[] PACKET = new byte[64];

  /** 1, 2 and 9 are taken, 3 is left: 60 in sum. */
  private static final Order[] GIVEN = {
    new Order(1, 10), new Order(2, 20), new Order(9, 30), new Order(3, 40)
  };

  private static final int FIRST = 60 * 10_000 + (1 << 1 | 1 << 2 | 1 << 9) * 10 + 3;
  private static final int SECOND = 40 * 10_000 + (1 << 3) * 10 + 1;

  @Test
  @KernelTest
  void timersRunInTheKernel() throws InterruptedException {
    try (BpfObject loaded = BpfObject.load(Timers.class)) {
      TestRun packet = TestRun.onPacket(PACKET);
      assertThat(loaded.program("count").testRun(packet).returnValue()).isEqualTo(2);
      var closed = loaded.variable("closed", Codec.S64);
      for (int i = 0; i < 200 && closed.get() == 0; i++) {
        Thread.sleep(5);
      }
      assertThat(closed.get()).isEqualTo(2);
      assertThat(loaded.variable("last", Codec.S32).get()).isEqualTo(7);
      assertThat(loaded.map(Timers.MAP).lookup(7))
          .hasValueSatisfying(window -> assertThat(window.rounds()).isEqualTo(1));
      assertThat(loaded.program("stop").testRun(packet).returnValue()).isZero();
    }
  }

  @Test
  void timersRunInTheVirtualMachine() {
    VmObject object = VmObject.load(Timers.class);
    var packet = Contexts.of(ProgramType.XDP, PACKET).orElseThrow();
    assertThat(object.program("count").run(packet)).isEqualTo(2);
    assertThat(object.variable("closed", Codec.S64).get()).isZero();
    runDue(object.vm().environment());
    assertThat(object.variable("closed", Codec.S64).get()).isEqualTo(2);
  }

  @Test
  void timersRunInJava() {
    Timers.WINDOWS.clear();
    Timers.closed = 0;
    assertThat(Timers.count(XdpContext.of(PACKET))).isEqualTo(2);
    assertThat(Timers.stop(XdpContext.of(PACKET))).isEqualTo(1);
    assertThat(Timers.count(XdpContext.of(PACKET))).isEqualTo(2);
    runDue(JavaMachine.current().environment());
    assertThat(Timers.closed).isEqualTo(4);
    assertThat(Timers.WINDOWS.lookup(7))
        .hasValueSatisfying(window -> assertThat(window.rounds()).isEqualTo(1));
  }

  @Test
  void whatRunsLaterHasCaughtNothing() {
    assertThatThrownBy(() -> MethodCompiler.compile(Catching.class))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.ESCAPES));
  }

  @Test
  @KernelTest
  void recordsOfUserSpaceReachTheKernel() {
    try (BpfObject loaded = BpfObject.load(Orders.class);
        UserRing ring = UserRing.open(Kernel.local(), loaded.map("orders"))) {
      for (Order order : GIVEN) {
        assertThat(ring.submit(bytes(order))).isTrue();
      }
      TestRun packet = TestRun.onPacket(PACKET);
      assertThat(loaded.program("take").testRun(packet).returnValue()).isEqualTo(FIRST);
      assertThat(loaded.program("take").testRun(packet).returnValue()).isEqualTo(SECOND);
    }
  }

  @Test
  void recordsOfUserSpaceReachTheVirtualMachine() {
    VmObject object = VmObject.load(Orders.class);
    UserRingBuffer ring = (UserRingBuffer) ((TypedMap<?, ?>) object.map(Orders.RING)).raw();
    for (Order order : GIVEN) {
      assertThat(ring.submit(bytes(order))).isTrue();
    }
    var packet = Contexts.of(ProgramType.XDP, PACKET).orElseThrow();
    assertThat(object.program("take").run(packet)).isEqualTo(FIRST);
    assertThat(object.program("take").run(packet)).isEqualTo(SECOND);
  }

  @Test
  void recordsOfUserSpaceReachJava() {
    for (Order order : GIVEN) {
      assertThat(Orders.ORDERS.submit(order)).isTrue();
    }
    assertThat(Orders.take(XdpContext.of(PACKET))).isEqualTo(FIRST);
    assertThat(Orders.take(XdpContext.of(PACKET))).isEqualTo(SECOND);
  }

  private static void runDue(Environment environment) {
    assertThat(environment.timers().run(environment.now() + 2_000_000)).isEqualTo(1);
  }

  private static byte[] bytes(Order order) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    Codec.record(Order.class).encode(order, bytes, 0);
    return bytes.array();
  }
}
