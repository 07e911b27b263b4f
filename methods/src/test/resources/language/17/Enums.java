import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;

/** Enumerations with fields and methods. */
final class Enums {
  enum Kind {
    LOW(3, "l"), MIDDLE(50, "mm"), HIGH(700, "hhh");
    final int weight;
    final String text;
    static final Kind FIRST = LOW;
    Kind(int weight, String text) { this.weight = weight; this.text = text; }
    int scaled(int by) { return weight * by + ordinal(); }
    boolean isHeavy() { return this == HIGH || weight > 40; }
    Kind next() { return this == LOW ? MIDDLE : HIGH; }
    static Kind of(int n) { return n < 3 ? LOW : n < 10 ? MIDDLE : HIGH; }
  }
  enum Operator {
    PLUS { int apply(int a, int b) { return a + b; } },
    MINUS { int apply(int a, int b) { return a - b; } },
    TIMES { int apply(int a, int b) { return a * b; } };
    abstract int apply(int a, int b);
  }
  interface Weighted { int weight(); }
  enum Planet implements Weighted { EARTH, MARS; public int weight() { return this == EARTH ? 9 : 3; } }
  static int n = 7;

  @BpfProgram("xdp") static int fields(XdpContext context) {
    Kind kind = Kind.of(n);
    return kind.weight + kind.text.length() * 1000 + kind.scaled(n) + (kind.isHeavy() ? 1 : 2) + kind.next().ordinal() * 7;
  }
  @BpfProgram("xdp") static int bodies(XdpContext context) {
    Operator operator = n > 9 ? Operator.PLUS : n > 5 ? Operator.TIMES : Operator.MINUS;
    int sum = operator.apply(n, 3);
    for (Operator each : Operator.values()) { sum = sum * 10 + each.apply(n, 2); }
    return sum;
  }
  @BpfProgram("xdp") static int all(XdpContext context) {
    int sum = 0;
    for (Kind kind : Kind.values()) { sum += kind.weight * (kind == Kind.MIDDLE ? 2 : 1); }
    return sum + Kind.values().length + Kind.values()[n % 3].weight + Kind.valueOf("LOW").weight + Kind.FIRST.name().length();
  }
  @BpfProgram("xdp") static int faces(XdpContext context) {
    Weighted one = n > 3 ? Planet.MARS : Planet.EARTH;
    return one.weight() + (Planet.EARTH.compareTo(Planet.MARS)) * 10;
  }
  @BpfProgram("xdp") static int changing(XdpContext context) {
    Kind kind = Kind.LOW;
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      switch (kind) {
        case LOW -> kind = Kind.HIGH;
        case HIGH -> kind = Kind.MIDDLE;
        default -> sum += 5;
      }
      sum = sum * 3 + kind.ordinal();
    }
    return sum;
  }
}
