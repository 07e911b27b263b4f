import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import java.util.Objects;

/** Records: what they have of their own, nested ones, those that may be null. */
final class Records {
  enum Color { RED, GREEN, BLUE }
  record Point(int x, long y) {
    Point { x = x * 2; }
    Point(int x) { this(x, x + 1L); }
    static Point of(int x) { return new Point(x); }
    long sum() { return x + y; }
    Point plus(Point other) { return new Point(x + other.x, y + other.y); }
  }
  record Small(byte b, short s, char c, boolean z) {}
  record Nest(Point point, Small small, String name) {}
  record Own(int a) {
    @Override public boolean equals(Object other) { return other instanceof Own own && (own.a & 1) == (a & 1); }
    @Override public int hashCode() { return a & 1; }
  }
  record Boxed(Integer a, Long b) {}
  static int n = 7;
  static long m = 123456789012345L;

  static Point maybe(int x) { return x > 5 ? new Point(x) : null; }

  @BpfProgram("xdp") static int equal(XdpContext context) {
    Point one = new Point(n, m);
    Point other = new Point(n + 1 - 1, m);
    Point third = new Point(n, m + 1);
    return (one.equals(other) ? 1 : 0) + (one.equals(third) ? 2 : 0) + (third.equals(one) ? 4 : 8);
  }

  @BpfProgram("xdp") static int hashes(XdpContext context) {
    Nest nest = new Nest(new Point(n, m), new Small((byte) n, (short) -n, (char) n, n > 3), "abc");
    return nest.hashCode() * 31 + new Point(n).hashCode() + new Small((byte) -1, (short) 2, 'c', n < 3).hashCode();
  }

  @BpfProgram("xdp") static int nested(XdpContext context) {
    Nest one = new Nest(Point.of(n), new Small((byte) 1, (short) 2, 'x', true), "a");
    Nest other = new Nest(new Point(n, n + 1), new Small((byte) 1, (short) 2, (char) ('w' + n / 7), n == 7), "a");
    return (one.equals(other) ? 1 : 2) + (Objects.equals(one.point(), other.point()) ? 10 : 20) + (int) one.point().plus(other.point()).sum();
  }

  @BpfProgram("xdp") static int own(XdpContext context) {
    return (new Own(n).equals(new Own(n + 2)) ? 1 : 2) + (new Own(n).equals(new Own(n + 1)) ? 10 : 20) + new Own(n).hashCode() * 100;
  }

  @BpfProgram("xdp") static int nullable(XdpContext context) {
    Point one = maybe(n);
    Point none = maybe(n - 5);
    int result = Objects.equals(one, none) ? 1 : 2;
    result += Objects.equals(none, maybe(n - 6)) ? 10 : 20;
    result += Objects.equals(one, maybe(n)) ? 100 : 200;
    result += Objects.hashCode(none) * 1000 + Objects.hashCode(one);
    if (one != null && one.equals(none)) { result += 5000; }
    return result + (one == null ? 0 : (int) one.sum());
  }

  @BpfProgram("xdp") static int boxes(XdpContext context) {
    Integer a = n;
    Long b = m;
    Boxed one = new Boxed(n, m);
    Boxed other = new Boxed(7, b);
    int result = one.equals(other) ? 1 : 2;
    result += a.equals(7) ? 10 : 20;
    result += b.equals(m + 1) ? 100 : 200;
    result += a.hashCode() * 1000 + b.hashCode() + one.hashCode();
    return result + a.compareTo(5) + Integer.valueOf(n).byteValue();
  }

  @BpfProgram("xdp") static int instances(XdpContext context) {
    Object thing = n > 3 ? new Point(n) : new Point(3);
    int result = thing instanceof Point point ? (int) point.sum() : 0;
    if (!(thing instanceof Point p)) { return -1; }
    return result + p.x();
  }
}
