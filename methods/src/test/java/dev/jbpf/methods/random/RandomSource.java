package dev.jbpf.methods.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes random classes of programs: all that the subset has, one inside the other. */
final class RandomSource {
  private static final String[] INTS = {"byte", "short", "char", "int"};
  private static final int PROGRAMS = 4;

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private List<Local> locals = new ArrayList<>();
  private int names;
  private int loops;
  private boolean isHelper;

  private record Local(String name, String type) {
    boolean isLong() {
      return type.equals("long");
    }
  }

  private RandomSource(long seed) {
    random = new Random(seed);
  }

  /** {@return a class of that name, the same for each seed} */
  static String of(String name, long seed) {
    RandomSource source = new RandomSource(seed);
    source.write(name);
    return source.out.toString();
  }

  private void write(String name) {
    line("import dev.jbpf.methods.BpfProgram;");
    line("import dev.jbpf.methods.AlwaysInline;");
    line("import dev.jbpf.methods.BpfFunction;");
    line("import dev.jbpf.methods.Unsigned;");
    line("import dev.jbpf.methods.callback.Loops;");
    line("import java.util.Arrays;");
    line("import dev.jbpf.methods.context.XdpContext;");
    line("import java.util.function.*;");
    line("public final class " + name + " {");
    line("  enum Kind { RED(3), GREEN(-5), BLUE(70);");
    line("    final int weight; Kind(int weight) { this.weight = weight; } }");
    line("  enum Operator { ADD { int on(int a, int b) { return a + b; } },");
    line(
        "    XOR { int on(int a, int b) { return a ^ b * 3; } }; abstract int on(int a, int b); }");
    line("  record Pair(int a, long b) {");
    line("    long sum() { return a + b; }");
    line("    Pair swap() { return new Pair((int) b, a); }");
    line("  }");
    line("  record Nest(Pair one, short s) {}");
    line("  record Mixed(byte b, char c, boolean z, String text, Pair pair) {}");
    line("  static final String[] NAMES = {\"tcp\", \"udp\", \"icmp\", \"igmp\"};");
    line("  static final String TEXT = \"fragment\";");
    line("  static final int[] MADE = make();");
    line("  static int[] make() { int[] made = new int[16];");
    line(
        "    for (int i = 0; i < 16; i++) { made[i] = i * " + intConstant() + "; } return made; }");
    line("  static final class Box { int n; long m; short s;");
    line("    Box(int n) { this.n = n; this.m = n * 3L; }");
    line("    void add(int x) { n += x; m ^= x; s = (short) (s + x); }");
    line("    long all() { return n * 31L + m + s; } }");
    line("  static final int[] TABLE = {" + numbers(8) + "};");
    line("  static final byte[] BYTES = {1, -2, 3, -4};");
    for (int i = 0; i < 3; i++) {
      line("  static int g" + i + " = " + intConstant() + ";");
      line("  static long h" + i + " = " + longConstant() + "L;");
    }
    line("  static short sh = " + (short) random.nextInt() + ";");
    line("  static boolean flag = " + random.nextBoolean() + ";");
    helpers();
    for (int i = 0; i < PROGRAMS; i++) {
      program(i);
    }
    line("}");
  }

  private void helpers() {
    for (int i = 0; i < 2; i++) {
      isHelper = true;
      locals = new ArrayList<>(List.of(new Local("x", "int"), new Local("y", "long")));
      line(
          "  "
              + (i == 0 ? "@BpfFunction " : "@AlwaysInline ")
              + "static long f"
              + i
              + "(int x, long y) {");
      if (i == 0) {
        line("    x = x & 1023;");
      }
      statements(2, 4, i == 0);
      line("    return " + longExpression(2, i == 0) + ";");
      line("  }");
      isHelper = false;
    }
  }

