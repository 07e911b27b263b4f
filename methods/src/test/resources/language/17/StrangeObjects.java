import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.*;

/** Objects as a stranger writes them. */
final class StrangeObjects {
  static int n = 5;
  static long wide = 77L;

  record Point(int x, int y) {
    static final Point ORIGIN = new Point(0, 0);
    Point { if (x > 1000) { x = 1000; } }
    Point(int both) { this(both, both); }
    static Point of(int x) { return new Point(x); }
    Point plus(Point other) { return new Point(x + other.x, y + other.y); }
    int dot(Point other) { return x * other.x + y * other.y; }
  }
  record Segment(Point from, Point to, String name) { int length() { return Math.abs(to.x() - from.x()) + Math.abs(to.y() - from.y()); } }
  record Box<T>(T content) { <R> Box<R> map(Function<T, R> f) { return new Box<>(f.apply(content)); } }
  sealed interface Shape permits Circle, Rect, Empty {}
  record Circle(int r) implements Shape {}
  record Rect(int w, int h) implements Shape {}
  record Empty() implements Shape {}
  enum Level {
    LOW(1) { @Override int weigh(int x) { return x - base; } },
    MID(10), HIGH(100) { @Override int weigh(int x) { return x * base; } };
    final int base;
    private static final Level[] ALL = values();
    Level(int base) { this.base = base; }
    int weigh(int x) { return x + base; }
    Level next() { return ALL[(ordinal() + 1) % ALL.length]; }
    static Level of(int x) { for (Level level : ALL) { if (level.base >= x) { return level; } } return HIGH; }
  }
  interface Visitor { int visit(int x); default int twice(int x) { return visit(visit(x)); } static Visitor adding(int by) { return x -> x + by; } }
  static abstract class Animal { final int legs; Animal(int legs) { this.legs = legs; } abstract int speed(); int run() { return speed() * legs; } }
  static final class Dog extends Animal { Dog() { super(4); } @Override int speed() { return 10 + n; } }
  static final class Bird extends Animal { final int wings; Bird(int wings) { super(2); this.wings = wings; } @Override int speed() { return wings * 30; } @Override int run() { return super.run() + 1; } }
  static final class Counter { private int count; private long total; int[] last; Counter add(int x) { count++; total += x; return this; } long mean() { return count == 0 ? 0 : total / count; } }
  static final class Builder { int a; int b; Builder a(int x) { a = x; return this; } Builder b(int x) { b = x; return this; } Point build() { return new Point(a, b); } }
  static final class Node { final int value; final Node next; Node(int value, Node next) { this.value = value; this.next = next; } int sum() { int s = 0; for (Node at = this; at != null; at = at.next) { s += at.value; } return s; } }

  static int sum(int... all) { int sum = 0; for (int x : all) { sum += x; } return sum; }
  static int count(Object... all) { return all.length; }
  static int area(Shape shape) {
    if (shape instanceof Circle circle) { return 3 * circle.r() * circle.r(); }
    if (shape instanceof Rect rect && rect.w() > 0) { return rect.w() * rect.h(); }
    return shape instanceof Empty ? 0 : -1;
  }
  static Shape pick(int x) { return x < 3 ? new Empty() : x < 6 ? new Circle(x) : new Rect(x, x + 1); }

