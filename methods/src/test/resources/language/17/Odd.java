import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.callback.Loops;
import dev.jbpf.methods.context.XdpContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.*;

/** What nobody would write, and what people write all the same. */
final class Odd {
  static int n = 7;
  static int zero;
  static long m = -5_000_000_000L;
  static byte b = -3;
  static char c = 'x';
  static short s = 300;
  static boolean yes = true;
  static final String[] WORDS = {"tcp", "udp", "FB", "Ea"};
  static final long[] SQUARES = new long[10];
  static final int FOLDED = 3 * 7 + (1 << 4) - "abc".length();
  static { for (int i = 0; i < SQUARES.length; i++) { SQUARES[i] = (long) i * i; } }

  enum Color { RED, GREEN { @Override int value() { return 20; } }, BLUE; int value() { return 1 + ordinal(); } static Color of(int i) { return values()[i % 3]; } }
  record Point(int x, int y) {
    Point { if (x > 1000) { x = 1000; } }
    Point(int both) { this(both, both); }
    static Point origin() { return new Point(0); }
    Point plus(Point other) { return new Point(x + other.x, y + other.y); }
    int cross(Point o) { return x * o.y - y * o.x; }
  }
  record Line(Point from, Point to) { Point vector() { return new Point(to.x - from.x, to.y - from.y); } }
  record Tree(byte a, short b, char c, long d, boolean e, Point p) {}
  static class Counter { int n; final int step; Counter(int step) { this.step = step; } Counter inc() { n += step; return this; } int get() { return n; } }
  static final class Doubler extends Counter { Doubler() { super(2); } @Override int get() { return super.get() * 2; } }
  interface Shape { int area(); default int twice() { return area() * 2; } }
  record Square(int side) implements Shape { public int area() { return side * side; } }
  record Rect(int w, int h) implements Shape { public int area() { return w * h; } }

  static int max(int first, int... rest) { int best = first; for (int x : rest) { best = Math.max(best, x); } return best; }
  static <T> T pick(boolean first, T a, T b) { return first ? a : b; }
  static int apply(IntUnaryOperator f, int x) { return f.applyAsInt(x); }
  static int triple(int x) { return x * 3; }

