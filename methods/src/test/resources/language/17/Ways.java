import dev.jbpf.map.*;
import dev.jbpf.methods.*;
import dev.jbpf.methods.callback.*;
import dev.jbpf.methods.context.*;
import dev.jbpf.methods.map.*;
import java.util.function.*;
/** What is one thing on one way, and another on the other. */
final class Ways {
  sealed interface Shape permits Circle, Rect, Tag {}
  record Circle(int r) implements Shape {}
  record Rect(int w, long h) implements Shape {}
  enum Tag implements Shape { ONE, TWO }
  record Rule(int port, int act) {}
  static final Rule[] RULES = {new Rule(1, 2), new Rule(1, 2), new Rule(3, 4)};
  static final Rule NONE = new Rule(-1, 0);
  static final class Box { int n; Box(int n) { this.n = n; } void add(int x) { n += x; } }
  static int n = 7; static int zero; static long acc;
  static final Table<Integer, Long> ONE = Table.of(MapDef.array("one", Codec.U64, 1));
  static final Table<Integer, Long> TWO = Table.of(MapDef.array("two", Codec.U64, 1));
  static final int[][] GRID = {{1, 2}, {3, 4, 5}};
  static Shape make(int i) { return switch (i % 4) { case 0 -> new Circle(i + n); case 1 -> new Rect(i, 3); case 2 -> Tag.TWO; default -> null; }; }
  static long area(Shape s) { if (s == null) { return -1; } if (s instanceof Circle c) { return c.r() * 3L; } if (s instanceof Rect r && r.w() > 1) { return r.w() * r.h(); } return s instanceof Tag t ? t.ordinal() + 50 : 9; }
  @BpfProgram("xdp") static int areas(XdpContext c) { long s = 0; for (int i = 0; i < 9; i++) { s = s * 7 + area(make(i)); } return (int) s; }
  @BpfProgram("xdp") static int single(XdpContext c) { Shape s = n > 3 ? new Circle(n) : new Rect(1, n); n--; return (int) area(s) + s.hashCode() + (s.equals(new Circle(n)) ? 1 : 0); }
  @BpfProgram("xdp") static int carried(XdpContext c) { Shape s = new Circle(1); for (int i = 0; i < 8; i++) { s = s instanceof Circle k ? new Rect(k.r(), 2) : s instanceof Rect r ? (r.w() > 5 ? Tag.ONE : new Circle(r.w() + (int) r.h())) : s; } return (int) area(s); }
  @BpfProgram("xdp") static int lambda(XdpContext c) { int k = n; IntUnaryOperator f = n > 6 ? x -> x + k : n > 4 ? x -> x * 2 : Math::abs; n--; return f.applyAsInt(-n) + f.andThen(x -> x + 1).applyAsInt(3); }
  @BpfProgram("xdp") static int tables(XdpContext c) { Table<Integer, Long> t = ONE; for (int i = 0; i < 3; i++) { t.increment(0); t = TWO; } Cell<Long> a = ONE.find(0), b = TWO.find(0); return a == null || b == null ? -1 : (int) (a.get() * 10 + b.get()); }
  @BpfProgram("xdp") static int boxes(XdpContext c) { Box a = new Box(1), b = new Box(2); Box x = n > 5 ? a : b; n -= 1; x.add(10); x.n++; return a.n * 100 + b.n; }
  @BpfProgram("xdp") static int swapBoxes(XdpContext c) { Box a = new Box(1), b = new Box(2); for (int i = 0; i < 5; i++) { a.add(3); Box t = a; a = b; b = t; } return a.n * 100 + b.n; }
  @BpfProgram("xdp") static int arrays(XdpContext c) { int[] a = {1, 2, 3}, b = {4, 5, 6, 7}; int[] x = n > 5 ? a : b; n--; x[1] += 10; return x.length * 1000 + a[1] * 10 + b[1] + x[2]; }
  @BpfProgram("xdp") static int grid(XdpContext c) { int s = 0; for (int[] row : GRID) { for (int x : row) { s = s * 10 + x; } } return s + GRID[n & 1][1]; }
  @BpfProgram("xdp") static int rules(XdpContext c) { return (RULES[0].equals(RULES[1]) ? 1 : 0) + (RULES[n % 3].equals(RULES[0]) ? 2 : 0) + (RULES[zero] == RULES[0] ? 4 : 0) + (RULES[0] == RULES[1] ? 8 : 0) + RULES[n % 3].hashCode() + (RULES[2].equals(new Rule(3, n - 3)) ? 16 : 0) + (RULES[n & 1].equals(NONE) ? 32 : 0); }
  @BpfProgram("xdp") static int none(XdpContext c) { Rule r = NONE; for (int i = 0; i < 4; i++) { if (i == n - 5) { r = new Rule(i, n); } } if (r == null) { return 5; } return r.port() * 100 + r.act() + (r.equals(NONE) ? 1 : 0) + r.hashCode(); }
  static Rule find(int port) { for (Rule r : RULES) { if (r.port() == port) { return r; } } return null; }
  @BpfProgram("xdp") static int found(XdpContext c) { Rule r = find(n % 4); n++; Rule q = find(3); return (r == null ? -1 : r.act() * 10) + (q != null ? q.port() : 0); }
  @BpfProgram("xdp") static int badCast(XdpContext c) { Shape s = n > 5 ? new Circle(n) : new Rect(1, n); n--; return ((Rect) s).w() + 1; }
  @BpfProgram("xdp") static int nested(XdpContext c) { record Two(Shape a, Shape b) {} Two t = new Two(make(n), make(n + 1)); n++; return (int) (area(t.a()) * 100 + area(t.b())); }
  @BpfProgram("xdp") static int captured(XdpContext c) { Shape s = n > 5 ? new Circle(n) : new Rect(1, n); n--; IntSupplier f = () -> (int) area(s); return f.getAsInt() + 1; }
  @BpfProgram(value = "xdp", since = "5.17") static int called(XdpContext c) { Shape s = n > 5 ? new Circle(n) : new Rect(1, n); n--; Box b = new Box(0); Loops.times(3, i -> b.add((int) area(s) + i)); return b.n; }
  @BpfProgram("xdp") static int enumOrNull(XdpContext c) { Tag t = null; for (int i = 0; i < 3; i++) { if (i == n - 5) { t = Tag.TWO; } } return t == null ? 3 : t.ordinal() + 10; }
  @BpfProgram("xdp") static int methods(XdpContext c) { Runnable r = n > 5 ? () -> acc += 2 : () -> { for (int i = 0; i < n; i++) { if (i > 20) { break; } acc += i; } }; r.run(); n--; return (int) acc; }
  interface Op { int run(int x); }
  static final class Add implements Op { final int k; Add(int k) { this.k = k; } public int run(int x) { int s = 0; for (int i = 0; i < 3; i++) { s += x + k; } return s; } }
  static final class Count implements Op { int calls; public int run(int x) { for (int i = 0; i < 2; i++) { calls++; } return calls * x; } }
  @BpfProgram("xdp") static int ops(XdpContext c) { Count count = new Count(); int s = 0; for (int i = 0; i < 5; i++) { Op op = (i & 1) == 0 ? count : new Add(i); s = s * 3 + op.run(i + n); } return s + count.calls; }
  static final int[][] LEVELS = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  record Point(int x, int y) { Point(int both) { this(both, both); } }
  interface Sized { int area(); default int twice() { return area() * 2; } }
  record Square(int side) implements Sized { public int area() { return side * side; } }
  record Wide(int w, int h) implements Sized { public int area() { return w * h; } }
  @BpfProgram("xdp") static int levels(XdpContext context) { int sum = 0; for (int[] row : LEVELS) { for (int x : row) { sum += x; } } return sum + LEVELS[1][n % 3] * LEVELS[2].length; }
  @BpfProgram("xdp") static int interfaces(XdpContext context) { Sized shape = n > 5 ? new Square(n) : new Wide(n, 2); return shape.area() + shape.twice(); }
  @BpfProgram("xdp") static int instanceOf(XdpContext context) { Object o = n > 5 ? new Point(n) : new Square(3); if (!(o instanceof Point p)) { return 5; } if (o instanceof Point q && q.x() == p.y()) { return q.x() * 3; } return 1; }
}