  @BpfProgram("xdp") static int records(XdpContext context) { Point p = new Point(n, 2000).plus(Point.of(3)).plus(Point.ORIGIN); return p.x() * 7 + p.y() + p.dot(new Point(1)); }
  @BpfProgram("xdp") static int nested(XdpContext context) {
    Segment s = new Segment(new Point(n, 1), new Point(2).plus(new Point(n)), "road");
    return s.length() * 100 + s.name().length() + (s.equals(new Segment(new Point(5, 1), new Point(7), "road")) ? 1000 : 2000) + s.from().hashCode();
  }
  @BpfProgram("xdp") static int generics(XdpContext context) { return new Box<>(n).map(x -> x + 1).map(x -> new Point(x, 2)).map(Point::x).content() + new Box<>("abc").content().length() + new Box<>(new Box<>(wide)).content().content().intValue(); }
  @BpfProgram("xdp") static int sealedOnes(XdpContext context) { int sum = 0; for (int i = 0; i < 9; i++) { sum = sum * 3 + area(pick(i)); } return sum + area(pick(n)); }
  @BpfProgram("xdp") static int enums(XdpContext context) {
    Level level = Level.of(n);
    return level.weigh(n) + level.next().weigh(3) * 10 + level.ordinal() + level.next().next().base + (level == Level.MID ? 1000 : 0) + level.compareTo(Level.LOW) + Level.valueOf("HIGH").base + level.name().length() + Level.values().length;
  }
  @BpfProgram("xdp") static int enumSwitch(XdpContext context) {
    int sum = 0;
    for (Level level : Level.values()) { sum = sum * 10 + switch (level) { case LOW -> 1; case MID -> { int t = n; yield t * 2; } case HIGH -> level.weigh(1); }; }
    switch (Level.of(n * 3)) { case LOW: sum++; case HIGH: sum += 5; break; default: sum = -sum; }
    return sum;
  }
  @BpfProgram("xdp") static int varargs(XdpContext context) { return sum() + sum(n) * 10 + sum(n, 2, 3) * 100 + sum(new int[] {1, n}); }
  @BpfProgram("xdp") static int lambdas(XdpContext context) {
    IntUnaryOperator add = x -> x + n; IntBinaryOperator mul = (x, y) -> x * y; Supplier<Point> make = () -> new Point(n, 9); ToIntFunction<Point> y = Point::y; BiFunction<Integer, Integer, Integer> max = Math::max; UnaryOperator<Integer> twice = x -> x * 2; Predicate<Integer> odd = x -> (x & 1) == 1; IntPredicate even = ((IntPredicate) x -> (x & 1) == 1).negate();
    IntSupplier captured = () -> add.applyAsInt(mul.applyAsInt(3, n));
    return captured.getAsInt() + y.applyAsInt(make.get()) + max.apply(n, 4) + twice.andThen(x -> x + 1).compose((Integer x) -> x * 10).apply(2) + (odd.and(x -> x > 3).test(n) ? 1000 : 0) + (even.test(n) ? 1 : 2) + add.andThen(x -> -x).applyAsInt(1);
  }
  @BpfProgram("xdp") static int nestedLambdas(XdpContext context) { Function<Integer, Function<Integer, Integer>> curried = a -> b -> a * 10 + b; IntFunction<IntFunction<IntUnaryOperator>> deep = a -> b -> c -> a + b * c; return curried.apply(n).apply(7) + deep.apply(1).apply(n).applyAsInt(3); }
  @BpfProgram("xdp") static int interfaces(XdpContext context) { Visitor v = Visitor.adding(n); Visitor w = new Visitor() { int seen = 3; @Override public int visit(int x) { seen += x; return seen; } }; return v.twice(1) + w.twice(2) * 100; }
  @BpfProgram("xdp") static int inheritance(XdpContext context) { Animal a = n > 3 ? new Dog() : new Bird(n); Animal b = new Bird(2); return a.run() * 1000 + b.run() + a.legs; }
  @BpfProgram("xdp") static int mutable(XdpContext context) { Counter c = new Counter().add(n).add(7).add(-3); for (int i = 0; i < 10; i++) { c.add(i * n); } return (int) c.mean() * 100 + c.count; }
  @BpfProgram("xdp") static int builders(XdpContext context) { return new Builder().a(n).b(2).a(3).build().dot(new Point(1, n)); }
  @BpfProgram("xdp") static int chains(XdpContext context) { return new Node(1, new Node(n, new Node(3, null))).sum(); }
  @BpfProgram("xdp") static int swaps(XdpContext context) { Point a = new Point(1, n), b = new Point(n, 3); for (int i = 0; i < 5; i++) { Point t = a; a = b.plus(t); b = t; } return a.x() * 31 + b.y(); }
  @BpfProgram("xdp") static int nullable(XdpContext context) { Point p = n > 100 ? new Point(1) : null; Point q = n < 100 ? new Point(n, 4) : null; int r = p == null ? 10 : p.x(); if (q != null) { r += q.y(); } return r + (Objects.equals(p, q) ? 1 : 2) + Objects.requireNonNullElse(p, new Point(8)).x() + (Objects.isNull(p) ? 100 : 0) + (Objects.nonNull(q) ? 200 : 0); }
  @BpfProgram("xdp") static int arrays(XdpContext context) {
    int[] a = {5, 3, n, 1}; long[] b = new long[3]; byte[] c = "hello".getBytes(); char[] d = {'x', 'y'}; boolean[] e = new boolean[4]; short[] f = {1, -1};
    b[n % 3] = a[n & 3]; e[n & 3] ^= true; d[1]++; f[0] -= n; Arrays.fill(b, 1, 3, n);
    int[] copy = Arrays.copyOf(a, 6); int[] range = Arrays.copyOfRange(a, 1, 3); int[] clone = a.clone(); clone[0] = 9; System.arraycopy(a, 0, copy, 2, 2);
    int sum = Arrays.hashCode(copy) + range[1] + clone[0] + a[0] + (Arrays.equals(a, clone) ? 1 : 2);
    for (long x : b) { sum += x; } for (byte x : c) { sum += x; } for (char x : d) { sum += x; } for (boolean x : e) { sum += x ? 1 : 0; } for (short x : f) { sum += x; }
    return sum;
  }
  @BpfProgram("xdp") static int sorting(XdpContext context) {
    int[] a = {5, 3, n, 1, 9, 2};
    for (int i = 1; i < a.length; i++) { for (int j = i; j > 0 && a[j - 1] > a[j]; j--) { int t = a[j]; a[j] = a[j - 1]; a[j - 1] = t; } }
    int sum = 0; for (int x : a) { sum = sum * 10 + x; } return sum;
  }
  static final int[][] GRID = {{1, 2, 3}, {4, 5}, {6}};
  static final String[][] NAMES = {{"a", "bb"}, {"ccc"}};
  static final Point[] POINTS = {new Point(1, 2), new Point(3, 4), new Point(5, 6)};
  static final long[] SQUARES = squares();
  static final int DERIVED = GRID[0].length * 100 + POINTS.length;
  static long[] squares() { long[] all = new long[10]; for (int i = 0; i < all.length; i++) { all[i] = (long) i * i; } return all; }
  @BpfProgram("xdp") static int arraysOfArrays(XdpContext context) { int sum = 0; for (int[] row : GRID) { for (int x : row) { sum = sum * 2 + x; } } return sum + GRID[1][n & 1] + GRID[n % 3].length + NAMES[n & 1].length; }
  @BpfProgram("xdp") static int arraysOfObjects(XdpContext context) { int sum = DERIVED; for (Point p : POINTS) { sum += p.x() * p.y(); } return sum + POINTS[n % 3].y() + (int) SQUARES[n]; }
  @BpfProgram("xdp") static int texts(XdpContext context) {
    String name = n > 3 ? "eth0" : "wlan0"; int sum = 0;
    for (int i = 0; i < name.length(); i++) { sum = sum * 31 + name.charAt(i); }
    return sum + switch (name) { case "eth0" -> 1; case "lo" -> 2; default -> 3; } + (name.equals("eth0") ? 10 : 20) + (name.isEmpty() ? 100 : 200) + name.indexOf('0') + (name.startsWith("e") ? 1000 : 0) + "const".hashCode();
  }
  @BpfProgram("xdp") static int labelled(XdpContext context) {
    int found = 0;
    outer:
    for (int i = 0; i < 8; i++) { for (int j = 0; ; j++) { if (j > 8) { continue outer; } if (i * j == n * 4) { found = i * 10 + j; break outer; } if (((i + j) & 7) == 6) { break; } found++; } found += 100; }
    block: { if (found > 3) { break block; } found = -1; }
    int k = 0; do { k += 3; if (k == 9) { continue; } found += k; } while (k < 20);
    return found;
  }
}
