package dev.jbpf.testkit.method;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TcContext;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Bloom;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.PerfEvents;
import dev.jbpf.methods.map.Programs;
import dev.jbpf.methods.map.Queue;
import dev.jbpf.methods.map.Ring;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.map.Tables;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.testkit.BpfSession;
import dev.jbpf.testkit.MethodTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Maps of each kind do the same for all engines, as plain Java too. */
class MapsTest {
  private static final byte[] PACKET = new byte[64];

  record Event(int number, long time) {}

  record Prefix(int bits, @BigEndian int network) {}

  record Key(int a, short b) {}

  record Small(byte a, short b, @BigEndian short c, int d) {}

  /** One program for each kind. */
  static final class Maps {
    static final MapDef<Nothing, Integer> QUEUE = MapDef.queue("queue", Codec.S32, 3);
    static final MapDef<Nothing, Integer> STACK = MapDef.stack("stack", Codec.S32, 3);
    static final MapDef<Nothing, Integer> BLOOM = MapDef.bloomFilter("bloom", Codec.S32, 64, 3);
    static final MapDef<Key, Long> HASH =
        MapDef.hash("hash", Codec.record(Key.class), Codec.U64, 2);
    static final MapDef<Prefix, Long> LPM =
        MapDef.lpmTrie("lpm", Codec.record(Prefix.class), Codec.U64, 4);
    static final MapDef<Integer, List<Long>> PER_CPU = MapDef.perCpuArray("perCpu", Codec.U64, 2);
    static final MapDef<Nothing, Nothing> RING = MapDef.ringBuffer("ring", 4096);
    static final MapDef<Integer, Long> PERF = MapDef.perfEventArray("perf", 2);
    static final MapDef<Integer, Long> PROGRAMS = MapDef.progArray("programs", 2);
    static final MapDef<Integer, Long> INNER = MapDef.array("inner", Codec.U64, 1);
    static final MapDef<Integer, Long> OUTER = MapDef.arrayOfMaps("outer", INNER, 2);

    static final MapDef<Integer, Small> SMALL = MapDef.array("small", Codec.record(Small.class), 1);

    private static final Table<Integer, Small> SMALLS = Table.of(SMALL);
    private static final Queue<Integer> FIRST_IN = Queue.of(QUEUE);
    private static final Queue<Integer> LAST_IN = Queue.of(STACK);
    private static final Bloom<Integer> SEEN = Bloom.of(BLOOM);
    private static final Table<Key, Long> BY_KEY = Table.of(HASH);
    private static final Table<Prefix, Long> NETWORKS = Table.of(LPM);
    private static final Table<Integer, Long> COUNTS = Table.perCpu(PER_CPU);
    private static final Ring<Event> EVENTS = Ring.of(RING, Event.class);
    private static final PerfEvents<Event> OLD_EVENTS = PerfEvents.of(PERF, Event.class);
    private static final Programs NEXT = Programs.of(PROGRAMS);
    private static final Tables<Integer, Integer, Long> NESTED = Tables.of(OUTER, INNER);

    private Maps() {}

    @BpfProgram("xdp")
    static int queues(XdpContext context) {
      long errors = FIRST_IN.push(1) | FIRST_IN.push(2) | FIRST_IN.push(3);
      errors |= LAST_IN.push(1) | LAST_IN.push(2);
      boolean isFull = FIRST_IN.push(4) != 0;
      Cell<Integer> first = FIRST_IN.pop();
      Cell<Integer> last = LAST_IN.peek();
      if (errors != 0 || !isFull || first == null || last == null) {
        return 99;
      }
      return first.get() * 10 + last.get();
    }

    @BpfProgram("xdp")
    static int useBloom(XdpContext context) {
      boolean before = SEEN.mayHold(5);
      SEEN.add(5);
      return (before ? 10 : 0) + (SEEN.mayHold(5) ? 1 : 0);
    }

    @BpfProgram("xdp")
    static int useHash(XdpContext context) {
      long a = BY_KEY.putIfAbsent(new Key(1, (short) 2), 5L);
      long b = BY_KEY.putIfAbsent(new Key(1, (short) 2), 6L);
      long c = BY_KEY.replace(new Key(2, (short) 2), 6L);
      BY_KEY.increment(new Key(2, (short) 2));
      long d = BY_KEY.put(new Key(3, (short) 2), 1L);
      long e = BY_KEY.remove(new Key(2, (short) 2));
      long f = BY_KEY.remove(new Key(2, (short) 2));
      return (int) (a + 2 * b + 3 * c + 5 * d + 7 * e + 11 * f);
    }

    @BpfProgram("xdp")
    static int narrow(XdpContext context) {
      Cell<Small> small = SMALLS.find(0);
      if (small == null) {
        return 99;
      }
      small.set(Small::a, (byte) 0x80);
      small.set(Small::b, (short) 0x8001);
      small.set(Small::c, (short) 0x102);
      small.set(Small::d, 7);
      return small.get(Small::a) + small.get(Small::b) + small.at(Small::c).get();
    }

