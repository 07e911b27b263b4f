import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfFunction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.Unsigned;
import dev.jbpf.methods.callback.Loops;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Table;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** The table of docs/methods.md: a program for each row, which has its examples in it. */
final class Features {
  static int n = 6;
  static long m = -77;
  static long passed;
  static final int PORT = 53;
  static final int[] TABLE = make();
  static final String[] NAMES = {"tcp", "udp", "icmp", "sctp"};
  static final Rule[] RULES = {new Rule(22, 1), new Rule(53, 2), new Rule(443, 3)};
  static final Table<Long, Long> COUNTS = Table.of(MapDef.hash("feature_counts", Codec.S64, Codec.U64, 8));

  record Rule(int port, int action) {}
  record Prefix(int bits, int network) {}
  record Pair(int a, int b) { Pair swap() { return new Pair(b, a); } }
  static final class Box { int n; void add(int x) { n += x; } }
  interface Fly { int by(int x); default int twice(int x) { return by(by(x)); } }
  sealed interface Shape permits Circle, Square {}
  record Circle(int r) implements Shape {}
  record Square(int side) implements Shape {}
  enum Kind { RED(3), GREEN(5); final int weight; Kind(int weight) { this.weight = weight; } }
  enum Operator { PLUS { @Override int apply(int a, int b) { return a + b; } }, MINUS { @Override int apply(int a, int b) { return a - b; } }; abstract int apply(int a, int b); }

  static int[] make() { int[] squares = new int[8]; for (int i = 0; i < 8; i++) { squares[i] = i * i; } return squares; }
  static int area(Shape s) { return s instanceof Circle c ? c.r() * 3 : ((Square) s).side() * 4; }
  static int count(int by) { passed += by; return by; }
  @BpfFunction static int weigh(int x, int y) { return x * 31 ^ y; }
  static void times(IntUnaryOperator f, Box box) { Loops.times(5, i -> box.add(f.applyAsInt(i))); }

