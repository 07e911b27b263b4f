import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Patterns, as Java 21 has them. */
final class Patterns {
  sealed interface Shape permits Round, Flat, Empty {}
  record Round(int radius) implements Shape {}
  record Flat(int width, long height) implements Shape {}
  enum Empty implements Shape { NOTHING, LESS }
  record Pair<A, B>(A left, B right) {}
  record Line(Round from, Round to) {}
  static int n = 7;

  static long area(Shape shape) {
    return switch (shape) {
      case Round(int radius) when radius > 100 -> -1;
      case Round(int radius) -> radius * radius * 3;
      case Flat(int width, long height) -> width * height;
      case Empty.NOTHING -> 0;
      case Empty e -> e.ordinal() + 50;
    };
  }
  static int nullable(String text) {
    return switch (text) { case null -> -5; case "a" -> 1; case "b" -> 2; default -> text.length(); };
  }
  static int kind(Empty empty) {
    return switch (empty) { case null -> 9; case NOTHING -> 1; case LESS -> 2; };
  }

  @BpfProgram("xdp") static long areas(XdpContext context) {
    return area(new Round(n)) + area(new Flat(n, 2)) * 100 + area(Empty.LESS) * 10000 + area(new Round(n * 100));
  }
  @BpfProgram("xdp") static int nested(XdpContext context) {
    Object thing = new Pair<>(new Pair<>(n, 3L), new Line(new Round(n), new Round(4)));
    if (thing instanceof Pair<?, ?>(Pair<?, ?>(Integer a, Long b), Line(Round(var from), Round to))) {
      return a * 1000 + (int) (long) b * 100 + from * 10 + to.radius();
    }
    return 0;
  }
  @BpfProgram("xdp") static int nulls(XdpContext context) {
    Empty one = n > 3 ? Empty.LESS : Empty.NOTHING;
    return nullable(null) + nullable("b") * 10 + nullable("long") * 100 + kind(null) * 1000 + kind(one) * 10000;
  }
  @BpfProgram("xdp") static int texts(XdpContext context) {
    String text = n > 5 ? "a" : n > 3 ? "b" : "none";
    return nullable(text);
  }
  @BpfProgram("xdp") static int guards(XdpContext context) {
    Object thing = new Round(n);
    return switch (thing) {
      case Round r when r.radius() < 3 -> 1;
      case Round r when r.radius() == n && n > 20 -> 2;
      case Round(var radius) when radius > 6 -> 3 + radius;
      case Flat f -> 4;
      default -> 5;
    };
  }
  @BpfProgram("xdp") static int ways(XdpContext context) {
    Shape shape = n > 5 ? new Round(n) : new Round(3);
    return shape instanceof Round(int r) && r > 2 ? r : -1;
  }
  static int boxed(Integer i) {
    return switch (i) { case null -> -9; case 7 -> 70; case Integer x when x > 5 -> x; case -3, 2 -> 3; case Integer x -> x * 2; };
  }
  static int boxed(Character c) {
    return switch (c) { case Character x when x > 'f' -> x; case 'a' -> 1; case 'b', 'c' -> 23; case Character x -> -x; };
  }
  @BpfProgram("xdp") static int boxes(XdpContext context) {
    int sum = 0;
    for (int i = -5; i < 10; i++) {
      sum = sum * 3 + boxed(i == n - 2 ? null : Integer.valueOf(i)) + boxed((char) ('a' + (i & 7)));
    }
    return sum;
  }
  @BpfProgram("xdp") static int ofByte(XdpContext context) {
    Byte b = n > 100 ? null : (byte) (n + 250);
    return switch (b) { case null -> 100; case -1 -> 1; case Byte x when (x & 1) == 1 -> x * 2; case 2 -> 22; case Byte x -> x; };
  }
  @BpfProgram("xdp") static int nullHasACase(XdpContext context) {
    Pair<Integer, Long> pair = n > 5 ? null : new Pair<>(n, 3L);
    Object thing = n < 5 ? null : new Pair<>(n, 3L);
    return switch (pair) { case null -> 7; case Pair<Integer, Long>(Integer x, Long y) when x > 3 -> x; case Pair<Integer, Long> p -> -p.left(); }
        + switch (thing) { case Pair<?, ?>(Integer x, Long y) when x > 9 -> x; case Pair<?, ?>(Integer x, var y) -> x * 100; case null, default -> 99; };
  }
}
