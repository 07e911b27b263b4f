import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What programs cannot do: behind each stands the rule that says so. */
final class Refused {
  static int n = 7;
  static long m = -5_000_000_000L;
  static char c = 'x';
  static final String[] WORDS = {"tcp", "udp"};
  static final int FOLDED = 3 - "abc".length();
  record Point(int x, int y) { Point(int both) { this(both, both); } }
  interface Shape { int area(); default int twice() { return area() * 2; } }
  record Square(int side) implements Shape { public int area() { return side * side; } }
  record Rect(int w, int h) implements Shape { public int area() { return w * h; } }

  @BpfProgram("xdp") static int localGrid(XdpContext context) { int[][] grid = new int[2][3]; grid[1][2] = n; grid[0][1] = 4; return grid[1][2] + grid[0][1] + grid.length + grid[0].length; } // array-of-objects
  @BpfProgram("xdp") static int optionals(XdpContext context) { Optional<Point> p = n > 3 ? Optional.of(new Point(n)) : Optional.empty(); return p.map(Point::x).orElse(5) + (p.isPresent() ? 1 : 0); } // foreign-method
  @BpfProgram("xdp") static int optionalInts(XdpContext context) { OptionalInt p = n > 3 ? OptionalInt.of(n) : OptionalInt.empty(); return p.orElse(5); } // foreign-method
  @BpfProgram("xdp") static int jdkSort(XdpContext context) { int[] a = {5, n, 3}; Arrays.sort(a); return a[0]; } // foreign-method
  @BpfProgram("xdp") static int unbounded(XdpContext context) { int sum = 0; for (int i = 0; i < n; i++) { sum += i; } return sum; } // verifier
  @BpfProgram("xdp") static int unboundedLong(XdpContext context) { long sum = 0; for (long i = m; i < n; i += 1_000_000_000L) { sum += i; } return (int) sum; } // verifier
  @BpfProgram("xdp") static int gcd(XdpContext context) { int a = n * 12, d = 18; while (d != 0) { int t = a % d; a = d; d = t; } return a; } // verifier
  @BpfProgram("xdp") static int charDigit(XdpContext context) { return Character.digit(c, c & 31) + (Character.isLetter(c) ? 1 : 0); } // foreign-method
  @BpfProgram("xdp") static int codePoint(XdpContext context) { return Character.isLetter(context.queue()) ? 1 : 2; } // foreign-method
  @BpfProgram("xdp") static int concat(XdpContext context) { String t = "a" + n; return t.length(); } // text
  @BpfProgram("xdp") static int known(XdpContext context) { String t = "a" + FOLDED; return t.length() + t.charAt(1) + t.indexOf('3') + "x,y".split(",").length; } // text
  @BpfProgram("xdp") static int unsignedText(XdpContext context) { return Integer.toUnsignedString(n).length(); } // text
  @BpfProgram("xdp") static int objectArray(XdpContext context) { Point[] all = {new Point(1, 2), new Point(3, 4)}; int sum = 0; for (Point p : all) { sum += p.x() * p.y(); } return sum; } // array-of-objects
  @BpfProgram("xdp") static int stringArrayLocal(XdpContext context) { String[] all = {"a", "bcd"}; return all[n & 1].length(); } // array-of-objects
  @BpfProgram("xdp") static int tryFinally(XdpContext context) { try { n++; return n; } finally { n += 5; } } // exception-handled
  @BpfProgram("xdp") static int synced(XdpContext context) { synchronized (WORDS) { return n; } } // monitor
  @BpfProgram("xdp") static int doubles(XdpContext context) { double d = n; return (int) (d * 2); } // floating-point
  @BpfProgram("xdp") static int fib(XdpContext context) { return fibOf(n); } // recursion
  static int fibOf(int x) { return x < 2 ? x : fibOf(x - 1) + fibOf(x - 2); }
  @BpfProgram("xdp") static int deadCode(XdpContext context) { if (false) { return new java.util.ArrayList<String>().size(); } while (n > 0) { if (n < 100) { return 4; } } return 3; } // verifier
  @BpfProgram("xdp") static int listOf(XdpContext context) { int sum = 0; for (int x : java.util.List.of(1, 2, 3)) { sum += x; } return sum; } // foreign-method
  @BpfProgram("xdp") static int streams(XdpContext context) { return java.util.stream.IntStream.range(0, 5).sum(); } // foreign-method
  @BpfProgram("xdp") static int toStrings(XdpContext context) { return String.valueOf(n).length(); } // text
  @BpfProgram("xdp") static int systems(XdpContext context) { return (int) System.nanoTime(); } // foreign-method
  @BpfProgram("xdp") static int prints(XdpContext context) { System.out.println("x"); return 1; } // field
}
