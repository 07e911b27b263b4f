import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Texts, which are known, one of several, or asked for a letter that is not. */
final class Texts {
  static final String NAME = "ethernet";
  static final String[] NAMES = {"tcp", "udp", "icmp"};
  static final String BOTH = NAME + "/" + 7;
  static int n = 7;

  static String name(int n) { return n < 3 ? "low" : n < 10 ? "middle" : "high"; }

  @BpfProgram("xdp") static int letters(XdpContext context) {
    int sum = 0;
    for (int i = 0; i < NAME.length(); i++) { sum = sum * 31 + NAME.charAt(i); }
    return sum + NAME.charAt(n) + BOTH.length();
  }
  @BpfProgram("xdp") static int noLetter(XdpContext context) { return NAME.charAt(n + 1) + 1; }
  @BpfProgram("xdp") static int chosen(XdpContext context) {
    String name = name(n);
    return name.length() * 100 + name.hashCode() + (name.equals("middle") ? 1 : 2) + (name == "high" ? 10 : 20)
        + (name.startsWith("mid") ? 1000 : 2000) + name.indexOf('d') + (name.isEmpty() ? 1 : 0);
  }
  @BpfProgram("xdp") static int switched(XdpContext context) {
    int sum = 0;
    for (int i = 0; i < 12; i += 3) {
      switch (name(i)) {
        case "low": sum += 1; break;
        case "middle": sum += 10;
        default: sum += 100;
      }
      sum += switch (NAMES[i % 3]) { case "tcp" -> 6; case "udp" -> 17; default -> 1; };
    }
    return sum;
  }
  @BpfProgram("xdp") static int collide(XdpContext context) {
    String s = n > 3 ? "Aa" : "BB";
    return switch (s) { case "BB" -> 1; case "Aa" -> 2; default -> 3; };
  }
  @BpfProgram("xdp") static int ofArray(XdpContext context) {
    String s = NAMES[n % 3];
    String t = NAMES[(n + 1) % 3];
    return s.length() + (s.equals(t) ? 10 : 20) + (s == NAMES[1] ? 100 : 200) + (t.equals(name(n)) ? 1000 : 2000);
  }
}