  private void program(int number) {
    locals = new ArrayList<>();
    line("  @BpfProgram(value = \"xdp\", since = \"6.1\")");
    line("  static int p" + number + "(XdpContext context) {");
    for (int i = 0; i < 3; i++) {
      declare("int", "g" + i);
      declare("long", "h" + i);
    }
    line(
        "    int[] a = new int[8]; long[] b = {"
            + longConstant()
            + "L, h0, 5}; byte[] c = new byte[4];");
    line(
        "    Box box = new Box(g1); Pair pair = new Pair(g0, h1); Kind kind = g0 < 3 ? Kind.RED : g1 > 9 ? Kind.GREEN : Kind.BLUE;");
    statements(3, 7, false);
    line("    h0 = " + sum() + ";");
    line("    g2 ^= a[0] + a[3] * 7 + c[1]; h1 += box.all() + pair.sum() + b[0] * 3 + b[2];");
    line("    return " + intExpression(3, false) + ";");
    line("  }");
  }

  private String sum() {
    StringBuilder sum = new StringBuilder("0L");
    locals.forEach(local -> sum.append(" + 31 * ").append(local.name()));
    return sum.toString();
  }

  private void declare(String type, String value) {
    Local local = new Local("v" + names++, type);
    line("    " + type + " " + local.name() + " = " + value + ";");
    locals.add(local);
  }

