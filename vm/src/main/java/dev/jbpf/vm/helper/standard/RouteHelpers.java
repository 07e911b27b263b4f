package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.BpfFibLookup;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.ProgramMemory;
import dev.jbpf.vm.helper.Routes;
import dev.jbpf.vm.helper.family.HelperFamily;
import java.util.Optional;

/** Asks the routes that a test has given where a packet would go. */
record RouteHelpers(Environment environment) implements HelperFamily {
  /** All flags that there are: direct, output, skip_neigh, tbid, src, mark. */
  private static final long FLAGS = 0x3f;

  /** {@code BPF_FIB_LKUP_RET_FRAG_NEEDED}. */
  private static final int TOO_LONG = 8;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.FIB_LOOKUP,
        (call, context, parameters, size, flags, r5) ->
            lookup(call, parameters, (int) size, flags & 0xffff_ffffL));
  }

  private long lookup(HelperCall call, long at, int size, long flags) {
    if (size < BpfFibLookup.SIZE || (flags & ~FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    ProgramMemory memory = call.memory();
    long family = memory.load(at + BpfFibLookup.FAMILY.offset(), 1);
    if (family != AF_INET && family != AF_INET6) {
      return Errno.of(97).result();
    }
    StructField field = family == AF_INET ? BpfFibLookup.IPV4_DST : BpfFibLookup.IPV6_DST;
    byte[] address = memory.read(at + field.offset(), field.size());
    Optional<Routes.Route> route = environment.network().routes().find(address);
    if (route.isEmpty()) {
      return Routes.Verdict.LOCAL.code();
    }
    return answer(memory, at, field, route.get());
  }

  private static long answer(
      ProgramMemory memory, long at, StructField destination, Routes.Route route) {
    long length = memory.load(at + BpfFibLookup.TOT_LEN.offset(), 2);
    if (route.verdict() == Routes.Verdict.FORWARD
        || route.verdict() == Routes.Verdict.NO_NEIGHBOUR) {
      memory.store(at + BpfFibLookup.MTU_RESULT.offset(), 2, route.mtu());
      memory.store(at + BpfFibLookup.IFINDEX.offset(), 4, route.ifindex());
      if (length > route.mtu()) {
        return TOO_LONG;
      }
      memory.store(at + BpfFibLookup.RT_METRIC.offset(), 4, 0);
      route.gateway().ifPresent(hop -> memory.write(at + destination.offset(), hop));
    }
    if (route.verdict() == Routes.Verdict.FORWARD) {
      memory.store(at + BpfFibLookup.H_VLAN_PROTO.offset(), 2, 0);
      memory.store(at + BpfFibLookup.H_VLAN_TCI.offset(), 2, 0);
      memory.write(at + BpfFibLookup.SMAC.offset(), route.source());
      memory.write(at + BpfFibLookup.DMAC.offset(), route.destination());
    }
    return route.verdict().code();
  }
}
