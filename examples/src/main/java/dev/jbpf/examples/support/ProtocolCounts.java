package dev.jbpf.examples.support;

import static dev.jbpf.kernel.Protocols.IPPROTO_ICMP;
import static dev.jbpf.kernel.Protocols.IPPROTO_TCP;
import static dev.jbpf.kernel.Protocols.IPPROTO_UDP;

import dev.jbpf.map.BpfMap;

/** What the kernel's samples count by protocol, printed as they do. */
public final class ProtocolCounts {
  private ProtocolCounts() {}

  /**
   * Prints a line.
   *
   * @param counts by number of the protocol
   * @param unit of what is counted
   */
  public static void print(Run run, BpfMap<Integer, Long> counts, String unit) {
    run.out()
        .printf(
            "TCP %d UDP %d ICMP %d %s%n",
            count(counts, IPPROTO_TCP),
            count(counts, IPPROTO_UDP),
            count(counts, IPPROTO_ICMP),
            unit);
  }

  private static long count(BpfMap<Integer, Long> counts, int protocol) {
    return counts.lookup(protocol).orElseThrow();
  }
}
