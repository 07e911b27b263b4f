import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Numbers as a stranger writes them: conversions, compound assignments, intrinsics. */
final class StrangeNumbers {
  static int n = -7;
  static long wide = 0x8000_0000_7fff_ffffL;
  static byte b = -128;
  static short s = 32767;
  static char c = 0xffff;
  static boolean yes = true;

  @BpfProgram("xdp") static int compoundByte(XdpContext context) {
    byte x = b;
    x += 200; x -= 1; x *= 7; x /= 3; x %= 50; x <<= 3; x >>= 1; x >>>= 2; x |= 0x55; x &= 0x7e; x ^= n;
    return x;
  }
  @BpfProgram("xdp") static int compoundShort(XdpContext context) {
    short x = s;
    x++; x += wide; x >>>= 3; x *= n; x -= c; x ^= b; x <<= 33; x %= 1000;
    return x--;
  }
  @BpfProgram("xdp") static int compoundChar(XdpContext context) {
    char x = c;
    x++; x += 'a'; x *= 3; x -= 5; x >>= 2; x |= 1; x ^= n; x /= 7; x--;
    return x + (char) n + (char) wide;
  }
  @BpfProgram("xdp") static int compoundInt(XdpContext context) {
    int x = n;
    x += wide; x <<= 35; x >>= b; x >>>= 1; x *= c; x ^= (int) (wide >>> 32); x -= wide >> 3; x %= s;
    return x;
  }
  @BpfProgram("xdp") static int compoundLong(XdpContext context) {
    long x = wide;
    x += n; x <<= 67; x >>= n; x ^= b; x *= c; x >>>= 5; x -= s; x |= n; x /= n; x %= 1_000_003;
    return (int) (x ^ x >>> 32);
  }
  @BpfProgram("xdp") static int shiftsByLong(XdpContext context) {
    long by = wide;
    int x = n << by | n >>> (by + 3) ^ n >> 40L;
    return x + (int) (1L << by) + (int) (wide >>> by) + (1 << n) + (-1 >>> 31);
  }
  @BpfProgram("xdp") static int compares(XdpContext context) {
    int bits = 0;
    bits |= wide < n ? 1 : 0; bits |= wide >= Long.MIN_VALUE ? 2 : 0; bits |= c > s ? 4 : 0; bits |= (short) c > s ? 8 : 0;
    bits |= (byte) c == -1 ? 16 : 0; bits |= Long.compare(wide, n) < 0 ? 32 : 0; bits |= Long.compareUnsigned(wide, n) < 0 ? 64 : 0;
    bits |= Integer.compare(n, b) > 0 ? 128 : 0; bits |= Character.compare(c, 'x') > 0 ? 256 : 0; bits |= Byte.compare(b, (byte) 1) < 0 ? 512 : 0;
    bits |= Short.compareUnsigned(s, (short) -1) < 0 ? 1024 : 0; bits |= Boolean.compare(yes, false) > 0 ? 2048 : 0;
    return bits;
  }
  @BpfProgram("xdp") static int unsignedWork(XdpContext context) {
    return Integer.divideUnsigned(n, 10) + Integer.remainderUnsigned(n, 10) + (int) Long.divideUnsigned(wide, 1000) + (int) Long.remainderUnsigned(wide, 1000)
        + (int) (Integer.toUnsignedLong(n) >> 4) + Byte.toUnsignedInt(b) + Short.toUnsignedInt((short) -2) + (int) Byte.toUnsignedLong(b);
  }
  @BpfProgram("xdp") static int bitsOfIntegers(XdpContext context) {
    return Integer.bitCount(n) + Integer.numberOfLeadingZeros(n >>> 5) * 3 + Integer.numberOfTrailingZeros(n << 4) * 5 + Integer.highestOneBit(s)
        + Integer.lowestOneBit(n) + Integer.reverse(n) + Integer.reverseBytes(n) + Integer.rotateLeft(n, 13) + Integer.rotateRight(n, -3) + Integer.signum(n);
  }
  @BpfProgram("xdp") static int bitsOfLongs(XdpContext context) {
    long x = Long.bitCount(wide) + Long.numberOfLeadingZeros(wide >>> 9) + Long.numberOfTrailingZeros(wide << 7) + Long.highestOneBit(wide)
        + Long.lowestOneBit(wide) + Long.reverse(wide) + Long.reverseBytes(wide) + Long.rotateLeft(wide, 40) + Long.rotateRight(wide, 70) + Long.signum(wide);
    return (int) (x ^ x >>> 29);
  }
  @BpfProgram("xdp") static int mathOfInts(XdpContext context) {
    return Math.max(n, b) + Math.min(s, c) + Math.abs(n) + Math.floorMod(n, 3) + Math.floorDiv(n, 3) + Math.absExact(b) + Math.negateExact(n)
        + Math.addExact(n, s) + Math.subtractExact(n, s) + Math.multiplyExact(n, b) + Math.incrementExact(n) + Math.decrementExact(n) + Math.toIntExact(n);
  }
  @BpfProgram("xdp") static int mathOfLongs(XdpContext context) {
    long x = Math.max(wide, n) + Math.min(wide, b) + Math.abs(wide) + Math.floorMod(wide, 1000L) + Math.floorDiv(wide, 1000L) + Math.floorMod(wide, 7)
        + Math.multiplyHigh(wide, wide) + Math.multiplyFull(n, b) + Math.addExact(n, 5L);
    return (int) (x ^ x >>> 31);
  }
  @BpfProgram("xdp") static int overflows(XdpContext context) { return Math.addExact(Integer.MAX_VALUE, s); }
  @BpfProgram("xdp") static int overflowsLong(XdpContext context) { return (int) Math.multiplyExact(wide, wide); }
  @BpfProgram("xdp") static int tooWide(XdpContext context) { return Math.toIntExact(wide); }
  @BpfProgram("xdp") static int minByMinusOne(XdpContext context) {
    int m = Integer.MIN_VALUE / (n + 6); long w = Long.MIN_VALUE / (n + 6); int r = Integer.MIN_VALUE % (n + 6); long q = Long.MIN_VALUE % (n + 6);
    return m + (int) (w >>> 40) + r + (int) q;
  }
  @BpfProgram("xdp") static int divisionByByte(XdpContext context) { return n / b + wide % b > 0 ? 3 : 4; }
  @BpfProgram("xdp") static int characters(XdpContext context) {
    int bits = 0;
    for (char x = ' '; x < 127; x++) {
      bits = bits * 3 + (Character.isDigit(x) ? 1 : 0) + (Character.isLetter(x) ? 2 : 0) + (x >= 'a' && x <= 'z' ? x - 'a' : 0);
    }
    return bits;
  }
  @BpfProgram("xdp") static int characterTables(XdpContext context) {
    char x = (char) (c - 0xffff + 'q');
    return Character.toUpperCase(x) + 7 + (Character.isWhitespace(x) ? 1 : 2) + Character.reverseBytes(x);
  }
  @BpfProgram("xdp") static int boxes(XdpContext context) {
    Integer boxed = n; Long longer = wide; Character letter = c; Byte small = b; Boolean is = yes; Short middle = s;
    boxed++; longer += boxed; letter++;
    Integer same = n + 1;
    return boxed + longer.intValue() + letter + small + (is ? 1 : 0) + middle.hashCode() + (boxed.equals(same) ? 100 : 200) + boxed.compareTo(same) + longer.hashCode() + is.hashCode();
  }
  @BpfProgram("xdp") static int precedence(XdpContext context) {
    return n + b * s - c / 3 % 7 << 2 >>> 1 & 0xffff | n ^ ~b + -n - -s;
  }
  @BpfProgram("xdp") static int ternaries(XdpContext context) {
    int q = context.queue() + n;
    return q < -100 ? 1 : q < -50 ? 2 : q < 0 ? (q % 2 == 0 ? 3 : yes ? q == -7 ? 4 : 5 : 6) : q > 5 ? 7 : 8;
  }
  @BpfProgram("xdp") static int ternaryTypes(XdpContext context) {
    long x = yes ? n : wide; int y = yes ? 'a' : b; char z = yes ? 'x' : 'y'; short w = yes ? b : s;
    Integer maybe = yes ? n : null;
    return (int) x + y + z + w + (maybe == null ? 1 : maybe);
  }
  @BpfProgram("xdp") static int incrementsInside(XdpContext context) {
    int i = n; int j = i++ + ++i - i-- * --i; i += i++ + ++i; long k = i; k = k++ + ++k;
    int[] a = {1, 2, 3, 4}; int p = 0;
    a[p++] += a[p++] = p; a[p] <<= a[p - 1]; a[++p] ^= p--;
    return i * 31 + j + (int) k + a[0] + a[1] * 3 + a[2] * 5 + a[3] * 7 + p;
  }
  @BpfProgram("xdp") static int shortCircuit(XdpContext context) {
    int calls = 0;
    if (n < 0 || calls++ > 0) { calls += 10; }
    if (n > 0 && calls++ > 0) { calls += 100; }
    if (n < 0 ^ yes | calls++ > 0 & !yes) { calls += 1000; }
    boolean x = n != 0 == yes; x &= b < 0; x |= false; x ^= true;
    return calls + (x ? 1 : 0);
  }
  @BpfProgram("xdp") static boolean boolResult(XdpContext context) { return n < 0 ^ b > 0; }
  @BpfProgram("xdp") static long longResult(XdpContext context) { return wide >> 1; }
  @BpfProgram("xdp") static short shortResult(XdpContext context) { return (short) (s + 2); }
  @BpfProgram("xdp") static char charResult(XdpContext context) { return (char) (c + 3); }
  @BpfProgram("xdp") static byte byteResult(XdpContext context) { return (byte) (b - 1); }
  @BpfProgram("xdp") static int hashes(XdpContext context) {
    return Integer.hashCode(n) + Long.hashCode(wide) + Boolean.hashCode(yes) + Character.hashCode(c) + Byte.hashCode(b) + Short.hashCode(s) + Integer.sum(n, 3) + (int) Long.sum(wide, n) + Integer.max(n, 3) + (int) Long.min(wide, n) + (Boolean.logicalXor(yes, n > 0) ? 1 : 0);
  }
  @BpfProgram("xdp") static int clamp(XdpContext context) {
    long x = wide; int lo = n, hi = s;
    return (int) Math.max(lo, Math.min(x, hi)) + Math.floorMod(-1, 1 << 8) + Math.ceilDivOrSo(n, 4);
  }
  static final class Math {
    static int max(int a, int b) { return java.lang.Math.max(a, b); } static long max(long a, long b) { return java.lang.Math.max(a, b); } static long min(long a, long b) { return java.lang.Math.min(a, b); }
    static int min(int a, int b) { return java.lang.Math.min(a, b); }
    static int abs(int a) { return java.lang.Math.abs(a); } static long abs(long a) { return java.lang.Math.abs(a); }
    static int floorMod(int a, int b) { return java.lang.Math.floorMod(a, b); } static long floorMod(long a, long b) { return java.lang.Math.floorMod(a, b); } static int floorMod(long a, int b) { return java.lang.Math.floorMod(a, b); }
    static int floorDiv(int a, int b) { return java.lang.Math.floorDiv(a, b); } static long floorDiv(long a, long b) { return java.lang.Math.floorDiv(a, b); }
    static int absExact(int a) { return java.lang.Math.absExact(a); } static int negateExact(int a) { return java.lang.Math.negateExact(a); }
    static int addExact(int a, int b) { return java.lang.Math.addExact(a, b); } static long addExact(long a, long b) { return java.lang.Math.addExact(a, b); }
    static int subtractExact(int a, int b) { return java.lang.Math.subtractExact(a, b); } static int multiplyExact(int a, int b) { return java.lang.Math.multiplyExact(a, b); } static long multiplyExact(long a, long b) { return java.lang.Math.multiplyExact(a, b); }
    static int incrementExact(int a) { return java.lang.Math.incrementExact(a); } static int decrementExact(int a) { return java.lang.Math.decrementExact(a); } static int toIntExact(long a) { return java.lang.Math.toIntExact(a); }
    static long multiplyHigh(long a, long b) { return java.lang.Math.multiplyHigh(a, b); } static long multiplyFull(int a, int b) { return java.lang.Math.multiplyFull(a, b); }
    static int ceilDivOrSo(int a, int b) { return -java.lang.Math.floorDiv(-a, b); }
  }
}
