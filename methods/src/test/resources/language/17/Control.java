import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Statements and expressions, the odd ones too. */
final class Control extends Base {
  static int n = 7;
  static long m = -5;
  static byte b = -3;
  static char c = 'x';
  static short s = 300;
  static int called;

  static final class Inner {
    static final int LIMIT = 12;
    static int twice(int x) { return x * 2; }
    static final class Deeper { static final long BIG = 1L << 40; }
  }
  interface Numbers { int TEN = 10; static int add(int a, int b) { return a + b; } default int five() { return 5; } }
  record Five(int x) implements Numbers { int six() { return five() + 1 + x; } }

  static int next(int by) { called += by; return called; }
  static int varied(int first, int... rest) { int sum = first; for (int x : rest) { sum += x; } return sum * rest.length; }
  static <T extends Comparable<T>> T same(T x) { return x; }
  static long wide(int a, long b, byte c, long d, char e) { return a + b * 2 + c * 3 + d * 4 + e * 5; }

  @BpfProgram("xdp") static int ternaries(XdpContext context) {
    called = 0;
    int a = n > 3 ? n > 5 ? n > 6 ? next(1) : next(2) : next(3) : next(4);
    int d = n < 3 ? 1 : n < 5 ? next(10) : n < 8 ? next(100) : 4;
    return a * 1000 + d * 10 + called + (next(1) > 5 && next(1) > 6 || next(1) > 7 ? next(2) : 3);
  }
  @BpfProgram("xdp") static int order(XdpContext context) {
    called = 0;
    int[] a = new int[4];
    a[next(1)] = next(1) * next(1) - next(1) % 3;
    int i = 2;
    i = i++ + i-- * ++i;
    int x = (i = 3) + i * (i = 4) + i;
    return a[1] * 10000 + i * 100 + x;
  }
  @BpfProgram("xdp") static int narrowing(XdpContext context) {
    b += 130; c -= 200; s *= 300; b >>>= 1; c <<= 3; s >>= 2; b ^= 0x155; c++; s--; b *= b;
    int sum = b * 31 + c * 7 + s;
    b = (byte) n; b += 3.0 > 2 ? 1 : 0; c = (char) -1; c += 2; s = (short) (n * 10000);
    return sum * 3 + b + c + s + (byte) 200 + (char) -5 + (short) 70000 + (int) 5_000_000_000L;
  }
  @BpfProgram("xdp") static int mixed(XdpContext context) {
    int r = n > m ? 1 : 0;
    r += n == 7L ? 2 : 0; r += c > b ? 4 : 0; r += m < b ? 8 : 0; r += (long) n << 33 > Integer.MAX_VALUE ? 16 : 0;
    r += n << 33 == n * 2 ? 32 : 0; r += m >>> 1 > 0 ? 64 : 0; r += (int) m >>> 28 == 15 ? 128 : 0; r += 'a' < c ? 256 : 0;
    r += m >> 70 == -1 ? 512 : 0; r += -n / 2 == -3 ? 1024 : 0; r += -n % 4 == -3 ? 2048 : 0; r += ~n == -8 ? 4096 : 0;
    return r;
  }
  @BpfProgram("xdp") static int loops(XdpContext context) {
    int sum = 0;
    outer:
    for (int i = 0, j = 10; i < j; i++, j--) {
      do { if (++sum % 5 == 0) { continue outer; } if (sum > 40) { break outer; } } while (sum % 3 != 0);
      for (;;) { if (sum++ % 4 == 1) { break; } }
    }
    block: { if (sum > n) { break block; } sum = 0; }
    int k = 5;
    while (k --> 0) { if (k == 2) { continue; } sum += k; }
    for (char x = 'a'; x <= 'e'; x++) { sum += x; }
    for (long l = 1; l < 1000; l *= 3) { sum += (int) l; }
    for (byte y = 120; y > 0; y++) { sum++; }
    return sum;
  }
  @BpfProgram("xdp") static int switches(XdpContext context) {
    int sum = 0;
    for (int i = -2; i < 8; i++) {
      switch (i) { case 1: case 2: sum += 3; case 3: sum += 4; break; case Integer.MAX_VALUE: sum++; default: sum += 5; case 5: sum += 6; }
      sum += switch (i * 1000) { case 1000, 2000 -> { int t = i; yield t * 2; } case 7000 -> 1; default -> 2; };
      switch ((char) ('a' + i)) { case 'b' -> sum += 7; case 'c' -> sum += 8; default -> {} }
      switch ((byte) i) { case -2: sum += 1000; }
    }
    return sum;
  }
  @BpfProgram("xdp") static int others(XdpContext context) {
    var five = new Five(n);
    return Inner.LIMIT + Inner.twice(n) + (int) (Inner.Deeper.BIG >> 38) + Numbers.TEN + Numbers.add(n, 3) + five.six() + INHERITED + inherited(n) + Helper.LIMIT + Helper.help(n);
  }
  @BpfProgram("xdp") static int calls(XdpContext context) {
    return varied(1, n, 2, 3) + varied(5) + (int) wide(n, m, b, 7L, c) + same(n) + Math.max(same(m).intValue(), 3);
  }
  @BpfProgram("xdp") static int asserts(XdpContext context) { assert n == 7 : "seven"; return n; }
  @BpfProgram("xdp") static long returnsLong(XdpContext context) { return n * 2L; }
  @BpfProgram("xdp") static boolean returnsBoolean(XdpContext context) { return n == 7; }
  @BpfProgram("xdp") static short returnsShort(XdpContext context) { return (short) (n * 10000); }
  @BpfProgram("xdp") static int bits(XdpContext context) {
    int h = 0;
    for (int x = -3; x < 4; x++) {
      int y = x * 0x1234567 + n;
      long z = y * 0x123456789ABL;
      h = h * 31 + Integer.bitCount(y) + Integer.numberOfLeadingZeros(y) + Integer.numberOfTrailingZeros(y) + Integer.highestOneBit(y) + Integer.lowestOneBit(y) + Integer.reverse(y) + Integer.reverseBytes(y) + Integer.rotateLeft(y, x) + Integer.rotateRight(y, 3) + Integer.signum(y);
      h = h * 31 + Long.bitCount(z) + Long.numberOfLeadingZeros(z) + Long.numberOfTrailingZeros(z) + (int) Long.highestOneBit(z) + (int) Long.lowestOneBit(z) + (int) (Long.reverse(z) >> 7) + (int) Long.reverseBytes(z) + (int) Long.rotateLeft(z, x) + (int) Long.rotateRight(z, 3) + Long.signum(z);
      h = h * 31 + Integer.compare(x, 1) + Integer.compareUnsigned(x, 1) + Long.compare(z, y) + Long.compareUnsigned(z, y) + Integer.divideUnsigned(y, 7) + Integer.remainderUnsigned(y, 7) + (int) Long.divideUnsigned(z, 11) + (int) Long.remainderUnsigned(z, 11) + Integer.hashCode(y) + Long.hashCode(z) + Boolean.hashCode(x > 0) + Character.hashCode('a') + Short.hashCode((short) y);
      h = h * 31 + Math.abs(x) + (int) Math.abs(z) + Math.floorMod(y, 5) + Math.floorDiv(y, 5) + Math.floorMod(z, 5) + (int) Math.floorDiv(z, 5L) + Math.max(x, 2) + (int) Math.min(z, 3) + Integer.max(x, 1) + Integer.min(x, 1) + Integer.sum(x, 1) + (int) Long.sum(z, 1) + Math.negateExact(x) + Math.addExact(x, 3) + Math.multiplyExact(x, 3) + Math.toIntExact(x) + Math.incrementExact(x) + (int) Math.multiplyHigh(z, z);
      h = h * 31 + Short.toUnsignedInt((short) y) + Byte.toUnsignedInt((byte) y) + (int) Byte.toUnsignedLong((byte) y) + Short.reverseBytes((short) y) + Character.reverseBytes((char) y) + Short.compare((short) y, (short) 3) + Byte.compare((byte) y, (byte) 3) + Character.compare((char) y, 'c') + Short.compareUnsigned((short) y, (short) 3) + Byte.compareUnsigned((byte) y, (byte) 3) + (int) Integer.toUnsignedLong(y) + Boolean.compare(x > 0, x > 1) + (Boolean.logicalXor(x > 0, n > 3) ? 1 : 0);
    }
    return h;
  }
  @BpfProgram("xdp") static int letters(XdpContext context) {
    int h = 0;
    for (int i = 0; i < 6; i++) {
      char x = (char) ("aZ5 _-".charAt(i));
      h = h * 31 + (x >= 'a' && x <= 'z' ? 1 : 0);
    }
    return h;
  }
  @BpfProgram("xdp") static int overflowExact(XdpContext context) { return Math.toIntExact(m << 40) + 1; }
  @BpfProgram("xdp") static int minDivided(XdpContext context) { int min = Integer.MIN_VALUE + n - 7; long lmin = Long.MIN_VALUE + n - 7; int minus = n - 8; return min / minus + min % minus + (int) (lmin / minus >> 60) + (int) (lmin % minus); }
  @BpfProgram("xdp") static int lambdas(XdpContext context) {
    java.util.function.IntUnaryOperator add = x -> x + n;
    java.util.function.IntUnaryOperator both = add.andThen(x -> x * 3).compose(x -> x - 1);
    java.util.function.LongSupplier later = () -> m + n;
    java.util.function.IntPredicate odd = x -> (x & 1) == 1;
    java.util.function.BiFunction<Integer, Integer, Integer> sum = Integer::sum;
    java.util.function.Function<Integer, Five> maker = Five::new;
    java.util.function.ToIntFunction<Five> six = Five::six;
    Runnable count = () -> called++;
    count.run();
    java.util.function.IntSupplier bound = new Five(3)::six;
    return both.applyAsInt(4) + (int) later.getAsLong() + (odd.and(x -> x > 3).negate().test(n) ? 10 : 20) + sum.apply(n, 5) + maker.apply(4).six() + six.applyAsInt(new Five(1)) + bound.getAsInt();
  }
}
class Base { static final int INHERITED = 77; static int inherited(int x) { return x + 1; } }
final class Helper { static final int LIMIT = Integer.parseInt("42"); static int help(int x) { return x ^ LIMIT; } }
