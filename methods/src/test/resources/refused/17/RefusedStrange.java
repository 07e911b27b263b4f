import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.*;
import dev.jbpf.methods.callback.Loops;
import dev.jbpf.methods.context.*;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
/** What a stranger tries, and each rule that stands behind it. */
final class RefusedStrange {
  static int n = 5; static Integer boxed = 3; static String text = "x"; static List<Integer> list = new ArrayList<>(); static int[] open = {1, 2};
  static final List<Integer> CONSTANTS = List.of(1, 2, 3); static final Map<String, Integer> MAPPED = Map.of("a", 1); static double d = 1.5; static Object object = new Object(); static final Random RANDOM = new Random(1);
  record P(int a, int b) {} record L(List<P> all) {} static class M { int x; M next; } interface I { int f(int x); } static class Thrower implements AutoCloseable { public void close() {} }
  static int rec(int x) { return x < 1 ? 0 : rec2(x - 1); } static int rec2(int x) { return rec(x - 1); }
  static native int nat(); static synchronized int sync() { return 1; }
  @BpfProgram("xdp") static int r01(XdpContext context) { return list.size(); } // field
  @BpfProgram("xdp") static int r02(XdpContext context) { return CONSTANTS.get(n & 1); } // foreign-method
  @BpfProgram("xdp") static int r03(XdpContext context) { return MAPPED.getOrDefault("a", 3); } // foreign-method
  @BpfProgram("xdp") static int r04(XdpContext context) { return (int) d; } // field
  @BpfProgram("xdp") static int r05(XdpContext context) { return object.hashCode(); } // field
  @BpfProgram("xdp") static int r06(XdpContext context) { return RANDOM.nextInt(); } // foreign-method
  @BpfProgram("xdp") static int r07(XdpContext context) { return boxed + 1; } // field
  @BpfProgram("xdp") static int r08(XdpContext context) { return text.length(); } // field
  @BpfProgram("xdp") static int r09(XdpContext context) { return rec(n); } // recursion
  @BpfProgram("xdp") static int r10(XdpContext context) { return nat(); } // no-code
  @BpfProgram("xdp") static int r11(XdpContext context) { return sync(); } // monitor
  @BpfProgram("xdp") static int r12(XdpContext context) { try { return n / 0; } finally { n++; } } // exception-handled
  @BpfProgram("xdp") static int r13(XdpContext context) { try (Thrower t = new Thrower()) { return 1; } } // exception-handled
  @BpfProgram("xdp") static int r14(XdpContext context) { synchronized (object) { return 1; } } // monitor
  @BpfProgram("xdp") static int r15(XdpContext context) { return IntStream.range(0, n).sum(); } // foreign-method
  @BpfProgram("xdp") static int r16(XdpContext context) { return ("a" + n).length(); } // text
  @BpfProgram("xdp") static int r17(XdpContext context) { return String.format("%d", n).length(); } // array-of-objects
  @BpfProgram("xdp") static int r18(XdpContext context) { return Integer.parseInt("12" + n); } // text
  @BpfProgram("xdp") static int r19(XdpContext context) { System.out.println(n); return 1; } // field
  @BpfProgram("xdp") static int r20(XdpContext context) { return (int) System.nanoTime(); } // foreign-method
  @BpfProgram("xdp") static int r21(XdpContext context) { int[] a = new int[n]; return a.length; } // array-length
  @BpfProgram("xdp") static int r22(XdpContext context) { int[][] a = new int[2][3]; a[1][2] = n; return a[1][2]; } // array-of-objects
  @BpfProgram("xdp") static int r23(XdpContext context) { P[] a = {new P(1, n), new P(2, 3)}; return a[n & 1].a(); } // array-of-objects
  @BpfProgram("xdp") static int r25(XdpContext context) { M head = null; for (int i = 0; i < 4; i++) { M x = new M(); x.next = head; head = x; } return head == null ? 0 : head.x; } // loop-allocation
  @BpfProgram("xdp") static int r26(XdpContext context) { object = new P(1, 2); return 1; } // escapes
  @BpfProgram("xdp") static int r27(XdpContext context) { open = new int[] {n}; return open[0]; } // escapes
  @BpfProgram("xdp") static int r28(XdpContext context) { return new P(n, 1) == new P(n, 1) ? 1 : 2; } // identity
  @BpfProgram("xdp") static int r29(XdpContext context) { return new P(n, 1).toString().length(); } // dynamic-call
  @BpfProgram("xdp") static int r30(XdpContext context) { Object o = n > 3 ? new P(1, 2) : "x"; return ((P) o).a() + ((String) o).length(); } // class-cast
  @BpfProgram("xdp") static int r31(XdpContext context) { float f = n; f *= 1.5f; return (int) f; } // floating-point
  @BpfProgram("xdp") static int r32(XdpContext context) { return (int) Math.sqrt(n); } // floating-point
  @BpfProgram("xdp") static int r33(XdpContext context) { return Thread.currentThread().hashCode(); } // foreign-method
  @BpfProgram("xdp") static int r34(XdpContext context) { while (n > 0) { } return 1; } // verifier
  @BpfProgram("xdp") static int r36(XdpContext context) { return context.packet().ipv4().protocol(); } // may-be-null
  @BpfProgram("xdp") static int r37(XdpContext context) { byte[] b = new byte[1000]; b[n] = 1; return b[n + 1]; } // stack-size
  @BpfProgram("xdp") static int r39(XdpContext context) { Function<Integer, Integer>[] all = new Function[] {null}; return all.length; } // array-of-objects
  @BpfProgram("xdp") static int r40(XdpContext context) { Iterator<Integer> it = CONSTANTS.iterator(); int s = 0; while (it.hasNext()) { s += it.next(); } return s; } // foreign-method
  @BpfProgram("xdp") static int r41(XdpContext context) { Optional<P> p = Optional.of(new P(1, n)); return p.map(P::b).orElse(3); } // foreign-method
  @BpfProgram("xdp") static int r42(XdpContext context) { StringBuilder b = new StringBuilder(); b.append(n); return b.length(); } // foreign-method
  @BpfProgram("xdp") static int r43(XdpContext context) { int s = 0; for (int x : CONSTANTS) { s += x; } return s; } // foreign-method
  @BpfProgram("xdp") static int r45(XdpContext context) { return Stream.of(1, 2).mapToInt(x -> x).sum(); } // array-of-objects
  @BpfProgram("xdp") static int r46(XdpContext context) { EnumMap<Thread.State, Integer> m = new EnumMap<>(Thread.State.class); return m.size(); } // foreign-method
  @BpfProgram("xdp") static int r47(XdpContext context) { BitSet b = new BitSet(); b.set(n); return b.cardinality(); } // foreign-method
  @BpfProgram("xdp") static int r48(XdpContext context) { char[] a = "abc".toCharArray(); a[1] = 'x'; return new String(a).length(); } // foreign-method
  @BpfProgram("xdp") static int r49(XdpContext context) { long l = Long.parseUnsignedLong("12"); return (int) l + Integer.toHexString(n).length(); } // text
  @BpfProgram("xdp") static int r50(XdpContext context) { int[] a = {3, n}; Arrays.sort(a); return a[0]; } // foreign-method
  @BpfProgram("xdp") static int r51(XdpContext context) { return new int[] {1, 2}.equals(new int[] {1, 2}) ? 1 : 2; } // unsupported
  @BpfProgram("xdp") static int r52(XdpContext context) { I[] fs = {x -> x, x -> x + n}; return fs[n & 1].f(3); } // array-of-objects
  @BpfProgram("xdp") static int r53(XdpContext context) { P p = null; if (n > 100) { p = new P(1, 2); } return p.a(); } // may-be-null
  @BpfProgram("xdp") static int r54(XdpContext context) { Integer x = n > 3 ? null : 5; return x; } // may-be-null
  @BpfProgram("xdp") static int r56(XdpContext context) { return Runtime.getRuntime().availableProcessors(); } // foreign-method
  @BpfProgram("xdp") static int r58(XdpContext context) { return Objects.hash(1, n); } // array-of-objects
  @BpfProgram("xdp") static int r59(XdpContext context) { String s = null; return s.length(); } // is-null
  @BpfProgram("xdp") static int r60(XdpContext context) { return switch (text) { case "x" -> 1; default -> 2; }; } // field
}
