import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Patterns that programs cannot have: behind each stands the rule that says so. */
final class RefusedPatterns {
  static int n = 7;
  record Box(Object what) {}
  @BpfProgram("xdp") static int nullWithoutCase(XdpContext context) { Integer i = n > 3 ? n : null; return switch (i) { case 7 -> 70; case Integer x when x > 5 -> x; default -> 1; }; } // may-be-null
  @BpfProgram("xdp") static int nullInside(XdpContext context) { Box b = new Box(n > 3 ? Integer.valueOf(n) : null); return switch (b) { case Box(Integer i) when i > 9 -> i; case Box(var o) -> (Integer) o; }; } // may-be-null
}
