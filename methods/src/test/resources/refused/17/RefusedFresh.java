import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.*;
import dev.jbpf.methods.callback.Loops;
import dev.jbpf.methods.context.*;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.*;
import dev.jbpf.methods.memory.Area;
import java.util.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;

/** What somebody tries who has read nothing, and the rule that stands behind each. */
final class RefusedFresh {
  static int n = 5; static long wide = 7; static Integer box; static float ratio = 0.5f; static Runnable later; static P kept; static IntUnaryOperator op = x -> x;
  static final AtomicInteger ATOMIC = new AtomicInteger(); static final StringBuilder OUT = new StringBuilder(); static final int[][] GRID = {{1, 2}, {3, 4}}; static final ThreadLocal<Integer> LOCAL = new ThreadLocal<>();
  static final Table<Integer, Long> TABLE = Table.of(MapDef.hash("fresh_refused", Codec.S32, Codec.U64, 4));
  record P(int a, int b) {} static final class M { int x; M other; } static class Open { int f(int x) { return x; } } interface F { int f(int x); }
  static int deep(int x) { return x == 0 ? 0 : 1 + deep(x - 1); }
  @BpfFunction static int boom(int x) { if (x > 3) { throw new IllegalStateException(); } return x; }
  @BpfFunction static int index(int x) { int[] a = {1, 2}; return a[x]; }
  @BpfFunction static P pair(int x) { return new P(x, x); }
  @BpfProgram("xdp") static int r01(XdpContext context) { return ATOMIC.incrementAndGet(); } // foreign-method
  @BpfProgram("xdp") static int r02(XdpContext context) { OUT.append(n); return 1; } // foreign-method
  @BpfProgram("xdp") static int r03(XdpContext context) { return LOCAL.get(); } // foreign-method
  @BpfProgram("xdp") static int r04(XdpContext context) { return box; } // field
  @BpfProgram("xdp") static int r05(XdpContext context) { return (int) (ratio * n); } // field
  @BpfProgram("xdp") static int r06(XdpContext context) { later.run(); return 1; } // field
  @BpfProgram("xdp") static int r07(XdpContext context) { return op.applyAsInt(3); } // field
  @BpfProgram("xdp") static int r08(XdpContext context) { kept = new P(n, n); return kept.a(); } // escapes
  @BpfProgram("xdp") static int r09(XdpContext context) { later = () -> n++; return 1; } // escapes
  @BpfProgram("xdp") static int r10(XdpContext context) { return boom(n); } // fails-in-function
  @BpfProgram("xdp") static int r11(XdpContext context) { return index(n); } // fails-in-function
  @BpfProgram("xdp") static int r12(XdpContext context) { return pair(n).a(); } // function-signature
  @BpfProgram("xdp") static int r13(XdpContext context) { return deep(n); } // recursion
  @BpfProgram("xdp") static int r14(XdpContext context) { try { return Integer.parseInt("7"); } catch (NumberFormatException e) { return 1; } } // exception-handled
  @BpfProgram("xdp") static int r16(XdpContext context) { return TABLE.find(3).get().intValue(); } // may-be-null
  @BpfProgram("xdp") static int r17(XdpContext context) { Cell<Long> c = TABLE.find(3); return c.get() > 3 ? 1 : 2; } // may-be-null
  @BpfProgram("xdp") static int r18(XdpContext context) { Area a = context.packet().bytes(4); return a.u8(0); } // may-be-null
  @BpfProgram("xdp") static int r19(XdpContext context) { return context.packet().ipv6().nextHeader(); } // may-be-null
  @BpfProgram("xdp") static int r20(XdpContext context) { var ip = context.packet().ipv4(); if (ip == null) { n++; } return ip.protocol(); } // may-be-null
  @BpfProgram("xdp") static int r21(XdpContext context) { double x = 1; x += n; return (int) x; } // floating-point
  @BpfProgram("xdp") static int r22(XdpContext context) { return Math.round(n * 1.5f); } // floating-point
  @BpfProgram("xdp") static int r23(XdpContext context) { return (int) Math.random(); } // floating-point
  @BpfProgram("xdp") static int r24(XdpContext context) { return UUID.randomUUID().hashCode(); } // foreign-method
  @BpfProgram("xdp") static int r25(XdpContext context) { return new HashMap<Integer, Integer>().size(); } // foreign-method
  @BpfProgram("xdp") static int r26(XdpContext context) { return new int[n & 3].length; } // array-length
  @BpfProgram("xdp") static int r27(XdpContext context) { P[] all = new P[2]; all[n & 1] = new P(1, 2); return all.length; } // array-of-objects
  @BpfProgram("xdp") static int r28(XdpContext context) { return Arrays.asList(1, n).size(); } // array-of-objects
  @BpfProgram("xdp") static int r29(XdpContext context) { Object o = n; return ((String) o).length(); } // class-cast
  @BpfProgram("xdp") static int r30(XdpContext context) { Object o = new P(n, 1); return o == (Object) new P(n, 1) ? 1 : 2; } // identity
  @BpfProgram("xdp") static int r31(XdpContext context) { return System.identityHashCode(new P(n, 1)); } // foreign-method
  @BpfProgram("xdp") static int r32(XdpContext context) { return ("n=" + n + ";").hashCode(); } // text
  @BpfProgram("xdp") static int r33(XdpContext context) { return String.join(",", "a", "b" + n).length(); } // array-of-objects
  @BpfProgram("xdp") static int r34(XdpContext context) { return "abc".substring(n).length(); } // text
  @BpfProgram("xdp") static int r35(XdpContext context) { return Long.toString(wide).length(); } // text
  @BpfProgram("xdp") static synchronized int r36(XdpContext context) { return n; } // monitor
  @BpfProgram("xdp") int r37(XdpContext context) { return n; } // program-signature
  @BpfProgram("xdp") static int r38(TcContext context) { return 0; } // context-type
  @BpfProgram("nonsense/x") static int r39(XdpContext context) { return 0; } // section
  @BpfProgram(value = "xdp", since = "soon") static int r40(XdpContext context) { return 0; } // section
  @BpfProgram("xdp") static int r41(XdpContext context) { while (n != 0) { n ^= 1; } return 0; } // verifier
  @BpfProgram("xdp") static int r42(XdpContext context) { long[] big = new long[65]; big[n & 63] = 1; return (int) big[n & 31]; } // stack-size
  @BpfProgram("xdp") static int r44(XdpContext context) { String s = n > 3 ? null : "x"; return s.length(); } // may-be-null
  @BpfProgram("xdp") static int r45(XdpContext context) { P p = null; return p.a(); } // is-null
  @BpfProgram("xdp") static int r46(XdpContext context) { int[] a = null; return a[0]; } // is-null
  @BpfProgram("xdp") static int r47(XdpContext context) { @Unsigned int x = n; return x / 3; } // unsigned
  @BpfProgram("xdp") static int r48(XdpContext context) { F f = n > 3 ? null : x -> x; return f.f(2); } // may-be-null
  @BpfProgram("xdp") static int r49(XdpContext context) { return new P(1, n).getClass().hashCode(); } // foreign-method
  @BpfProgram("xdp") static int r52(XdpContext context) { return Thread.activeCount(); } // foreign-method
  @BpfProgram("xdp") static int r54(XdpContext context) { return new Object().hashCode(); } // no-code
  @BpfProgram("xdp") static Integer r55(XdpContext context) { return n; } // program-signature
  record Calc(int base) { int fact(int x) { return x <= 1 ? base : x * fact(x - 1); } int fib(int x) { return x < 2 ? x : fib(x - 1) + fib(x - 2); } }
  static final IntUnaryOperator FACT = new IntUnaryOperator() { @Override public int applyAsInt(int x) { return x <= 1 ? 1 : x * applyAsInt(x - 1); } };
  @BpfProgram("xdp") static int r60(XdpContext context) { return new Calc(1).fact(n); } // recursion
  @BpfProgram("xdp") static int r61(XdpContext context) { return new Calc(1).fib(n); } // recursion
  @BpfProgram("xdp") static int r62(XdpContext context) { return FACT.applyAsInt(n); } // recursion
}