  // feature: boolean byte short char int long as Java has them
  @BpfProgram("xdp") static int numbers(XdpContext context) { int x = n * 77; boolean isOdd = (x & 1) == 1; short s = (short) (x * 999); char c = (char) (s + 1); long wide = x * m; return ((byte) (x + 1) >>> 3) + (isOdd ? 1 : 0) + s + c + (int) (wide >> 3); }
  // feature: division and remainder
  @BpfProgram("xdp") static int division(XdpContext context) { int a = n * 100, b = (int) m; return a / b * 10 + a % b; }
  // feature: comparison, conditions, ternaries
  @BpfProgram("xdp") static int conditions(XdpContext context) { int a = n, b = 7, c = 3, d = (int) m, x = 5, y = 9; return a < b && c != d ? x : y; }
  // feature: unsigned numbers
  @BpfProgram("xdp") static int unsignedNumbers(XdpContext context) { int a = -n, b = n; return (Integer.compareUnsigned(a, b) < 0 ? 1 : 2) + (int) divided(m, b); }
  static long divided(long a, long b) { return Long.divideUnsigned(a, b) >>> 40; }
  // feature: bits, bytes, rotation, minimum …
  @BpfProgram("xdp") static int bits(XdpContext context) { return counted(m) + turned(n) + Math.floorMod(-n, 4) + added(n, 3) + Math.min(n, 4); }
  static int counted(long x) { return Long.bitCount(x); }
  static int turned(int x) { return Integer.reverseBytes(x); }
  static int added(int a, int b) { return Math.addExact(a, b) + Math.floorMod(a, b); }
  // feature: loops
  @BpfProgram("xdp") static int loops(XdpContext context) { int[] array = {1, n, 3}; int sum = 0; for (int x : array) { sum += x; } int i = 0; rows: while (i < 9) { do { i++; if (i == 4) { continue rows; } if (i == 7) { break rows; } } while (i % 3 != 0); sum += i; } return sum; }
  // feature: switch
  @BpfProgram("xdp") static int switches(XdpContext context) { int a = switch (n) { case 1, 6 -> 10; case 1000 -> 20; default -> 30; }; switch (Kind.values()[n & 1]) { case RED: a += 1; break; default: a += 2; } return a + switch (NAMES[n & 3]) { case "tcp" -> 100; case "icmp" -> 200; default -> 300; }; }
  // feature: static methods
  @BpfProgram("xdp") static int methods(XdpContext context) { return count(1) + count(n) + weigh(n, 4); }
  // feature: records and classes whose fields are all final
  @BpfProgram("xdp") static int records(XdpContext context) { int x = n * 9; Pair pair = new Pair(n, 2); Prefix prefix = new Prefix(32, x); return prefix.network() + pair.swap().a() * 100; }
  // feature: equals and hashCode of records and boxes, Objects.equals
  @BpfProgram("xdp") static int equality(XdpContext context) { int a = n, b = 2; Pair other = new Pair(6, b); Integer box = n; return (new Pair(a, b).equals(other) ? 1 : 2) + (Objects.equals(box, 6) ? 10 : 20) + other.hashCode() + box.hashCode(); }
  // feature: classes with fields that change
  @BpfProgram("xdp") static int boxes(XdpContext context) { Box box = new Box(); Box same = box; for (int i = 0; i < n && i < 8; i++) { box.n += 2; same.add(1); } return box.n; }
  // feature: interfaces, sealed or not
  @BpfProgram("xdp") static int interfaces(XdpContext context) { Shape s = n > 3 ? new Circle(n) : new Square(2); Fly fly = y -> y * 2; return fly.twice(3) + area(s); }
  // feature: enums, with fields, and methods of their own for each constant
  @BpfProgram("xdp") static int enums(XdpContext context) { Kind kind = n > 5 ? Kind.RED : Kind.GREEN; int i = n & 1; int a = n, b = 4; return (kind == Kind.RED ? 100 : 200) + kind.weight + Operator.values()[i].apply(a, b); }
  // feature: arrays of constant length
  @BpfProgram("xdp") static int arrays(XdpContext context) { int[] a = new int[8]; int[] b = {1, 2, 3}; int i = 1; a[i] = n; a[i++] <<= 3; a[i & 7] += b[2]; return a[1] * 10 + a[2] + a.length; }
  // feature: arrays at once
  @BpfProgram("xdp") static int whole(XdpContext context) { int[] a = {1, n, 3, 4}; int[] b = a.clone(); Arrays.fill(a, 1, 3, 7); System.arraycopy(a, 0, b, 1, 3); return (Arrays.equals(a, b) ? 1 : 2) + Arrays.hashCode(a) + Arrays.mismatch(a, b) + Arrays.copyOf(b, 2)[1] + Arrays.copyOfRange(b, 1, 3)[1]; }
  // feature: texts that are known, or one of several
  @BpfProgram("xdp") static int texts(XdpContext context) { int i = n; String name = NAMES[i & 3]; int s = switch (name) { case "icmp" -> 5; default -> 6; }; return NAMES[i & 3].length() * 1000 + name.charAt(1) + s; }
  // feature: what Unicode says of a char
  @BpfProgram("xdp") static int digits(XdpContext context) { char c = (char) ('b' + n); return Character.digit(c, 16) * 100_000 + Character.digit(c, 36) * 1_000 + Character.getNumericValue(c) + Character.getType(c) + Character.hashCode(c); }
  @BpfProgram("xdp") static int chars(XdpContext context) { char c = (char) (n + 97); char d = (char) (c + 1); d++; return (Character.isDigit('5') ? 1 : 0) + Character.toUpperCase(d) + (d >= 'a' && d <= 'z' ? d - 'a' : -1) + Character.getNumericValue('7'); }
  @BpfProgram("xdp") static int unicode(XdpContext context) { char c = (char) ('x' + n); return (Character.isLetter(c) ? 1 : 2) * 1000 + Character.toUpperCase('q') + Character.toUpperCase(c); }
  // feature: arrays of known objects
  @BpfProgram("xdp") static int objects(XdpContext context) { int sum = 0; for (Rule rule : RULES) { if (rule.port() > n) { sum = sum * 10 + rule.action(); } } return sum; }
  // feature: lambdas and references to methods that are called here, in variables and as arguments
  @BpfProgram("xdp") static int lambdas(XdpContext context) { IntBinaryOperator mix = (p, q) -> p * 3 - q; IntBinaryOperator max = Math::max; IntUnaryOperator f = x -> x + n, g = x -> x * 2; IntUnaryOperator both = f.andThen(g); IntUnaryOperator chosen = n > 3 ? both : g; return mix.applyAsInt(n, 4) + max.applyAsInt(n, 2) + chosen.applyAsInt(1) + g.andThen(f).andThen(both).applyAsInt(2); }
  // feature: lambdas that the kernel calls back
  @BpfProgram("xdp") static int callbacks(XdpContext context) { Box box = new Box(); Loops.times(1000, i -> box.add(i)); Loops.times(7, box::add); times(i -> i * n, box); COUNTS.put(1L, 5L); COUNTS.put(2L, 6L); COUNTS.forEach((key, cell) -> { box.n += (int) (key * cell.get()); return false; }); return box.n; }
  // feature: static fields: final
  @BpfProgram("xdp") static int constants(XdpContext context) { return PORT * n; }
  // feature: static fields of numbers: not final
  @BpfProgram("xdp") static int variables(XdpContext context) { passed += n; passed <<= 3; return (int) passed; }
  // feature: static final arrays of numbers
  @BpfProgram("xdp") static int tables(XdpContext context) { return TABLE[n & 7] + TABLE[7]; }
  // feature: assert
  @BpfProgram("xdp") static int asserted(XdpContext context) { assert n > 0; return n; }
  // feature: numbers without sign
  @BpfProgram("xdp") static int withoutSign(XdpContext context) { return isLong(-n) ? 1 : 2; }
  static boolean isLong(@Unsigned int bytes) { return Integer.compareUnsigned(bytes, 1500) > 0; }
}
