import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.callback.Loops;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Table;
import java.util.function.IntConsumer;

/** Lambdas that the kernel calls back, with what they have caught. */
final class Callbacks {
  record Pair(int a, long b) {}
  static final class Sum {
    int n; long wide; byte small; boolean isSet; Pair last;
    void add(int x) { n += x; wide = wide * 3 + x; small += (byte) x; }
    void set(Pair pair) { last = pair; }
  }
  enum Kind { EVEN, ODD }
  static final Table<Integer, Long> VALUES = Table.of(MapDef.array("values", Codec.U64, 8));
  static final Table<Pair, Long> BY_PAIR = Table.of(MapDef.hash("by_pair", Codec.record(Pair.class), Codec.U64, 8));
  static final int[] TABLE = {3, 1, 4, 1, 5, 9, 2, 6};
  static int n = 7;
  static long total;

  static boolean isBig(int i) { return i * i > n * 10; }
  static int divided(int x, int y) { return x / y; }

  @BpfProgram("xdp") static int times(XdpContext context) {
    total = 0;
    int rounds = Loops.times(1000, i -> total += i * n);
    return (int) total + rounds;
  }
  @BpfProgram("xdp") static int caught(XdpContext context) {
    Sum sum = new Sum();
    int by = n * 3;
    long wide = n * 5_000_000_000L;
    Pair pair = new Pair(n, wide);
    Loops.times(100, i -> { sum.add(i * by + pair.a()); sum.wide ^= wide + pair.b(); sum.isSet |= i == 50; });
    return sum.n + (int) (sum.wide >> 7) + sum.small + (sum.isSet ? 1 : 0);
  }
  @BpfProgram("xdp") static int until(XdpContext context) { return Loops.until(1000, Callbacks::isBig) * 100 + Loops.until(5, i -> false); }
  @BpfProgram("xdp") static int arrays(XdpContext context) {
    int[] counts = new int[8];
    byte[] bytes = {1, 2, 3, 4};
    Loops.times(200, i -> { counts[i & 7] += TABLE[i & 7] + bytes[i & 3]; bytes[i & 3]++; });
    int sum = 0;
    for (int x : counts) { sum = sum * 31 + x; }
    for (byte x : bytes) { sum = sum * 31 + x; }
    return sum;
  }
  @BpfProgram("xdp") static int nested(XdpContext context) {
    Sum sum = new Sum();
    Loops.times(20, i -> Loops.times(i, j -> sum.add(i * j)));
    return sum.n + (int) sum.wide;
  }
  @BpfProgram("xdp") static int fails(XdpContext context) {
    total = 0;
    Loops.times(100, i -> { total++; total += divided(100, 50 - i); });
    return 7;
  }
  @BpfProgram("xdp") static int failsInside(XdpContext context) {
    int[] a = new int[4];
    Loops.times(100, i -> Loops.times(i, j -> a[j] = i));
    return 7;
  }
  @BpfProgram("xdp") static int reused(XdpContext context) {
    Sum sum = new Sum();
    IntConsumer add = i -> sum.add(i);
    Loops.times(10, add);
    add.accept(100);
    Loops.times(n, add);
    for (int k = 0; k < 3; k++) { int by = k; Loops.times(5, i -> sum.add(i * by)); }
    return sum.n + (int) sum.wide;
  }
  @BpfProgram("xdp") static int records(XdpContext context) {
    Sum sum = new Sum();
    sum.last = new Pair(1, 2);
    Loops.times(30, i -> { if (i % 7 == 3) { sum.set(new Pair(i + sum.last.a(), sum.last.b() * 3)); } });
    return sum.last.a() + (int) sum.last.b();
  }
  @BpfProgram("xdp") static int nulls(XdpContext context) {
    Sum sum = new Sum();
    Loops.times(30, i -> { if (i == n * 2) { sum.last = new Pair(i, 4); } });
    Pair last = sum.last;
    return last == null ? -1 : last.a();
  }
  @BpfProgram("xdp") static int each(XdpContext context) {
    VALUES.put(3, 40L); VALUES.put(5, 2L);
    Sum sum = new Sum();
    long visited = VALUES.forEach((key, value) -> { sum.add((int) (long) value.get() * key); value.set(value.get() + 1); total = value.get(); return key == 6; });
    return sum.n * 100 + (int) visited;
  }
  @BpfProgram("xdp") static int eachHash(XdpContext context) {
    BY_PAIR.put(new Pair(1, n), 40L); BY_PAIR.put(new Pair(2, 3), 5L);
    Sum sum = new Sum();
    long visited = BY_PAIR.forEach((key, value) -> { sum.n += key.a() + (int) key.b() * (int) (long) value.get(); return false; });
    return sum.n * 100 + (int) visited + (int) total;
  }
  @BpfProgram("xdp") static int choice(XdpContext context) {
    Kind[] kinds = Kind.values();
    Sum sum = new Sum();
    Kind kind = n > 3 ? Kind.ODD : Kind.EVEN;
    Loops.times(9, i -> sum.n += kind == Kind.ODD ? i : -i);
    return sum.n;
  }
}
