import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Patterns that programs cannot have: behind each stands the rule that says so. */
final class RefusedPatterns {
  static int n = 7;
  @BpfProgram("xdp") static int boxedSwitch(XdpContext context) { Integer i = n; return switch (i) { case 7 -> 70; case Integer x when x > 5 -> x; default -> 1; }; } // dynamic-call
}