  @BpfProgram("xdp") static int stringSwitchCollides(XdpContext context) {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      switch (WORDS[i]) { case "FB": sum += 1; case "Ea": sum += 10; break; case "tcp": sum += 100; break; default: sum += 1000; }
    }
    return sum;
  }
  @BpfProgram("xdp") static int stringSwitchExpression(XdpContext context) {
    String word = WORDS[n & 3];
    return switch (word) { case "tcp", "udp" -> 1; case "FB" -> { int x = n; yield x * 2; } default -> 5; };
  }
  @BpfProgram("xdp") static int nestedTernaries(XdpContext context) {
    return n > 10 ? 1 : n > 8 ? 2 : n > 6 ? yes ? zero == 0 ? 33 : 34 : 35 : 4;
  }
  @BpfProgram("xdp") static int compoundFields(XdpContext context) {
    b += 200; b *= 3; b >>= 1; b >>>= 3; b ^= -1; b |= 0x80; b %= 7; c += 5; c *= 100; c /= 3; c <<= 2; s -= 40000; s >>>= 2; s /= -3; m <<= 3; m >>>= 5; m %= 1000; m ^= ~0L;
    return b + c * 3 + s * 5 + (int) m;
  }
  @BpfProgram("xdp") static int compoundArrays(XdpContext context) {
    byte[] bytes = {1, -2, 3}; char[] chars = {'a', 65535}; short[] shorts = {-1, 1}; long[] longs = {1L << 40, -1};
    int i = 0;
    bytes[i++] += 300; bytes[i++] >>>= 1; bytes[i] <<= 7; chars[1]++; chars[0] -= 100; shorts[0]--; shorts[1] *= 40000; longs[0] >>= 3; longs[1]++; longs[1] |= longs[0] >>> 2;
    return bytes[0] + bytes[1] * 10 + bytes[2] * 100 + chars[0] + chars[1] + shorts[0] + shorts[1] + (int) (longs[0] >> 20) + (int) (longs[1] >> 20) + i;
  }
  @BpfProgram("xdp") static int labels(XdpContext context) {
    int sum = 0;
    a: for (int i = 0; ; i++) { b: while (true) { c: do { sum++; if (sum > 20) { break a; } if (sum % 3 == 0) { continue a; } if (sum % 4 == 0) { break b; } if (sum % 5 == 0) { continue b; } if (sum % 7 == 0) { break c; } } while (sum < 100); sum += 2; } sum += i; }
    return sum;
  }
  @BpfProgram("xdp") static int shifts(XdpContext context) {
    long x = m; int by = n + 60;
    long r = x << by ^ x >> by ^ x >>> by ^ n << by ^ n >> by ^ -n >>> by ^ 1L << -1 ^ x >>> 64 ^ x << 33;
    return (int) (r ^ r >>> 32);
  }
  @BpfProgram("xdp") static int compares(XdpContext context) {
    int r = 0;
    if (m < n) { r |= 1; } if (m == -5_000_000_000L) { r |= 2; } if ((int) m < 0) { r |= 4; } if (Long.compare(m, n) < 0) { r |= 8; } if (Integer.MIN_VALUE < m) { r |= 16; }
    if ((m & 0xffffffffL) > Integer.MAX_VALUE) { r |= 32; } if (c > 'w' && c <= 'x') { r |= 64; } if ((byte) 0xff == -1) { r |= 128; } if ((char) b == 65533) { r |= 256; } if (-b == 3) { r |= 512; }
    return r;
  }
  @BpfProgram("xdp") static int enumSwitch(XdpContext context) {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      Color color = Color.of(n + i);
      sum += switch (color) { case RED -> 1; case GREEN -> 10; case BLUE -> 100; } * color.value();
    }
    return sum;
  }
  @BpfProgram("xdp") static int enumOld(XdpContext context) {
    Color color = n > 3 ? Color.GREEN : Color.BLUE;
    switch (color) { case RED: return 1; case GREEN: n++; default: n += 2; }
    return n + color.ordinal() + (color.compareTo(Color.RED) > 0 ? 100 : 0) + color.name().length();
  }
  @BpfProgram("xdp") static int staticInit(XdpContext context) {
    long sum = FOLDED; for (long x : SQUARES) { sum += x; } return (int) sum + (int) SQUARES[n & 7];
  }
  @BpfProgram("xdp") static int records(XdpContext context) {
    Point p = new Point(n).plus(Point.origin()).plus(new Point(n * 1000, 2));
    return p.cross(new Point(3, 4)) + new Line(p, new Point(1, 2)).vector().x();
  }
  @BpfProgram("xdp") static int recordEquals(XdpContext context) {
    Line a = new Line(new Point(n), new Point(1, 2)); Line d = new Line(new Point(n, n), new Point(1, zero + 2));
    return (a.equals(d) ? 1 : 0) + (a.hashCode() == d.hashCode() ? 2 : 0) + (a.from().equals(d.to()) ? 4 : 0) + a.hashCode() % 1000;
  }
  @BpfProgram("xdp") static int recordHash(XdpContext context) {
    return new Tree(b, s, c, m, yes, new Point(n, 3)).hashCode();
  }
  @BpfProgram("xdp") static int varargs(XdpContext context) { return max(1, n, 3, n * 2) + max(n) + max(3, new int[] {n, 9}); }
  @BpfProgram("xdp") static int inheritance(XdpContext context) { return new Doubler().inc().inc().get() + new Counter(n).inc().get(); }
  @BpfProgram("xdp") static int anonymous(XdpContext context) {
    int k = n; Shape shape = new Shape() { public int area() { return k * 5; } }; return shape.twice();
  }
  @BpfProgram("xdp") static int localClass(XdpContext context) {
    final class Acc { int sum; void add(int x) { sum += x * n; } } Acc acc = new Acc(); for (int i = 0; i < 4; i++) { acc.add(i); } return acc.sum;
  }
  @BpfProgram("xdp") static int localRecord(XdpContext context) {
    record Pair(int a, long b) { Pair swap() { return new Pair((int) b, a); } } var p = new Pair(n, m).swap().swap(); return p.a() + (int) p.b();
  }
  @BpfProgram("xdp") static int lambdas(XdpContext context) {
    int k = n; IntUnaryOperator f = x -> x * k; IntUnaryOperator g = f.andThen(x -> x + 1).compose(Odd::triple); IntBinaryOperator h = Math::addExact; IntSupplier i = () -> k; IntPredicate p = x -> x > 5;
    return apply(g, 4) + apply(x -> x << 2, k) + h.applyAsInt(k, 5) + i.getAsInt() + (p.negate().or(x -> x == 7).test(k) ? 1 : 0);
  }
  @BpfProgram("xdp") static int functions(XdpContext context) {
    Function<Integer, Integer> f = x -> x + n; BiFunction<Integer, Long, Long> g = (x, y) -> x * y; Supplier<Point> p = () -> new Point(n); UnaryOperator<Point> q = x -> x.plus(x); Function<Point, Integer> h = Point::x; Function<Integer, Point> make = Point::new;
    return f.apply(3) + (int) (long) g.apply(n, 4L) + q.apply(p.get()).x() + h.apply(make.apply(5));
  }
  @BpfProgram("xdp") static int generics(XdpContext context) { return pick(n > 3, n, 5) + pick(n > 10, new Point(1), new Point(2)).x() + (int) (long) pick(yes, 7L, 8L); }
  @BpfProgram("xdp") static int boxes(XdpContext context) {
    Integer a = n; Long d = m; Character e = c; Boolean f = yes; Byte g = b; a++; a += 3; d -= a;
    return a + d.intValue() + e + (f ? 1 : 2) + g.intValue() + a.compareTo(5) + (a.equals(11) ? 50 : 0) + Integer.valueOf(n).hashCode() + d.hashCode() + f.hashCode();
  }
  @BpfProgram("xdp") static int arraysUtil(XdpContext context) {
    int[] a = new int[6]; Arrays.fill(a, 1, 4, n); int[] d = a.clone(); d[0] = 9; int[] e = Arrays.copyOfRange(d, 0, 3); System.arraycopy(a, 1, d, 3, 2);
    return Arrays.hashCode(a) + (Arrays.equals(a, d) ? 1 : 0) + e.length + e[0] + d[4] + Arrays.mismatch(a, d);
  }
  @BpfProgram("xdp") static int sort(XdpContext context) {
    int[] a = {5, n, 3, 9, 1, 2};
    for (int i = 1; i < a.length; i++) { for (int j = i; j > 0 && a[j - 1] > a[j]; j--) { int x = a[j]; a[j] = a[j - 1]; a[j - 1] = x; } }
    int r = 0; for (int x : a) { r = r * 10 + x; } return r;
  }
  @BpfProgram("xdp") static int boundedByMask(XdpContext context) { int sum = 0; for (int i = 0; i < (n & 15); i++) { sum += i; } return sum; }
  @BpfProgram("xdp") static int boundedByMin(XdpContext context) { int sum = 0; for (int i = 0, e = Math.min(n, 40); i < e; i++) { sum += i * i; } return sum; }
  @BpfProgram("xdp") static int whileDown(XdpContext context) { int x = n & 255, bits = 0; while (x != 0) { bits += x & 1; x >>>= 1; } return bits; }
  @BpfProgram("xdp") static int gcdBounded(XdpContext context) { int a = n * 12, d = 18; for (int i = 0; i < 50 && d != 0; i++) { int t = a % d; a = d; d = t; } return a; }
  @BpfProgram("xdp") static int kernighan(XdpContext context) { int x = n, bits = 0; for (int i = 0; i < 32 && x != 0; i++) { x &= x - 1; bits++; } return bits; }
  @BpfProgram("xdp") static int isqrt(XdpContext context) { int x = n * 100, r = 0; for (int bit = 1 << 14; bit > 0; bit >>= 1) { if ((r + bit) * (r + bit) <= x) { r += bit; } } return r; }
  @BpfProgram("xdp") static int callbackOfN(XdpContext context) { int[] sum = new int[1]; Loops.times(n, i -> sum[0] += i); return sum[0]; }
  @BpfProgram("xdp") static int nestedCallbacks(XdpContext context) { int[] sum = new int[1]; Loops.times(5, i -> Loops.times(3, j -> sum[0] += (int) (i * j))); return sum[0]; }
  @BpfProgram("xdp") static int methodRefCallback(XdpContext context) { Counter k = new Counter(3); Loops.times(5, i -> k.inc()); return k.get(); }
  @BpfProgram("xdp") static int throwing(XdpContext context) { if (n > 3) { throw new IllegalStateException("n"); } return 5; }
  @BpfProgram("xdp") static int throwUnknown(XdpContext context) { if (n > 100) { throw new IllegalStateException("n " + n); } return 5; }
  @BpfProgram("xdp") static int divZero(XdpContext context) { return 10 / zero; }
  @BpfProgram("xdp") static int outside(XdpContext context) { int[] a = new int[3]; a[n] = 1; return 7; }
  @BpfProgram("xdp") static int negativeIndex(XdpContext context) { int[] a = {1, 2}; return a[-n] + 1; }
  @BpfProgram("xdp") static int minValue(XdpContext context) { int x = Integer.MIN_VALUE + zero; long y = Long.MIN_VALUE + zero; return x / -1 + (int) (y / -1 >>> 60) + x % -1 + Math.abs(x) + -x + (int) (y % -1); }
  @BpfProgram("xdp") static int booleans(XdpContext context) { boolean a = n > 3, d = zero > 0; a ^= d; a &= yes | d; boolean[] flags = new boolean[4]; flags[n & 3] = a; flags[1] ^= true; flags[2] |= !a; return (a ? 1 : 0) + (flags[3] ? 2 : 0) + (flags[1] ? 4 : 0) + (flags[2] ? 8 : 0) + (a == d ? 16 : 0) + Boolean.compare(a, d); }
  @BpfProgram("xdp") static boolean returnsBoolean(XdpContext context) { return n > 3; }
  @BpfProgram("xdp") static long returnsLong(XdpContext context) { return n + 1L; }
  @BpfProgram("xdp") static byte returnsByte(XdpContext context) { return (byte) (n + 100); }
  @BpfProgram("xdp") static int incs(XdpContext context) { int i = 5; i = i++ + ++i; i += i++ * 2; int[] a = {1, 2, 3}; int j = 0; a[j] = j = 2; a[j]++; int k = -a[j]-- - --a[j]; return i * 100 + a[0] * 10 + a[2] + k; }
  @BpfProgram("xdp") static int sparse(XdpContext context) { return switch (n * 1000) { case -1 -> 1; case 7000 -> 2; case 1_000_000 -> 3; case Integer.MIN_VALUE -> 4; default -> 5; }; }
  @BpfProgram("xdp") static int charSwitch(XdpContext context) { switch (c) { case 'a': case 'b': return 1; case 'x': if (n > 3) { break; } return 2; default: return 3; } return 9; }
  @BpfProgram("xdp") static int enumValues(XdpContext context) { int sum = 0; for (Color color : Color.values()) { sum += color.value(); } return sum + Color.valueOf("BLUE").ordinal(); }
  static int fibOf(int x) { return x < 2 ? x : fibOf(x - 1) + fibOf(x - 2); }
  @BpfProgram("xdp") static int crc(XdpContext context) { int crc = -1; for (int i = 0; i < 4; i++) { crc ^= (n >> i * 8) & 0xff; for (int k = 0; k < 8; k++) { crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xEDB88320 : crc >>> 1; } } return ~crc; }
  @BpfProgram("xdp") static int bitTrick(XdpContext context) { long x = m * 0x9E3779B97F4A7C15L; x ^= x >>> 30; x *= 0xBF58476D1CE4E5B9L; x ^= x >>> 27; return (int) (x >>> 32) | 1; }
  @BpfProgram("xdp") static int math(XdpContext context) {
    int sum = Math.abs(-n) + Math.floorDiv(-n, 2) + Math.floorMod(-n, 4) + Math.multiplyExact(n, 3) + Math.negateExact(n);
    sum += Integer.highestOneBit(n) + Integer.numberOfLeadingZeros(n) + Integer.reverse(n) + Integer.signum(-n);
    sum += (int) Integer.toUnsignedLong(-n) + Short.toUnsignedInt(s) + Byte.toUnsignedInt(b) + Long.numberOfTrailingZeros(m) + (int) Long.remainderUnsigned(m, 10);
    return sum + (int) Math.multiplyHigh(m, m) + Math.toIntExact(n);
  }
}
