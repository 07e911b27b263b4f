package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.BpfFibLookup;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Protocols;
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

  /** {@code BPF_FIB_LOOKUP_SKIP_NEIGH}: nobody asks for addresses of Ethernet. */
  private static final long WITHOUT_NEIGHBOUR = 4;

  /** {@code BPF_FIB_LKUP_RET_FRAG_NEEDED}. */
  private static final int TOO_LONG = 8;

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
    if (family != Protocols.AF_INET && family != Protocols.AF_INET6) {
      return Errno.EAFNOSUPPORT.result();
    }
    if (!environment.network().has((int) memory.load(at + BpfFibLookup.IFINDEX.offset(), 4))) {
      return Errno.ENODEV.result();
    }
    StructField field = family == Protocols.AF_INET ? BpfFibLookup.IPV4_DST : BpfFibLookup.IPV6_DST;
    byte[] address = memory.read(at + field.offset(), field.size());
    Optional<Routes.Route> route = environment.network().routes().find(address);
    if (route.isEmpty()) {
      return Routes.Verdict.LOCAL.code();
    }
    boolean isForNeighbour = (flags & WITHOUT_NEIGHBOUR) == 0;
    return answer(memory, at, field, route.get(), isForNeighbour);
  }

  private static long answer(
      ProgramMemory memory,
      long at,
      StructField destination,
      Routes.Route route,
      boolean isForNeighbour) {
    Routes.Verdict verdict = route.verdict();
    boolean isOnWire = verdict == Routes.Verdict.FORWARD || verdict == Routes.Verdict.NO_NEIGHBOUR;
    if (!isOnWire) {
      return verdict.code();
    }
    if (memory.load(at + BpfFibLookup.TOT_LEN.offset(), 2) > route.mtu()) {
      memory.store(at + BpfFibLookup.MTU_RESULT.offset(), 2, route.mtu());
      return TOO_LONG;
    }
    memory.store(at + BpfFibLookup.IFINDEX.offset(), 4, route.ifindex());
    memory.store(at + BpfFibLookup.RT_METRIC.offset(), 4, 0);
    route.gateway().ifPresent(hop -> memory.write(at + destination.offset(), hop));
    return isForNeighbour && verdict == Routes.Verdict.NO_NEIGHBOUR
        ? verdict.code()
        : forward(memory, at, route, isForNeighbour);
  }

  private static long forward(
      ProgramMemory memory, long at, Routes.Route route, boolean isForNeighbour) {
    if (isForNeighbour) {
      memory.write(at + BpfFibLookup.SMAC.offset(), route.source());
      memory.write(at + BpfFibLookup.DMAC.offset(), route.destination());
    }
    memory.store(at + BpfFibLookup.MTU_RESULT.offset(), 2, route.mtu());
    memory.store(at + BpfFibLookup.H_VLAN_PROTO.offset(), 2, 0);
    memory.store(at + BpfFibLookup.H_VLAN_TCI.offset(), 2, 0);
    return Routes.Verdict.FORWARD.code();
  }
}