    @BpfProgram("xdp")
    static int prefixes(XdpContext context) {
      NETWORKS.put(new Prefix(8, 0x0a000000), 1L);
      NETWORKS.put(new Prefix(16, 0x0a010000), 2L);
      Cell<Long> near = NETWORKS.find(new Prefix(32, 0x0a010203));
      Cell<Long> far = NETWORKS.find(new Prefix(32, 0x0a020203));
      Cell<Long> none = NETWORKS.find(new Prefix(32, 0x0b020203));
      return near == null || far == null || none != null ? 99 : (int) (near.get() * 10 + far.get());
    }

    @BpfProgram("xdp")
    static int usePerCpu(XdpContext context) {
      Cell<Long> here = COUNTS.find(1);
      if (here == null) {
        return 99;
      }
      here.add(4);
      Cell<Long> again = COUNTS.findOn(1, Kernel.cpu());
      return again == null ? 98 : again.get().intValue();
    }

    @BpfProgram("xdp")
    static int rings(XdpContext context) {
      Cell<Event> event = EVENTS.reserve();
      if (event == null) {
        return 99;
      }
      event.set(Event::number, 7);
      event.set(Event::time, 8L);
      EVENTS.submit(event);
      EVENTS.output(new Event(9, 10));
      Cell<Event> other = EVENTS.reserve();
      if (other != null) {
        other.set(new Event(1, 2));
        EVENTS.discard(other);
      }
      return (int) Helpers.ringbufQuery(EVENTS.store(), 1);
    }

    @BpfProgram("xdp")
    static int oldRings(XdpContext context) {
      return OLD_EVENTS.output(context.area(), new Event(1, 2)) == 0 ? 1 : 2;
    }

    @BpfProgram("xdp")
    static int first(XdpContext context) {
      NEXT.call(context.area(), 0);
      NEXT.call(context.area(), 1);
      return XdpAction.ABORTED.value();
    }

    @BpfProgram("xdp")
    static int second(XdpContext context) {
      return XdpAction.DROP.value();
    }

    @BpfProgram("xdp")
    static int nested(XdpContext context) {
      Tables.Inner<Integer, Long> inner = NESTED.find(1);
      if (inner == null) {
        return 77;
      }
      Cell<Long> count = inner.find(0);
      return count == null ? 78 : count.get().intValue();
    }

    @BpfProgram("tc")
    static int prints(TcContext context) {
      Kernel.print("nothing");
      Kernel.print("%d bytes", context.length());
      Kernel.print("%d %d %x %d", 1, 2, 255, -4);
      Kernel.print("%5d of %i", -5_000_000_000L, 1L << 40);
      return 0;
    }
  }

  private static void check(String program, int result) {
    assertThat(Maps.class).program(program).withPacket(PACKET).returns(result);
  }

  @MethodTest
  void queuesAndStacks() {
    check("queues", 12);
  }

  @MethodTest
  void bloomFilters() {
    check("useBloom", 1);
  }

  @MethodTest
  void hashes() {
    assertThat(Maps.class)
        .program("useHash")
        .withPacket(PACKET)
        .returns(2 * -17 + 3 * -2 + 5 * -7 + 11 * -2)
        .andMap(Maps.HASH)
        .isEqualTo(Map.of(new Key(1, (short) 2), 5L));
  }

  @MethodTest
  void componentsNarrowerThanAnInt() {
    assertThat(Maps.class)
        .program("narrow")
        .withPacket(PACKET)
        .returns(-0x80 + (short) 0x8001 + 0x102)
        .andMap(Maps.SMALL)
        .containsEntry(0, new Small((byte) 0x80, (short) 0x8001, (short) 0x102, 7));
  }

  @MethodTest
  void prefixes() {
    check("prefixes", 21);
  }

  @MethodTest
  void perCpu() {
    check("usePerCpu", 4);
  }

  @MethodTest
  void rings() {
    check("rings", 4096);
  }

  @MethodTest
  void tailCalls() {
    BpfSession session = BpfSession.of(Maps.class);
    session.run("first", PACKET).returned(0);
    session.putProgram(Maps.PROGRAMS, 1, "second");
    session.run("first", PACKET).returned(XdpAction.DROP);
  }

  @MethodTest
  void mapsOfMaps() {
    check("nested", 77);
  }

  @MethodTest
  void printing() {
    assertThat(Maps.class)
        .program("prints")
        .withPacket(PACKET)
        .returns(0)
        .printed("nothing", "64 bytes", "1 2 ff -4", "-5000000000 of 1099511627776");
  }

  @MethodTest
  void oldRings() {
    check("oldRings", 2);
    Assertions.assertThat(Maps.PERF.maxEntries()).isEqualTo(2);
  }
}
