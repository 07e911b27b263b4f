import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Size;
import dev.jbpf.methods.*;
import dev.jbpf.methods.callback.Loops;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Numbers;
import dev.jbpf.methods.map.*;

/** Control flow, maps, functions as a stranger writes them. */
final class StrangeControl {
  static int n = 6;
  static long total;
  static boolean done;

  enum Proto { TCP(6), UDP(17), ICMP(1); final int number; Proto(int number) { this.number = number; } static Proto of(int number) { for (Proto p : values()) { if (p.number == number) { return p; } } return null; } }
  record Key(int a, short b, byte c) {}
  record Named(@Size(16) String name, int age) {}
  record Stats(long packets, long bytes) { Stats add(int length) { return new Stats(packets + 1, bytes + length); } }

  static final Table<Integer, Long> BY_INT = Table.of(MapDef.hash("by_int", Codec.S32, Codec.U64, 64));
  static final Table<Key, Stats> BY_KEY = Table.of(MapDef.hash("by_key", Codec.record(Key.class), Codec.record(Stats.class), 16));
  static final Table<String, Integer> BY_NAME = Table.of(MapDef.hash("by_name", Codec.text(16), Codec.S32, 16));
  static final Table<Integer, Named> PEOPLE = Table.of(MapDef.array("people", Codec.record(Named.class), 4));

  @BpfFunction static int gcd(int a, int b) { while (b != 0) { int t = Integer.remainderUnsigned(a, b); a = b; b = t; if (t > 1 << 20) { return -1; } } return a; }
  @BpfFunction static long mix(long a, int b, short c) { return a * 31 + b ^ (long) c << 7; }
  @AlwaysInline static int three(int x) { return x * 3; }
  static int fib(int n) { int a = 0, b = 1; for (int i = 0; i < n; i++) { int t = a + b; a = b; b = t; } return a; }
  static int early(int x) { if (x < 0) { return -1; } for (int i = 0; i < 10; i++) { if (x == i) { return i * 2; } } return 99; }
  static void bump(int by) { total += by; if (by > 3) { return; } total++; }

  @BpfProgram("xdp") static int functions(XdpContext context) { return (int) mix(n, three(n), (short) -2) + fib(10) + early(n) + early(-n) + early(50); }
  @BpfProgram("xdp") static int globals(XdpContext context) { bump(2); bump(n); done = total > 3; return (int) total * 10 + (done ? 1 : 0); }
  @BpfProgram("xdp") static int sparseSwitch(XdpContext context) {
    int sum = 0;
    for (int i = -2; i < 8; i++) { switch (i * 1000) { case -1000: sum += 1; break; case 0: case 1000: sum += 2; case 3000: sum += 3; break; case Integer.MAX_VALUE: sum = 0; break; default: sum = sum * 2 + 1; } }
    return sum;
  }
  @BpfProgram("xdp") static int charSwitch(XdpContext context) { int sum = 0; for (char c = 'a'; c <= 'f'; c++) { sum = sum * 7 + switch (c) { case 'a', 'e' -> 1; case 'b' -> 2; default -> c - 'a'; }; } return sum; }
  @BpfProgram("xdp") static int enumNull(XdpContext context) { Proto p = Proto.of(n); Proto q = Proto.of(99); return (p == null ? 1 : p.ordinal() + 10) + (q == null ? 100 : 200); }
  @BpfProgram("xdp") static int maps(XdpContext context) {
    BY_INT.put(3, 30L); BY_INT.put(n, 60L);
    long sum = 0;
    for (int i = 0; i < 8; i++) { Cell<Long> found = BY_INT.find(i); if (found == null) { continue; } sum += found.get(); found.add(1); }
    BY_INT.remove(3);
    return (int) sum + (BY_INT.find(3) == null ? 1000 : 0);
  }
  @BpfProgram("xdp") static int recordsInMaps(XdpContext context) {
    Key key = new Key(n, (short) -1, (byte) 3);
    BY_KEY.putIfAbsent(key, new Stats(0, 0));
    for (int i = 0; i < 3; i++) { Cell<Stats> cell = BY_KEY.find(key); if (cell != null) { cell.set(cell.get().add(i * 100)); } }
    Cell<Stats> cell = BY_KEY.find(new Key(6, (short) 0xffff, (byte) 3));
    return cell == null ? -1 : (int) (cell.get(Stats::packets) * 1000 + cell.get(Stats::bytes));
  }
  @BpfProgram("xdp") static int textsInMaps(XdpContext context) {
    String who = n > 3 ? "alice" : "bob";
    BY_NAME.put(who, n); BY_NAME.put("carol", 9);
    Cell<Integer> found = BY_NAME.find("alice"); Cell<Integer> none = BY_NAME.find("bob");
    return (found == null ? -1 : found.get()) + (none == null ? 100 : 200);
  }
  @BpfProgram("xdp") static int textsInRecords(XdpContext context) {
    PEOPLE.put(1, new Named("dora", n)); Cell<Named> cell = PEOPLE.find(1);
    if (cell == null) { return -1; }
    cell.set(Named::age, cell.get(Named::age) + 1);
    return cell.get(Named::age);
  }
  @BpfProgram("xdp") static int visits(XdpContext context) {
    for (int i = 0; i < 5; i++) { BY_INT.put(i + 100, (long) i * i); }
    long[] sum = new long[2];
    BY_INT.forEach((key, cell) -> { if (key >= 100) { sum[0] += cell.get(); sum[1]++; } return false; });
    return (int) (sum[0] * 100 + sum[1]);
  }
  @BpfProgram("xdp") static int loops(XdpContext context) {
    int[] state = {1, n};
    int rounds = Loops.until(100, i -> { state[0] = state[0] * 5 + state[1]; if (i % 3 == 0) { return false; } state[1] ^= i; return state[0] > 1_000_000; });
    return rounds * 7 + state[0] % 1000 + state[1];
  }
  @BpfProgram("xdp") static int whileTrue(XdpContext context) { int i = 0; while (true) { if (++i * i > 200) { break; } if (i == 100) { return -1; } } return i; }
  @BpfProgram("xdp") static int countdown(XdpContext context) { int sum = 0; for (int i = n * 2 & 15; i-- > 0; ) { sum += i; } for (int i = 10, j = 0; i > j; i--, j += 2) { sum = sum * 3 + i - j; } return sum; }
  @BpfProgram("xdp") static int numbers(XdpContext context) { return (int) Numbers.div(n, 0) + (int) Numbers.mod(n, 0) + (int) Numbers.div(100, n); }
  @BpfProgram("xdp") static int throwing(XdpContext context) { if (n > 5) { throw new IllegalStateException("no"); } return 3; }
  @BpfProgram("xdp") static int asserting(XdpContext context) { int[] a = new int[4]; a[n] = 3; return 1; }
  @BpfProgram("xdp") static int nullPointer(XdpContext context) { Proto p = Proto.of(n + 1); return p == null ? 5 : p.number; }
  @BpfProgram("xdp") static int packets(XdpContext context) {
    var eth = context.packet().ethernet();
    return eth == null ? -1 : eth.protocol() + 3;
  }
}
