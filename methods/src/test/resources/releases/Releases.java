import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfFunction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.packet.Ethernet;

/** What kernels have had other instructions for. Maps, as variables came with 5.2. */
final class Releases {
  record Key(int a, short b) {}
  record Shape(int sides, long area) { Shape twice() { return new Shape(sides, area * 2); } }

  static final Table<Key, Long> COUNTS = Table.of(MapDef.hash("counts", Codec.record(Key.class), Codec.U64, 16));

  @BpfFunction static int mixed(int a, long b, int c) { return (int) (a * 31 + (b ^ c) + (c >>> 3)); }
  static int given(XdpContext context) { Ethernet ethernet = context.packet().ethernet(); return ethernet == null ? 3 : ethernet.protocol() - 7; }

  @BpfProgram("xdp") static int sum(XdpContext context) { int sum = 0; for (int i = 0; i < 100; i++) { sum += i; } return sum; }
  @BpfProgram("xdp") static int divide(XdpContext context) { int n = given(context); return n / 3 + n % 3 + (int) ((long) n / 5) + Integer.divideUnsigned(n, 1 << 30) - Integer.divideUnsigned(n, 1 << 30) + 2; }
  @BpfProgram("xdp") static int narrow(XdpContext context) { int n = given(context); byte b = (byte) (n * 77); short s = (short) (n * 7777); char c = (char) n; return b + s + c + (int) ((long) n >> 40); }
  @BpfProgram("xdp") static int compares(XdpContext context) { int n = given(context); long w = n * 5_000_000_000L; return (n < -3 ? 1 : 0) + (w < n ? 2 : 0) + (Integer.compareUnsigned(n, 5) > 0 ? 4 : 0) + ((n & 8) != 0 ? 8 : 0) + (n <= -7 ? 16 : 0); }
  @BpfProgram("xdp") static int swaps(XdpContext context) { int n = given(context); return Integer.reverseBytes(n) + Short.reverseBytes((short) n) + (int) Long.reverseBytes(n) + Integer.rotateLeft(n, 5); }
  @BpfProgram("xdp") static int functions(XdpContext context) { int n = given(context); return mixed(n, n * 3L, 4) + mixed(1, n, n); }
  @BpfProgram("xdp") static int records(XdpContext context) { Shape shape = new Shape(given(context), 12); for (int i = 0; i < 4; i++) { shape = shape.twice(); } return (int) shape.area() + shape.sides(); }
  @BpfProgram("xdp") static int choices(XdpContext context) { int n = given(context); return switch (n) { case -7 -> 1; case 0, 3 -> 2; case 1000 -> 3; default -> n > 0 ? 4 : 5; }; }
  @BpfProgram("xdp") static int arrays(XdpContext context) { int[] all = {4, 3, 2, 1}; int n = given(context); all[n & 3] += 5; int sum = 0; for (int x : all) { sum = sum * 10 + x; } return sum; }
  @BpfProgram("xdp") static int maps(XdpContext context) { Key key = new Key(given(context), (short) 2); COUNTS.increment(key); Cell<Long> found = COUNTS.find(key); if (found == null) { return -1; } found.addAtomic(2); return (int) (long) found.get(); }
}
