import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfFunction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.callback.Loops;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Queue;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.memory.Area;
import java.util.function.*;

/** Small programs of all kinds, as somebody writes them who has read the page once. */
final class Fresh {
  static int n = 9;
  static long wide = 0x0123456789abcdefL;
  static short small = -7;
  static byte tiny = (byte) 0x9c;
  static char letter = 'q';
  static boolean flag = true;
  static int seen;
  static long total;
  static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19};
  static final long[] POWERS = powers();
  static final byte[] HEX = "0123456789abcdef".getBytes();
  static final String[] DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

  static long[] powers() { long[] all = new long[16]; long p = 1; for (int i = 0; i < 16; i++) { all[i] = p; p *= 10; } return all; }

  record Range(int from, int to) {
    Range { if (from > to) { int t = from; from = to; to = t; } }
    boolean holds(int x) { return x >= from && x < to; }
    Range and(Range other) { return new Range(Math.max(from, other.from), Integer.min(to, other.to)); }
    int size() { return to - from; }
    static Range upTo(int to) { return new Range(0, to); }
  }
  record Money(long cents) implements Comparable<Money> {
    Money plus(Money other) { return new Money(Math.addExact(cents, other.cents)); }
    public int compareTo(Money other) { return Long.compare(cents, other.cents); }
  }
  record Key(int port, byte kind) {}
  record Flow(long bytes, int packets, short last) {}
  enum Verdict {
    DROP(1), PASS(2), SEND(3);
    final int code;
    Verdict(int code) { this.code = code; }
    static Verdict of(int x) { return x > 10 ? SEND : x > 5 ? PASS : DROP; }
    boolean isFinal() { return this == DROP; }
  }
  enum Bit implements IntUnaryOperator {
    NOT { public int applyAsInt(int x) { return ~x; } },
    NEG { public int applyAsInt(int x) { return -x; } },
    REV { public int applyAsInt(int x) { return Integer.reverse(x); } }
  }
  sealed interface Expr permits Num, Add, Mul {}
  record Num(int value) implements Expr {}
  record Add(Num left, Num right) implements Expr {}
  record Mul(Num left, Num right) implements Expr {}
  static final class Rng { private long state; Rng(long seed) { state = seed; } int next() { state = state * 6364136223846793005L + 1442695040888963407L; int shifted = (int) ((state >>> 18 ^ state) >>> 27); return Integer.rotateRight(shifted, (int) (state >>> 59)); } }
  static final class Window { private final int[] last = new int[4]; private int at; void add(int x) { last[at++ & 3] = x; } int sum() { int s = 0; for (int x : last) { s += x; } return s; } }
  static final class Pair { int a; int b; void swap() { int t = a; a = b; b = t; } }
  static final MapDef<Key, Flow> FLOW_MAP = MapDef.hash("fresh_flows", Codec.record(Key.class), Codec.record(Flow.class), 16);
  static final Table<Key, Flow> FLOWS = Table.of(FLOW_MAP);
  static final Table<Integer, Long> SLOTS = Table.of(MapDef.array("fresh_slots", Codec.U64, 8));
  static final Queue<Long> WAITING = Queue.of(MapDef.queue("fresh_waiting", Codec.U64, 4));

  @BpfProgram("xdp") static int ranges(XdpContext context) { Range r = new Range(12, 3).and(Range.upTo(n)); return r.size() * 100 + (r.holds(n) ? 1 : 0) + (r.holds(4) ? 2 : 0) + (r.equals(new Range(9, 3)) ? 4 : 0); }
  @BpfProgram("xdp") static int money(XdpContext context) { Money a = new Money(n * 100L), b = a.plus(new Money(-1)); return a.compareTo(b) * 10 + (b.compareTo(a) + 2) + (int) b.cents(); }
  @BpfProgram("xdp") static int overflow(XdpContext context) { return (int) new Money(Long.MAX_VALUE - n).plus(new Money(n * 3L)).cents() + 1; }
  @BpfProgram("xdp") static int verdicts(XdpContext context) { int s = 0; for (int i = 0; i < 16; i += 3) { Verdict v = Verdict.of(i + (n & 1)); s = s * 4 + v.code + (v.isFinal() ? 1 : 0); } return s + Verdict.values().length + Verdict.valueOf("SEND").code; }
  @BpfProgram("xdp") static int bits(XdpContext context) { int s = n; for (Bit b : Bit.values()) { s = b.applyAsInt(s) * 5 + b.ordinal() + b.name().length(); } return s; }
  @BpfProgram("xdp") static int expressions(XdpContext context) { return eval(n > 3 ? new Add(new Num(n), new Num(4)) : new Mul(new Num(2), new Num(n))) + eval(new Mul(new Num(n), new Num(n))); }
  static int eval(Expr e) { if (e instanceof Num x) { return x.value(); } if (e instanceof Add add) { return eval2(add.left()) + eval2(add.right()); } Mul m = (Mul) e; return eval2(m.left()) * eval2(m.right()); }
  static int eval2(Num x) { return x.value(); }
  @BpfProgram("xdp") static int pcg(XdpContext context) { Rng rng = new Rng(42); int s = 0; for (int i = 0; i < 5; i++) { s ^= rng.next() + i; } return s; }
  @BpfProgram("xdp") static int windows(XdpContext context) { Window w = new Window(); for (int i = 0; i < 7; i++) { w.add(i * n); } return w.sum(); }
  @BpfProgram("xdp") static int swaps(XdpContext context) { Pair p = new Pair(); p.a = n; p.b = 3; Pair q = p; q.swap(); if (n > 5) { p.swap(); p.a += q.b++; } return p.a * 100 + q.b; }
  @BpfProgram("xdp") static int daysOf(XdpContext context) { String day = DAYS[n % 7]; return switch (day) { case "sat", "sun" -> 1; case "mon" -> 2; default -> day.charAt(0) + day.length(); }; }
  @BpfProgram("xdp") static int oldSwitch(XdpContext context) { int r = 0; switch (n % 5) { case 0: r = 1; case 1: r += 2; break; case 4: { r = 40; } default: r += 7; } return r; }
  @BpfProgram("xdp") static int longSwitch(XdpContext context) { return switch (n) { case Integer.MIN_VALUE -> 1; case -1, 9, 1_000_000 -> 2; case Integer.MAX_VALUE -> 3; default -> 4; } * 10 + switch (letter) { case 'a' -> 1; case 'q' -> 2; default -> 3; } + switch (tiny) { case -100 -> 100; case 100 -> 200; default -> 300; }; }
  @BpfProgram("xdp") static int yields(XdpContext context) { int x = switch (Verdict.of(n)) { case DROP: yield 1; case PASS: { int t = n * 2; yield t + 1; } case SEND: yield 9; }; return x; }
  @BpfProgram("xdp") static int labels(XdpContext context) { int s = n; rows: for (int i = 2; i < 30; i++) { for (int p = 2; p < 6; p++) { if (p >= i) { break; } if (i % p == 0) { continue rows; } } s = s * 3 + i; if (i > 27) { break rows; } } return s; }
  @BpfProgram("xdp") static int blockLabel(XdpContext context) { int s = 1; out: { if (n > 5) { s = 7; if ((n & 1) == 1) { break out; } s = 8; } s += 100; } return s; }
  @BpfProgram("xdp") static int whileTrue(XdpContext context) { int i = 0, s = 0; while (true) { if (i >= 10) { break; } if ((i++ & 1) == 0) { continue; } s += i * n; } return s; }
  @BpfProgram("xdp") static int doWhile(XdpContext context) { int x = n & 0xff, steps = 0; do { x >>= 1; steps++; } while (x != 0 && steps < 9); return steps * 10 + x; }
  @BpfProgram("xdp") static int twoCounters(XdpContext context) { int s = 0; for (int i = 0, j = 10; i < j; i += 2, j--) { s += i * j; } return s; }
  @BpfProgram("xdp") static int ternaries(XdpContext context) { return n < 0 ? -1 : n == 0 ? 0 : n < 5 ? 1 : n < 10 ? (flag ? 2 : 3) : 4; }
  @BpfProgram("xdp") static int assigns(XdpContext context) { int a, b, c; a = b = c = n; a += b -= c *= 2; a <<= b & 3; b >>>= 28; c ^= a | b; a %= 7; return a * 10000 + b * 100 + (c & 63); }
  @BpfProgram("xdp") static int steps(XdpContext context) { int i = n; int a = i++ + ++i; int b = i-- - --i; byte t = tiny; t++; t += 200; short s = small; s *= 5000; char c = letter; c += 65500; return a * 7 + b + t + s + c; }
  @BpfProgram("xdp") static int longs(XdpContext context) { long a = wide, b = -wide / 3; return (int) (a * b >>> 7 ^ a % 1000 ^ b >> 40 ^ (a > b ? 1 : 2) ^ Long.compareUnsigned(a, b)); }
  @BpfProgram("xdp") static int unsignedLongs(XdpContext context) { long a = -wide; return (int) (Long.divideUnsigned(a, 1000) ^ Long.remainderUnsigned(a, 777) ^ Integer.divideUnsigned(-n, 10) ^ Integer.remainderUnsigned(-n, 13)) + Integer.compareUnsigned(-1, n) + Byte.toUnsignedInt(tiny) + Short.toUnsignedInt(small); }
  @BpfProgram("xdp") static int shifts(XdpContext context) { return (n << 33) + (n >> -1) + (-n >>> 28) + (int) (wide << 65) + (int) (wide >> 127) + (int) (-1L >>> n + 60) + (tiny >> 2) + (tiny >>> 28) + (byte) (tiny << 1); }
  @BpfProgram("xdp") static int tricks(XdpContext context) { int x = n * 0x01010101; int pop = x - (x >>> 1 & 0x55555555); pop = (pop & 0x33333333) + (pop >>> 2 & 0x33333333); pop = (pop + (pop >>> 4) & 0x0f0f0f0f) * 0x01010101 >>> 24; return pop * 1000 + (x & -x) + (x ^ x >>> 1) + Integer.bitCount(x) + Integer.numberOfTrailingZeros(x) + Integer.highestOneBit(n) + Long.numberOfLeadingZeros(wide); }
  @BpfProgram("xdp") static int rotates(XdpContext context) { return Integer.rotateLeft(n, 30) ^ Integer.rotateRight(n, 33) ^ (int) Long.rotateLeft(wide, n) ^ Short.reverseBytes(small) ^ Integer.reverseBytes(n) ^ (int) Long.reverse(wide) ^ Character.reverseBytes(letter); }
  @BpfProgram("xdp") static int maths(XdpContext context) { return Math.floorMod(-n, 4) * 1000 + Math.floorDiv(-n, 4) + Math.abs(small) + Math.max(n, small) + (int) Math.min(wide, 5L) + Math.clampOf(n); }
  static final class Math { static int floorMod(int a, int b) { return java.lang.Math.floorMod(a, b); } static int floorDiv(int a, int b) { return java.lang.Math.floorDiv(a, b); } static int abs(int a) { return java.lang.Math.abs(a); } static int max(int a, int b) { return a > b ? a : b; } static long min(long a, long b) { return a < b ? a : b; } static int clampOf(int x) { return max(3, x > 7 ? 7 : x); } static long addExact(long a, long b) { return java.lang.Math.addExact(a, b); } }
  @BpfProgram("xdp") static int casts(XdpContext context) { return (byte) wide + (short) wide + (char) wide + (int) wide + (byte) (char) (short) n + (int) (long) small + (char) tiny + (short) letter; }
  @BpfProgram("xdp") static int charsAndInts(XdpContext context) { char c = letter; c++; int d = c - 'a'; return (c > 'm' ? d : -d) + (char) (c + 1) + ('a' + 'b') + (c == 114 ? 1 : 0); }
  @BpfProgram("xdp") static int booleans(XdpContext context) { boolean a = n > 3, b = !flag, c = a ^ b; a &= flag; b |= c; return (a ? 1 : 0) + (b ? 2 : 0) + (c ? 4 : 0) + (a == b ? 8 : 0) + (a != c | b & c ? 16 : 0); }
  static boolean bump() { seen++; return seen > 1; }
  @BpfProgram("xdp") static int shortCircuit(XdpContext context) { boolean a = bump() && bump(); boolean b = bump() || bump(); boolean c = bump() & bump(); return seen * 8 + (a ? 1 : 0) + (b ? 2 : 0) + (c ? 4 : 0); }
  @BpfProgram("xdp") static int arrays(XdpContext context) { int[] a = {3, 1, n, 2}; for (int i = 0; i < a.length; i++) { for (int j = i + 1; j < a.length; j++) { if (a[j] < a[i]) { int t = a[i]; a[i] = a[j]; a[j] = t; } } } return a[0] + a[1] * 10 + a[2] * 100 + a[3] * 1000; }
  @BpfProgram("xdp") static int histogram(XdpContext context) { byte[] counts = new byte[16]; long x = wide; for (int i = 0; i < 16; i++) { counts[(int) (x & 15)]++; x >>>= 4; } int s = 0; for (byte c : counts) { s = s * 3 + c; } return s; }
  @BpfProgram("xdp") static int prefixSums(XdpContext context) { long[] sums = new long[9]; for (int i = 0; i < PRIMES.length; i++) { sums[i + 1] = sums[i] + PRIMES[i]; } return (int) (sums[8] - sums[n & 3]); }
  @BpfProgram("xdp") static int outside(XdpContext context) { seen = 5; int[] a = {1, 2, 3}; return a[n] + 1; }
  @BpfProgram("xdp") static int negativeIndex(XdpContext context) { short[] a = {10, 20, 30}; return a[small + 8] + a[n - 9]; }
  @BpfProgram("xdp") static int hexDigits(XdpContext context) { int s = 0; for (int i = 28; i >= 0; i -= 4) { s = s * 31 + HEX[n * 0x1234567 >>> i & 15]; } return s; }
  @BpfProgram("xdp") static int decimal(XdpContext context) { long x = n * 12345L; int digits = 0; while (digits < 15 && x >= POWERS[digits + 1]) { digits++; } return digits + 1; }
  @BpfProgram("xdp") static int lambdas(XdpContext context) { IntBinaryOperator f = (a, b) -> a * n - b; IntUnaryOperator g = x -> f.applyAsInt(x, 2), h = g.andThen(x -> -x).compose(x -> x + 1); IntPredicate odd = x -> (x & 1) == 1; return h.applyAsInt(4) + (odd.negate().test(n) ? 100 : 200) + (odd.or(x -> x > 1000).test(8) ? 1 : 2); }
  static int apply(IntUnaryOperator f, int x) { return f.applyAsInt(f.applyAsInt(x)); }
  static int triple(int x) { return 3 * x; }
  @BpfProgram("xdp") static int references(XdpContext context) { IntUnaryOperator f = n > 4 ? Fresh::triple : x -> x + 1; ToIntFunction<Range> size = Range::size; BiFunction<Integer, Integer, Range> make = Range::new; Supplier<Integer> get = () -> seen; return apply(f, n) + apply(Integer::reverseBytes, n) + size.applyAsInt(make.apply(2, n)) + get.get(); }
  static IntUnaryOperator adder(int by) { return x -> x + by; }
  @BpfProgram("xdp") static int makers(XdpContext context) { IntUnaryOperator f = adder(n); for (int i = 0; i < 3; i++) { f = i == 1 ? adder(i * 10) : f; } return f.applyAsInt(1) + adder(5).andThen(adder(6)).applyAsInt(7); }
  @BpfFunction static long mix(long a, long b, int times) { long x = a; for (int i = 0; i < 8; i++) { if (i >= times) { return x; } x = x * 31 + b ^ x >>> 11; } return x; }
  @BpfProgram("xdp") static int functions(XdpContext context) { return (int) (mix(n, 3, 4) + mix(wide, n, 9) * mix(1, 2, 0)); }
  @BpfProgram("xdp") static int statics(XdpContext context) { total += wide; total ^= n; seen = (int) total; small += 3; flag = !flag; tiny <<= 1; letter--; return seen + small + (flag ? 1 : 0) + tiny + letter; }
  @BpfProgram("xdp") static int mapsOfRecords(XdpContext context) {
    Key key = new Key(53, (byte) n);
    FLOWS.put(key, new Flow(100, 1, (short) -3));
    Cell<Flow> cell = FLOWS.find(new Key(53, (byte) 9));
    if (cell == null) { return 1; }
    cell.set(Flow::bytes, cell.at(Flow::bytes).get() + 50);
    cell.set(Flow::packets, cell.at(Flow::packets).get() + 1);
    Flow flow = cell.get();
    return (int) flow.bytes() * 10 + flow.packets() + flow.last() + (FLOWS.find(new Key(54, (byte) 9)) == null ? 1000 : 0);
  }
  @BpfProgram("xdp") static int slots(XdpContext context) {
    int s = 0;
    for (int i = 0; i < 10; i++) { Cell<Long> slot = SLOTS.find(i); if (slot == null) { s += 100; continue; } slot.add(i * n); s += slot.get(); }
    return s;
  }
  @BpfProgram("xdp") static int queues(XdpContext context) {
    int fits = 0;
    for (int i = 0; i < 6; i++) { if (WAITING.push((long) i * n) == 0) { fits++; } }
    long s = 0;
    for (int i = 0; i < 6; i++) { Cell<Long> next = WAITING.pop(); if (next != null) { s = s * 100 + next.get(); } }
    return fits * 7 + (int) s;
  }
  @BpfProgram("xdp") static int ring(XdpContext context) { int[] items = new int[8]; int head = 0, tail = 0, s = 0; for (int i = 0; i < 16; i++) { items[head++ & 7] = i * n; if ((i & 1) == 1) { s = s * 3 + items[tail++ & 7]; } } return s + head - tail; }
  @BpfProgram("xdp") static int looped(XdpContext context) { Pair p = new Pair(); Loops.times(20, i -> { p.a += i; if ((i & 3) == 0) { p.b ^= p.a; } }); return p.a * 1000 + p.b; }
  @BpfProgram("xdp") static int firstOf(XdpContext context) { Pair p = new Pair(); Loops.until(100, i -> { p.a = i; return i * i > n * 10; }); return p.a; }
  @BpfProgram("xdp") static int bytesOf(XdpContext context) { Area data = context.packet().bytes(20); if (data == null) { return 7; } int s = n; for (int i = 0; i < 20; i++) { s = s * 31 + data.u8(i); } return s; }
  @BpfProgram("xdp") static int rewritten(XdpContext context) { Area data = context.packet().bytes(8); if (data == null) { return 7; } data.setBe16(2, n); data.set8(1, 200); return data.u8(1) + data.u8(2) + data.u8(3); }
  @BpfProgram("xdp") static long longResult(XdpContext context) { return wide; }
  @BpfProgram("xdp") static short shortResult(XdpContext context) { return small; }
  @BpfProgram("xdp") static boolean booleanResult(XdpContext context) { return n == 9 && flag; }
  @BpfProgram("xdp") static byte byteResult(XdpContext context) { return tiny; }
  @BpfProgram("xdp") static char charResult(XdpContext context) { return letter; }
  @BpfProgram("xdp") static int divides(XdpContext context) { return n / (seen + 3) * 100 + n % 4 + (int) (wide / -n) + Integer.MIN_VALUE / -1 + Integer.MIN_VALUE % -1 + (int) (Long.MIN_VALUE / -(n - 8)); }
  @BpfProgram("xdp") static int dividesByZero(XdpContext context) { seen = 99; return n / (n - 9) + 5; }
  @BpfProgram("xdp") static int euclid(XdpContext context) { int a = n * 12, b = 18; for (int i = 0; i < 12 && b != 0; i++) { int t = a % b; a = b; b = t; } return a; }
  @BpfProgram("xdp") static int root(XdpContext context) { int x = n * 1000, r = 0; for (int bit = 1 << 15; bit != 0; bit >>>= 1) { int t = r | bit; if ((long) t * t <= x) { r = t; } } return r; }
  @BpfProgram("xdp") static int fibonacci(XdpContext context) { long a = 0, b = 1; for (int i = 0; i < 40; i++) { long t = a + b; a = b; b = t; } return (int) a + n; }
  @BpfProgram("xdp") static int collatz(XdpContext context) { long x = n; int steps = 0; for (; steps < 30 && x != 1; steps++) { x = (x & 1) == 0 ? x >> 1 : 3 * x + 1; } return steps; }
  @BpfProgram("xdp") static int texts(XdpContext context) { String s = flag ? "alpha" : "be"; int v = 0; for (int i = 0; i < s.length(); i++) { v = v * 31 + s.charAt(i); } return v + (s.equals("alpha") ? 1 : 0) + s.hashCode() + (s.isEmpty() ? 3 : 0); }
  @BpfProgram("xdp") static int boxes(XdpContext context) { Integer a = n; Long b = wide; Boolean c = flag; Integer d = a + 1; return a + b.intValue() + (c ? 1 : 0) + (a.equals(9) ? 10 : 0) + d.compareTo(a) + Integer.valueOf(5).hashCode() + Long.hashCode(b); }
  interface Step { int of(int x); default Step then(Step next) { return x -> next.of(of(x)); } }
  @BpfProgram("xdp") static int chained(XdpContext context) { Step a = x -> x + n, b = a.then(x -> x * 3).then(a); return b.of(2) + a.then(a).then(a).of(0); }
  static abstract class Base { final int k; Base(int k) { this.k = k; } abstract int act(int x); int twice(int x) { return act(act(x)); } }
  @BpfProgram("xdp") static int anonymous(XdpContext context) { int by = n; Base b = new Base(4) { @Override int act(int x) { return x * k + by; } }; return b.twice(2); }
  @BpfProgram("xdp") static int local(XdpContext context) { record Local(int a) { int more() { return a + 1; } } enum Side { L, R } interface Get { int get(); } Get g = () -> new Local(n).more(); return g.get() + Side.R.ordinal(); }
  @BpfProgram("xdp") static int varargs(XdpContext context) { return sum() + sum(n) + sum(1, n, 3); }
  static int sum(int... all) { int s = all.length * 1000; for (int x : all) { s += x; } return s; }
  @BpfProgram("xdp") static int asserted(XdpContext context) { assert n > 0 : "positive"; return n; }
  @BpfProgram("xdp") static int thrown(XdpContext context) { if (n > 5) { throw new IllegalStateException("n " + n); } return 3; }
  @BpfProgram("xdp") static int nulls(XdpContext context) { Range r = n > 100 ? new Range(1, 2) : null; Range s = r == null ? new Range(3, n) : r; return s.size() + (r != null ? 100 : 0); }
  @BpfProgram("xdp") static int compound(XdpContext context) { int[] a = {1, 2, 3, 4}; int i = 0; a[i++] += a[i] + i; a[i] = i = 2; a[i] <<= n & 3; a[--i]--; return a[0] * 1000 + a[1] * 100 + a[2] * 10 + a[3] + i; }
  record Then(Step first, Step next) implements Step { public int of(int x) { return next.of(first.of(x)); } }
  @BpfProgram("xdp") static int decorated(XdpContext context) { Step add = x -> x + n, twice = x -> x * 2; Step both = new Then(add, new Then(twice, new Then(add, add))); return both.of(1) * 100 + new Then(both, twice).of(3); }
  record Cons(int head, Cons tail) { int sum() { return tail == null ? head : head + tail.sum(); } int length() { return tail == null ? 1 : 1 + tail.length(); } }
  @BpfProgram("xdp") static int lists(XdpContext context) { Cons list = new Cons(1, new Cons(n, new Cons(3, new Cons(n * 2, null)))); return list.sum() * 10 + list.length(); }
  static IntUnaryOperator then(IntUnaryOperator a, IntUnaryOperator b) { return x -> b.applyAsInt(a.applyAsInt(x)); }
  @BpfProgram("xdp") static int composed(XdpContext context) { IntUnaryOperator f = then(x -> x + n, then(x -> x * 3, then(Fresh::triple, x -> x - 1))); return f.applyAsInt(4); }
}
