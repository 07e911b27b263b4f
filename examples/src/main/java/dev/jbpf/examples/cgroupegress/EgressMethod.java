package dev.jbpf.examples.cgroupegress;

import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.SkbContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;

/** The same program as a method. */
final class EgressMethod {
  private static final Table<Integer, Long> SENT = Table.of(EgressProgram.SENT);
  private static final int ALLOW = 1;

  private EgressMethod() {}

  @BpfProgram(value = "cgroup_skb/egress", name = "cgroup_egress")
  static int count(SkbContext context) {
    add(EgressProgram.PACKETS, 1);
    add(EgressProgram.BYTES, context.len());
    return ALLOW;
  }

  private static void add(int which, int number) {
    Cell<Long> sum = SENT.find(which);
    if (sum != null) {
      sum.addAtomic(number);
    }
  }
}
