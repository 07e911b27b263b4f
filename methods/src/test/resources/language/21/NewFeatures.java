import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** What Java 21 adds to the table of docs/methods.md. */
final class NewFeatures {
  static int n = 6;
  sealed interface Thing permits Line, Dot {}
  record Point(int x, int y) {}
  record Line(Point from, Point to) implements Thing {}
  record Dot(int at) implements Thing {}

  // feature: patterns
  @BpfProgram("xdp") static int patterns(XdpContext context) {
    Thing thing = n > 3 ? new Line(new Point(n, 1), new Point(2, n)) : new Dot(n);
    int sum = thing instanceof Line(Point(var x, var y), var to) && x > 3 ? x * y + to.y() : 0;
    return sum + switch (thing) { case Line line when line.to().x() > 5 -> 100; case Line line -> 200; case Dot(int at) -> at; };
  }
}
