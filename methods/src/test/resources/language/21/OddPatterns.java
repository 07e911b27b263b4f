import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import java.util.function.*;

/** Patterns in odd places, and what else came since Java 17. */
final class OddPatterns {
  static int n = 7;
  static long m = -5_000_000_000L;
  sealed interface Shape permits Circle, Box, Unit {}
  record Circle(int r) implements Shape {}
  record Box(Point low, Point high) implements Shape { int area() { return (high.x - low.x) * (high.y - low.y); } }
  enum Unit implements Shape { ONE, TWO }
  record Point(int x, int y) {}
  record Wrap<T>(T value) {}
  enum Op implements IntBinaryOperator { PLUS("+") { public int applyAsInt(int a, int b) { return a + b; } }, TIMES("*") { public int applyAsInt(int a, int b) { return a * b; } }; final String sign; Op(String sign) { this.sign = sign; } }
  interface Greeter { private int base() { return 40; } default int greet() { return base() + extra(); } int extra(); static Greeter of(int x) { return () -> x; } }

  static int area(Shape shape) {
    return switch (shape) { case Circle(var r) when r > 100 -> -1; case Circle(var r) -> r * r * 3; case Box(Point(var a, var b), Point(int c, int d)) -> (c - a) * (d - b); case Unit u -> u.ordinal() + 1; };
  }
  @BpfProgram("xdp") static int sealedSwitch(XdpContext context) { return area(new Circle(n)) + area(new Box(new Point(1, 2), new Point(n, 9))) + area(Unit.TWO); }
  @BpfProgram("xdp") static int objectSwitch(XdpContext context) {
    Object o = new Point(n, 4);
    return switch (o) { case String s -> s.length(); case Integer i when i > 3 -> i; case Point(int x, int y) when x > y -> x * 10 + y; case Point p -> p.x(); default -> 0; };
  }
  @BpfProgram("xdp") static int enumPatterns(XdpContext context) { Unit u = n > 3 ? Unit.TWO : Unit.ONE; return switch (u) { case ONE -> 1; case TWO -> n * 2; }; }
  @BpfProgram("xdp") static int enumQualified(XdpContext context) { Shape s = Unit.TWO; return switch (s) { case Unit.ONE -> 1; case Unit.TWO -> 22; case Circle c -> c.r(); case Box b -> b.area(); }; }
  @BpfProgram("xdp") static int generic(XdpContext context) { Wrap<Wrap<Integer>> w = new Wrap<>(new Wrap<>(n)); if (w instanceof Wrap<Wrap<Integer>>(Wrap<Integer>(var x)) && x > 5) { return x + 1; } return 0; }
  @BpfProgram("xdp") static int stringPatterns(XdpContext context) { String s = "tcp"; return switch (s) { case "udp" -> 1; case String t when t.length() == 3 -> 2; default -> 3; }; }
  @BpfProgram("xdp") static int operators(XdpContext context) { int sum = 0; for (Op op : Op.values()) { sum += op.applyAsInt(n, 3) * op.sign.charAt(0); } return sum; }
  @BpfProgram("xdp") static int privateInterface(XdpContext context) { return Greeter.of(n).greet(); }
  @BpfProgram("xdp") static int textBlock(XdpContext context) { return """
      abc
      def""".length() + n; }
  @BpfProgram("xdp") static int instanceChain(XdpContext context) { Object o = new Box(new Point(0, 0), new Point(n, 2)); return o instanceof Box b && b.area() > 3 && b.low() instanceof Point(int x, int y) && x == y ? b.area() + x : -1; }
  @BpfProgram("xdp") static int yields(XdpContext context) { int k = switch (n % 4) { case 0, 1: yield 5; case 3: { int z = n * 3; yield z; } default: yield 9; }; return k; }
  @BpfProgram("xdp") static int recordsInLoop(XdpContext context) { Point p = new Point(0, 1); for (int i = 0; i < 10; i++) { p = new Point(p.y(), p.x() + p.y()); } return p.x(); }
  @BpfProgram("xdp") static int selfLoop(XdpContext context) { long x = m; int steps = 0; do { x = (x & 1) == 0 ? x >> 1 : x * 3 + 1; } while (++steps < 20); return (int) x; }
  @BpfProgram("xdp") static int iterating(XdpContext context) { Integer total = 0; for (Integer i = 0; i < 5; i++) { total += i; } return total; }
  @BpfProgram("xdp") static int charLoop(XdpContext context) { int sum = 0; for (char ch : "hello".toCharArray()) { sum += ch; } return sum; }
  @BpfProgram("xdp") static int charAtLoop(XdpContext context) { String s = "hello"; int sum = 0; for (int i = 0; i < s.length(); i++) { sum = sum * 31 + s.charAt(i); } return sum - s.hashCode(); }
  @BpfProgram("xdp") static int rangeLong(XdpContext context) { long sum = 0; for (long i = Integer.MAX_VALUE - 2L; i < Integer.MAX_VALUE + 3L; i++) { sum += i; } return (int) (sum >> 8); }
  @BpfProgram("xdp") static int rangeOverflow(XdpContext context) { int k = 0; for (int i = Integer.MAX_VALUE - 3; i > 0; i++) { k++; } return k; }
  @BpfProgram("xdp") static int stepDown(XdpContext context) { int k = 0; for (int i = 100; i >= 0; i -= 7) { k += i; } for (short sh = 5; sh != 0; sh--) { k += sh; } return k; }
  @BpfProgram("xdp") static int ternaryMix(XdpContext context) { Object x = true ? 1 : 2L; return (int) (long) (n > 3 ? n : m) + (int) (n > 3 ? 'a' : 0) + ((Number) x).intValue(); }
  @BpfProgram("xdp") static int ternaryBox(XdpContext context) { Integer a = n; Integer r = n > 3 ? a : Integer.valueOf(0); return r + (n > 3 ? 1 : a); }
  @BpfProgram("xdp") static int castChain(XdpContext context) { return (byte) (char) (short) m + (char) (byte) -1 + (int) (short) (n * 9999) + (byte) m; }
  @BpfProgram("xdp") static int statics(XdpContext context) { return Holder.next() + Holder.next() * 10 + Holder.start; }
  static final class Holder { static int start = n0(); static int n0() { return 3; } static int next() { return ++start; } }
  @BpfProgram("xdp") static int maskIndex(XdpContext context) { int[] a = {1, 2, 3, 4, 5}; int sum = 0; for (int i = 0; i < 20; i++) { sum += a[(i * n) % a.length]; } return sum; }
  @BpfProgram("xdp") static int absIndex(XdpContext context) { int[] a = {1, 2, 3, 4, 5}; return a[Math.abs(n * 31) % a.length] + a[Math.floorMod(-n, 5)] + a[n < 5 && n >= 0 ? n : 4]; }
  @BpfProgram("xdp") static int swapFields(XdpContext context) { int a = n, b = 3; a ^= b; b ^= a; a ^= b; long l = m; l = -l ^ l++ ^ --l; return a * 10 + b + (int) l; }
  @BpfProgram("xdp") static int bigSwitch(XdpContext context) { int r = 0; for (int i = 0; i < 12; i++) { r = r * 3 + switch (i) { case 0 -> 5; case 1 -> 3; case 2 -> 8; case 3 -> 1; case 4 -> 9; case 5 -> 2; case 6 -> 7; case 8 -> 11; case 10 -> 13; default -> 0; }; } return r; }
  @BpfProgram("xdp") static int lambdaInLoop(XdpContext context) { int sum = 0; for (int i = 0; i < 5; i++) { int k = i; IntSupplier s = () -> k * n; sum += s.getAsInt(); } return sum; }
  @BpfProgram("xdp") static int currying(XdpContext context) { IntFunction<IntUnaryOperator> add = a -> b -> a + b; return add.apply(n).applyAsInt(5); }
  @BpfProgram("xdp") static int ref(XdpContext context) { ToIntFunction<Point> f = Point::y; Supplier<Point> s = () -> new Point(1, n); IntFunction<int[]> mk = int[]::new; return f.applyAsInt(s.get()) + mk.apply(4).length; }
  @BpfProgram("xdp") static int compareTo(XdpContext context) { Integer a = n; Long b = m; return a.compareTo(3) + b.compareTo(4L) * 10 + Unit.ONE.compareTo(Unit.TWO) * 100 + Character.compare('a', 'c') + "a".compareTo("c"); }
  @BpfProgram("xdp") static int nullCase(XdpContext context) { String s = n > 100 ? "a" : null; return switch (s) { case null -> 3; case "a" -> 4; default -> 5; }; }
  @BpfProgram("xdp") static int choiceOfShape(XdpContext context) { return area(n > 3 ? new Circle(n) : new Box(new Point(1, 2), new Point(5, 5))); }
  @BpfProgram("xdp") static int choiceOfLambda(XdpContext context) { IntUnaryOperator f = n > 3 ? x -> x + 1 : x -> x - 1; return f.applyAsInt(n); }
}
