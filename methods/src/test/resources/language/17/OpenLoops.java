import dev.jbpf.methods.*;
import dev.jbpf.methods.context.*;
import dev.jbpf.methods.packet.*;
/** Loops whose ends nobody can see: kernels since 5.17, and since 6.9, are asked to end them. */
final class OpenLoops {
  static int n = 5;
  @BpfProgram(value = "xdp", since = "5.17") static int bubble(XdpContext c) { int[] a = {9, 3, n, 1}; boolean swapped; do { swapped = false; for (int i = 1; i < a.length; i++) { if (a[i - 1] > a[i]) { int t = a[i]; a[i] = a[i - 1]; a[i - 1] = t; swapped = true; } } } while (swapped); return a[0] * 1000 + a[1] * 100 + a[2] * 10 + a[3]; }
  @BpfProgram(value = "xdp", since = "5.17") static int checksum(XdpContext c) { Ipv4 ip = c.packet().ipv4(); if (ip == null) { return 2; } var h = c.packet().bytes(14, 20); if (h == null) { return 3; } int s = 0; for (int i = 0; i < 20; i += 2) { s += h.be16(i); } while (s >> 16 != 0) { s = (s & 0xffff) + (s >>> 16); } return ~s & 0xffff; }
  @BpfProgram(value = "xdp", since = "5.17") static int collatz(XdpContext c) { int x = n * 27, s = 0; while (x != 1) { x = (x & 1) == 0 ? x / 2 : 3 * x + 1; s++; } return s; }
  @BpfProgram(value = "xdp", since = "6.9") static int collatz9(XdpContext c) { int x = n * 27, s = 0; while (x != 1) { x = (x & 1) == 0 ? x / 2 : 3 * x + 1; s++; } return s; }
}
