import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import java.util.function.IntUnaryOperator;

/** Patterns that programs cannot have: behind each stands the rule that says so. */
final class RefusedPatterns {
  static int n = 7;
  sealed interface Shape permits Circle, Flat {}
  record Circle(int r) implements Shape {}
  record Flat(int w, int h) implements Shape {}

  static int area(Shape shape) { return switch (shape) { case Circle(int r) -> r; case Flat(int w, int h) -> w * h; }; }

  @BpfProgram("xdp") static int nullCase(XdpContext context) { String s = n > 100 ? "a" : null; return switch (s) { case null -> 3; case "a" -> 4; default -> 5; }; } // merged
  @BpfProgram("xdp") static int boxedSwitch(XdpContext context) { Integer i = n; return switch (i) { case 7 -> 70; case Integer x when x > 5 -> x; default -> 1; }; } // dynamic-call
  @BpfProgram("xdp") static int choiceOfShape(XdpContext context) { return area(n > 3 ? new Circle(n) : new Flat(1, 2)); } // merged
  @BpfProgram("xdp") static int choiceOfLambda(XdpContext context) { IntUnaryOperator f = n > 3 ? x -> x + 1 : x -> x - 1; return f.applyAsInt(n); } // merged
}