  private void statements(int depth, int most, boolean isPure) {
    int size = locals.size();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      statement(depth, isPure);
    }
    while (locals.size() > size && depth < 3) {
      locals.remove(locals.size() - 1);
    }
  }

  private void statement(int depth, boolean isPure) {
    int kind = random.nextInt(depth > 0 ? 26 : 13);
    if (depth == 0 && kind > 9) {
      kind += 12;
    }
    switch (kind) {
      case 22 -> callback(isPure);
      case 23 -> wholeArray(isPure);
      case 24 -> unsigned(isPure);
      case 25 -> text(isPure);
      case 0 -> {
        String type = INTS[random.nextInt(INTS.length)];
        declare(type, "(" + type + ") (" + intExpression(3, isPure) + ")");
      }
      case 1 -> declare("long", longExpression(3, isPure));
      case 2, 3, 4 -> assign(isPure);
      case 5 -> compound(isPure);
      case 6 -> element(isPure);
      case 7 -> object(isPure);
      case 8 -> line("    sh += " + intExpression(2, isPure) + ";");
      case 9 -> line("    flag ^= " + condition(2, isPure) + ";");
      case 10, 11, 12, 13 -> branch(depth, isPure);
      case 14, 15 -> loop(depth, isPure);
      case 16 -> whileLoop(depth, isPure);
      case 17 -> choose(depth, isPure);
      case 18 -> labelled(depth, isPure);
      case 19 -> each(depth, isPure);
      case 20 -> chooseKind(depth, isPure);
      default -> lambda(isPure);
    }
  }

  private void assign(boolean isPure) {
    Local local = any();
    line(
        "    "
            + local.name()
            + " = ("
            + local.type()
            + ") ("
            + (local.isLong() ? longExpression(3, isPure) : intExpression(3, isPure))
            + ");");
  }

  private void compound(boolean isPure) {
    String[] operators = {"+=", "-=", "*=", "&=", "|=", "^=", "<<=", ">>=", ">>>="};
    line(
        "    "
            + any().name()
            + " "
            + operators[random.nextInt(operators.length)]
            + " "
            + intExpression(2, isPure)
            + ";");
  }

  private void element(boolean isPure) {
    if (isHelper) {
      assign(isPure);
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> line("    a[" + index(8, isPure) + "] = " + intExpression(2, isPure) + ";");
      case 1 -> line("    b[" + index(2, isPure) + "] += " + longExpression(2, isPure) + ";");
      default -> line("    c[" + index(4, isPure) + "] = (byte) " + intExpression(2, isPure) + ";");
    }
  }

  private String index(int size, boolean isPure) {
    return random.nextInt(6) == 0 && !isPure
        ? intExpression(1, isPure)
        : random.nextBoolean()
            ? String.valueOf(random.nextInt(size))
            : "(" + intExpression(1, isPure) + ") & " + (size - 1);
  }

  private void object(boolean isPure) {
    if (isHelper) {
      assign(isPure);
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> line("    box.add(" + intExpression(2, isPure) + ");");
      case 1 ->
          line(
              "    pair = new Pair("
                  + intExpression(2, isPure)
                  + ", "
                  + longExpression(2, isPure)
                  + ");");
      case 2 -> line("    pair = pair.swap();");
      case 3 -> line("    box.m = box.n + " + longExpression(1, isPure) + ";");
      default -> line("    pair = new Nest(pair, (short) " + intExpression(1, isPure) + ").one();");
    }
  }

  private void branch(int depth, boolean isPure) {
    line("    if (" + condition(2, isPure) + ") {");
    statements(depth - 1, 3, isPure);
    if (random.nextBoolean()) {
      line("    } else {");
      statements(depth - 1, 3, isPure);
    }
    line("    }");
  }

  private void loop(int depth, boolean isPure) {
    if (loops > 1) {
      assign(isPure);
      return;
    }
    loops++;
    String i = "i" + names++;
    line("    for (int " + i + " = 0; " + i + " < " + (1 + random.nextInt(5)) + "; " + i + "++) {");
    if (random.nextInt(3) == 0) {
      line("    if (" + condition(1, isPure) + ") { continue; }");
    }
    if (random.nextInt(3) == 0) {
      line("    if (" + condition(1, isPure) + ") { break; }");
    }
    locals.add(0, new Local(i + " + 0", "int"));
    Local read = locals.remove(0);
    line("    " + any().name() + " += " + read.name() + ";");
    statements(Math.min(depth - 1, 1), 3, isPure);
    line("    }");
    loops--;
  }

  private void whileLoop(int depth, boolean isPure) {
    if (loops > 0) {
      assign(isPure);
      return;
    }
    loops++;
    String i = "w" + names++;
    line("    int " + i + " = " + (1 + random.nextInt(4)) + ";");
    if (random.nextBoolean()) {
      line("    while (" + i + "-- > 0) {");
      statements(Math.min(depth - 1, 1), 3, isPure);
      line("    }");
    } else {
      line("    do {");
      statements(Math.min(depth - 1, 1), 3, isPure);
      line("    } while (--" + i + " > 0);");
    }
    loops--;
  }

  private void choose(int depth, boolean isPure) {
    boolean isArrow = random.nextBoolean();
    line("    switch (" + intExpression(2, isPure) + " & 7) {");
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      line("    case " + (i * 2 - 1) + (isArrow ? " -> {" : ": {"));
      statements(depth - 1, 2, isPure);
      line("    }");
      if (!isArrow && random.nextInt(3) > 0) {
        line("    break;");
      }
    }
    line("    default" + (isArrow ? " -> {" : ": {"));
    statements(depth - 1, 2, isPure);
    line("    }");
    line("    }");
  }

  private void labelled(int depth, boolean isPure) {
    if (loops > 0) {
      assign(isPure);
      return;
    }
    loops += 2;
    String l = "l" + names++;
    line("    " + l + ": for (int " + l + "i = 0; " + l + "i < 3; " + l + "i++) {");
    line("    for (int " + l + "j = 0; " + l + "j < 3; " + l + "j++) {");
    line("    if (" + condition(1, isPure) + ") { continue " + l + "; }");
    line("    if (" + condition(1, isPure) + ") { break " + l + "; }");
    line("    " + any().name() + " ^= " + l + "i * 5 + " + l + "j;");
    statements(0, 2, isPure);
    line("    } }");
    loops -= 2;
  }

  private void each(int depth, boolean isPure) {
    if (loops > 0 || isHelper) {
      assign(isPure);
      return;
    }
    loops++;
    String e = "e" + names++;
    line("    for (int " + e + " : " + (random.nextBoolean() ? "a" : "TABLE") + ") {");
    line("    " + any().name() + " += " + e + " * 3;");
    line("    }");
    loops--;
  }

  private void chooseKind(int depth, boolean isPure) {
    if (isHelper) {
      assign(isPure);
      return;
    }
    line("    switch (kind) {");
    line("    case RED -> { kind = Kind.BLUE; " + any().name() + " += kind.ordinal(); }");
    line("    case GREEN -> {");
    statements(depth - 1, 2, isPure);
    line("    }");
    line("    case BLUE -> kind = " + condition(1, isPure) + " ? Kind.RED : Kind.GREEN;");
    line("    }");
  }

  private void lambda(boolean isPure) {
    String f = "f" + names++;
    String l = "c" + names++;
    line("    int " + l + " = " + intExpression(1, isPure) + ";");
    line("    IntBinaryOperator " + f + " = (p, q) -> p * 3 - (q ^ " + l + ");");
    line(
        "    "
            + any().name()
            + " += "
            + f
            + ".applyAsInt("
            + intExpression(1, isPure)
            + ", "
            + l
            + ");");
  }

  private void callback(boolean isPure) {
    if (isHelper || loops > 0) {
      assign(isPure);
      return;
    }
    String c = "c" + names++;
    String q = "q" + names++;
    line("    int " + c + " = " + intExpression(1, isPure) + ";");
    String body =
        switch (random.nextInt(5)) {
          case 0 -> "box.add(" + q + " * 3 - " + c + ")";
          case 1 -> "{ a[" + q + " & 7] += " + c + "; b[" + q + " & 1] ^= " + q + "; }";
          case 2 ->
              "{ h1 += " + q + "; if (" + c + " > " + q + ") { box.m += TABLE[" + q + "]; } }";
          case 3 -> "Loops.times(" + q + ", k -> box.add(k + " + c + "))";
          default -> "g1 += " + c + " / (" + q + " - 3)";
        };
    int rounds = 1 + random.nextInt(7);
    if (random.nextInt(3) == 0) {
      String until = "Loops.until(" + rounds + ", " + q + " -> (box.n += " + q + ") > " + c + ")";
      line("    " + any().name() + " += " + until + ";");
    } else {
      line("    Loops.times(" + rounds + ", " + q + " -> " + body + ");");
    }
  }

  private void wholeArray(boolean isPure) {
    if (isHelper) {
      assign(isPure);
      return;
    }
    String d = "d" + names++;
    int from = random.nextInt(4);
    int count = random.nextInt(4);
    String any = any().name();
    switch (random.nextInt(7)) {
      case 0 ->
          line(
              "    { int[] "
                  + d
                  + " = a.clone(); "
                  + d
                  + "[1]++; "
                  + any
                  + " += "
                  + d
                  + "[1] - a[1]; }");
      case 1 ->
          line(
              "    System.arraycopy(a, "
                  + from
                  + ", a, "
                  + random.nextInt(5)
                  + ", "
                  + count
                  + ");");
      case 2 ->
          line(
              "    System.arraycopy(MADE, "
                  + index(8, isPure)
                  + ", a, "
                  + from
                  + ", "
                  + count
                  + ");");
      case 3 -> line("    Arrays.fill(a, " + from + ", 6, " + intExpression(1, isPure) + ");");
      case 4 -> line("    Arrays.fill(c, (byte) " + intExpression(1, isPure) + ");");
      case 5 -> line("    " + any + " += Arrays.hashCode(c) ^ (Arrays.equals(c, BYTES) ? 1 : 2);");
      default ->
          line(
              "    { int[] "
                  + d
                  + " = Arrays.copyOf(TABLE, "
                  + (1 + count)
                  + "); a["
                  + from
                  + "] <<= "
                  + d
                  + "[0]; }");
    }
  }

  private void unsigned(boolean isPure) {
    String u = "u" + names++;
    line("    @Unsigned int " + u + " = " + intExpression(2, isPure) + ";");
    line("    " + u + " = " + u + " + " + intExpression(1, isPure) + " >>> 1;");
    String compared = "Integer.compareUnsigned(" + u + ", " + intExpression(1, isPure) + ") < 0";
    String divided = "Integer.divideUnsigned(" + u + ", " + divisor() + ")";
    String r = "r" + names++;
    line("    int " + r + " = " + compared + " ? " + divided + " : " + u + ";");
    line("    " + any().name() + " += " + r + ";");
  }

  private void text(boolean isPure) {
    String any = any().name();
    String name = "NAMES[" + index(4, true) + "]";
    switch (random.nextInt(3)) {
      case 0 ->
          line("    " + any + " += TEXT.charAt(" + index(8, isPure) + ") + " + name + ".length();");
      case 1 -> {
        line(
            "    switch ("
                + name
                + ") { case \"udp\": "
                + any
                + "++; case \"tcp\": "
                + any
                + " *= 3; break;");
        line("    case \"icmp\": " + any + " -= 7; break; default: " + any + " ^= 1; }");
      }
      default ->
          line(
              "    "
                  + any
                  + " += "
                  + name
                  + ".hashCode() + ("
                  + name
                  + ".equals(\"tcp\") ? 1 : 2);");
    }
  }

  private String mixed(boolean isPure) {
    return "new Mixed((byte) "
        + intExpression(1, isPure)
        + ", (char) "
        + intExpression(0, isPure)
        + ", flag, \"x\", "
        + (random.nextBoolean() ? "pair" : "pair.swap()")
        + ")";
  }

  private Local any() {
    return locals.get(random.nextInt(locals.size()));
  }

  private String condition(int depth, boolean isPure) {
    String[] compares = {"<", "<=", ">", ">=", "==", "!="};
    String compare = compares[random.nextInt(compares.length)];
    return switch (random.nextInt(depth > 0 ? isHelper ? 9 : 11 : 4)) {
      case 9 -> "pair.equals(new Pair(" + intExpression(0, isPure) + ", pair.b()))";
      case 10 -> mixed(isPure) + ".equals(" + mixed(isPure) + ")";
      case 0, 1 ->
          intExpression(depth, isPure) + " " + compare + " " + intExpression(depth, isPure);
      case 2 -> longExpression(depth, isPure) + " " + compare + " " + longExpression(depth, isPure);
      case 3 -> "flag";
      case 4 -> "(" + condition(depth - 1, isPure) + " && " + condition(depth - 1, isPure) + ")";
      case 5 -> "(" + condition(depth - 1, isPure) + " || " + condition(depth - 1, isPure) + ")";
      case 6 -> "!(" + condition(depth - 1, isPure) + ")";
      case 7 ->
          "Integer.compareUnsigned("
              + intExpression(1, isPure)
              + ", "
              + intExpression(1, isPure)
              + ") "
              + compare
              + " 0";
      default ->
          "Long.compareUnsigned("
              + longExpression(1, isPure)
              + ", "
              + longExpression(1, isPure)
              + ") "
              + compare
              + " 0";
    };
  }

  private String intExpression(int depth, boolean isPure) {
    if (depth <= 0 || random.nextInt(5) == 0) {
      return random.nextInt(3) == 0 ? intConstant() : intLocal();
    }
    String[] operators = {"+", "-", "*", "&", "|", "^", "<<", ">>", ">>>"};
    String one = intExpression(depth - 1, isPure);
    return switch (random.nextInt(isPure ? 13 : 24)) {
      case 20 -> "MADE[" + index(16, isPure) + "]";
      case 21 -> isHelper ? one : "kind.weight";
      case 22 -> isHelper ? one : (random.nextBoolean() ? "pair" : mixed(isPure)) + ".hashCode()";
      case 23 -> "(" + condition(0, isPure) + " ? Operator.ADD : Operator.XOR).on(" + one + ", 5)";
      case 0, 1, 2, 3 ->
          "("
              + one
              + " "
              + operators[random.nextInt(operators.length)]
              + " "
              + intExpression(depth - 1, isPure)
              + ")";
      case 4 -> "(-" + one + ")";
      case 5 -> "(~" + one + ")";
      case 6 -> "(int) (" + longExpression(depth - 1, isPure) + ")";
      case 7 -> "((" + INTS[random.nextInt(4)] + ") " + one + ")";
      case 8 ->
          "(" + condition(1, isPure) + " ? " + one + " : " + intExpression(depth - 1, isPure) + ")";
      case 9 -> "(" + one + " / " + divisor() + ")";
      case 10 -> "(" + one + " % " + divisor() + ")";
      case 11 -> intCall(one, depth, isPure);
      case 12 -> "Integer.compare(" + one + ", " + intExpression(1, isPure) + ")";
      case 13 -> "(" + one + " / " + intExpression(depth - 1, isPure) + ")";
      case 14 -> "TABLE[" + index(8, isPure) + "]";
      case 15 -> isHelper ? one : "a[" + index(8, isPure) + "]";
      case 16 -> isHelper ? one : "(box.n + pair.a())";
      case 17 -> isHelper ? one : "c[" + index(4, isPure) + "]";
      case 18 -> isHelper ? one : "kind.ordinal()";
      default -> "BYTES[" + index(4, isPure) + "]";
    };
  }

  private String intCall(String one, int depth, boolean isPure) {
    return switch (random.nextInt(12)) {
      case 0 -> "Integer.bitCount(" + one + ")";
      case 1 -> "Integer.reverseBytes(" + one + ")";
      case 2 -> "Integer.rotateLeft(" + one + ", " + intExpression(0, isPure) + ")";
      case 3 -> "Math.max(" + one + ", " + intExpression(1, isPure) + ")";
      case 4 -> "Math.min(" + one + ", " + intExpression(1, isPure) + ")";
      case 5 -> "Math.abs(" + one + ")";
      case 6 -> "Integer.divideUnsigned(" + one + ", " + divisor() + ")";
      case 7 -> "Integer.remainderUnsigned(" + one + ", " + divisor() + ")";
      case 8 -> "Integer.numberOfTrailingZeros(" + one + ")";
      case 9 -> "Integer.highestOneBit(" + one + ")";
      case 10 -> "Integer.signum(" + one + ")";
      default -> "Short.reverseBytes((short) " + one + ")";
    };
  }

  private String longExpression(int depth, boolean isPure) {
    if (depth <= 0 || random.nextInt(5) == 0) {
      return random.nextInt(3) == 0 ? longConstant() + "L" : any().name();
    }
    String[] operators = {"+", "-", "*", "&", "|", "^", "<<", ">>", ">>>"};
    String one = "((long) " + longExpression(depth - 1, isPure) + ")";
    return switch (random.nextInt(isPure ? 10 : 14)) {
      case 0, 1, 2, 3 ->
          "("
              + one
              + " "
              + operators[random.nextInt(operators.length)]
              + " "
              + longExpression(depth - 1, isPure)
              + ")";
      case 4 -> "(-" + one + ")";
      case 5 -> "((long) " + intExpression(depth - 1, isPure) + ")";
      case 6 ->
          "("
              + condition(1, isPure)
              + " ? "
              + one
              + " : "
              + longExpression(depth - 1, isPure)
              + ")";
      case 7 -> "(" + one + " / " + divisor() + ")";
      case 8 -> "(" + one + " % " + divisor() + ")";
      case 9 -> longCall(one, isPure);
      case 10 -> "(" + one + " % " + longExpression(depth - 1, isPure) + ")";
      case 11 -> isHelper ? one : "b[" + index(2, isPure) + "]";
      case 12 -> isHelper ? one : "(box.m - pair.b())";
      default ->
          isHelper
              ? one
              : "f" + random.nextInt(2) + "(" + intExpression(1, isPure) + ", " + one + ")";
    };
  }

  private String longCall(String one, boolean isPure) {
    return switch (random.nextInt(8)) {
      case 0 -> "Long.reverseBytes(" + one + ")";
      case 1 -> "Long.rotateRight(" + one + ", " + intExpression(0, isPure) + ")";
      case 2 -> "Long.bitCount(" + one + ")";
      case 3 -> "Long.numberOfLeadingZeros(" + one + ")";
      case 4 -> "Math.max(" + one + ", " + longExpression(0, isPure) + ")";
      case 5 -> "Long.divideUnsigned(" + one + ", " + divisor() + ")";
      case 6 -> "Integer.toUnsignedLong(" + intExpression(1, isPure) + ")";
      default -> "Long.signum(" + one + ")";
    };
  }

  private String divisor() {
    int number = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(20) - 8;
    return "(" + (number == 0 ? 7 : number) + ")";
  }

  private String intLocal() {
    List<Local> all = locals.stream().filter(local -> !local.isLong()).toList();
    return all.isEmpty() ? "(int) " + any().name() : all.get(random.nextInt(all.size())).name();
  }

  private String intConstant() {
    int[] some = {0, 1, -1, 7, 255, 65_535, Integer.MIN_VALUE, Integer.MAX_VALUE};
    int number =
        random.nextBoolean()
            ? some[random.nextInt(some.length)]
            : random.nextInt() >> random.nextInt(32);
    return "(" + number + ")";
  }

  private String longConstant() {
    return String.valueOf(
        random.nextBoolean() ? random.nextInt(100) : random.nextLong() >> random.nextInt(63));
  }

  private String numbers(int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(intConstant());
    }
    return String.join(", ", all);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
