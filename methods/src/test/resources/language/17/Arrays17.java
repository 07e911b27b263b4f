import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import java.util.Arrays;

/** Arrays of numbers, as the language and the JDK have them. */
final class Arrays17 {
  static final int[] TABLE = make();
  static final long[] WIDE = {1L << 40, -2, 3};
  static final byte[] BYTES = {1, -2, 3, -4, 5};
  static final short[][] ROWS = {{1, 2}, {3, 4}};
  static final int[] COUNTS = new int[4];
  static int n = 7;

  static int[] make() {
    int[] table = new int[64];
    for (int i = 0; i < table.length; i++) { table[i] = i * i * 37 ^ i; }
    return table;
  }

  @BpfProgram("xdp") static int clones(XdpContext context) {
    int[] a = {1, 2, n};
    int[] b = a.clone();
    b[0] = 9;
    byte[] c = BYTES.clone();
    c[1] += 100;
    long[] d = WIDE.clone();
    d[2] <<= n;
    return a[0] * 1000 + b[0] * 100 + b[2] + c[1] + BYTES[1] + (int) (d[0] >> 38) + (int) d[2] + d.length;
  }

  @BpfProgram("xdp") static int arraycopies(XdpContext context) {
    byte[] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    byte[] b = new byte[12];
    System.arraycopy(a, 1, b, 2, 7);
    System.arraycopy(a, 0, a, 2, 5);
    System.arraycopy(a, 3, a, 0, 4);
    System.arraycopy(BYTES, n & 1, b, 8, n & 3);
    int hash = 0;
    for (byte x : a) { hash = hash * 31 + x; }
    for (byte x : b) { hash = hash * 31 + x; }
    return hash;
  }

  @BpfProgram("xdp") static int copyFails(XdpContext context) {
    int[] a = new int[4];
    System.arraycopy(TABLE, 3, a, n - 5, n - 4);
    return 7;
  }

  @BpfProgram("xdp") static int copyFailsAlways(XdpContext context) {
    int[] a = new int[4];
    System.arraycopy(TABLE, 62, a, 0, 4);
    return 7;
  }

  @BpfProgram("xdp") static int copies(XdpContext context) {
    int[] a = Arrays.copyOf(TABLE, 5);
    int[] b = Arrays.copyOfRange(TABLE, 10, 14);
    short[] c = Arrays.copyOf(new short[] {1, (short) n}, 3);
    byte[] d = Arrays.copyOfRange(BYTES, 3, 8);
    return a[4] + b[0] * 3 + b.length + c[1] * 100 + c[2] + d[1] * 1000 + d[4];
  }

  @BpfProgram("xdp") static int fills(XdpContext context) {
    int[] a = new int[8];
    Arrays.fill(a, n);
    Arrays.fill(a, 2, 5, -n);
    long[] b = new long[3];
    Arrays.fill(b, 1L << n);
    boolean[] c = new boolean[4];
    Arrays.fill(c, n > 3);
    byte[] d = new byte[5];
    Arrays.fill(d, 1, 3, (byte) (n * 50));
    return Arrays.hashCode(a) + Arrays.hashCode(b) * 3 + Arrays.hashCode(c) * 5 + Arrays.hashCode(d) * 7;
  }

  @BpfProgram("xdp") static int equal(XdpContext context) {
    int[] a = {1, 2, n};
    int[] b = {1, 2, 7};
    long[] c = {n, 2};
    return (Arrays.equals(a, b) ? 1 : 0) + (Arrays.equals(a, new int[3]) ? 2 : 0) + (Arrays.equals(c, new long[] {7, 2}) ? 4 : 0)
        + (Arrays.equals(BYTES, new byte[] {1, -2, 3, -4, 5}) ? 8 : 0) + Arrays.mismatch(a, new int[] {1, 2, 9, 4}) * 100;
  }

  @BpfProgram("xdp") static int compound(XdpContext context) {
    int[] a = {1, 2, 3, 4};
    byte[] b = {100, 2};
    char[] c = {'a', 'b'};
    int i = 0;
    a[i++] += 5;
    a[i] = i++ + ++i;
    a[--i & 3] <<= n;
    a[n & 3]--;
    b[0] += 100;
    b[n & 1] *= 3;
    c[1]++;
    c[0] += n * 10000;
    long[] d = new long[2];
    d[1]++;
    d[n & 1] |= 1L << 35;
    return a[0] + a[1] * 10 + a[2] * 100 + a[3] * 1000 + b[0] * 7 + b[1] * 11 + c[0] * 13 + c[1] * 17 + (int) (d[1] >> 33) + i;
  }

  @BpfProgram("xdp") static int tables(XdpContext context) {
    int sum = TABLE[n] + TABLE[n * 9] + ROWS[1][0] + ROWS[0][n & 1];
    COUNTS[n & 3] += 5;
    COUNTS[0]++;
    for (int x : TABLE) { sum = sum * 3 + x; }
    for (int count : COUNTS) { sum = sum * 5 + count; }
    return sum;
  }

  @BpfProgram("xdp") static int outside(XdpContext context) { return TABLE[n * 10] + 1; }
  @BpfProgram("xdp") static int outsideAlways(XdpContext context) { return n > 6 ? TABLE[64] + 1 : 3; }
  @BpfProgram("xdp") static int identity(XdpContext context) {
    int[] a = {1};
    int[] b = a;
    return (a == b ? 1 : 2) + (a == a.clone() ? 10 : 20);
  }
  @BpfProgram("xdp") static int types(XdpContext context) {
    Object o = new int[] {4};
    return o instanceof int[] ints ? ints[0] : 9;
  }
}
