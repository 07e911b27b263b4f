package dev.jbpf.runtime.probe;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.ProgramFlag;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.error.BpfSyscallException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** Loads the smallest program of a type, or one that calls a helper. */
final class ProgramProbe {
  private static final String NAME = "jbpf_probe";
  private static final Insn SET_RESULT = Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, 0);
  private static final Insn EXIT = Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0);

  /**
   * A place whose programs may call what others of their type may not.
   *
   * @param function what the program is verified against, empty if nothing is
   */
  private record Place(ProgramType type, AttachType attach, String function) {
    static Place of(ProgramType type, AttachType attach) {
      return new Place(type, attach, "");
    }

    ProgramSpec of(ProgramSpec spec) {
      ProgramSpec placed = spec.withAttachType(attach);
      return function.isEmpty() ? placed : placed.withTarget(BtfTarget.function(function));
    }
  }

  private static final List<Place> PLACES =
      List.of(
          Place.of(ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_BIND),
          Place.of(ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP4_SENDMSG),
          Place.of(ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET4_POST_BIND),
          Place.of(ProgramType.CGROUP_SOCKOPT, AttachType.CGROUP_SETSOCKOPT),
          Place.of(ProgramType.CGROUP_SKB, AttachType.CGROUP_INET_EGRESS),
          new Place(ProgramType.TRACING, AttachType.TRACE_ITER, "bpf_iter_task"),
          new Place(ProgramType.TRACING, AttachType.TRACE_FENTRY, "tcp_connect"),
          new Place(ProgramType.TRACING, AttachType.TRACE_FEXIT, "tcp_connect"));

  private final Kernel kernel;
  private final Support onRefusal;

  ProgramProbe(Kernel kernel, Support onRefusal) {
    this.kernel = kernel;
    this.onRefusal = onRefusal;
  }

  Support probe(ProgramType type) {
    try {
      kernel.load(spec(type, Program.of(SET_RESULT, EXIT))).close();
      return Support.YES;
    } catch (VerifierException e) {
      // No table of functions is meant here, which is refused where there can be some.
      return isRefused(e) && type != ProgramType.STRUCT_OPS ? Support.NO : Support.YES;
    } catch (BpfSyscallException e) {
      return answer(type, e);
    } catch (IllegalArgumentException | UncheckedIOException noSuchTarget) {
      return Support.NO;
    }
  }

  /** A program that is rejected for what it does was of a type that the kernel knows. */
  private static boolean isRefused(VerifierException e) {
    return e.log().contains("not supported") || e.log().contains("not a supported");
  }

  private Support answer(ProgramType type, BpfSyscallException e) {
    if (type == ProgramType.STRUCT_OPS && e.errno().equals(Errno.ENOTSUPP)) {
      return Support.YES;
    }
    return e.errno().equals(Errno.EPERM) ? onRefusal : Support.NO;
  }

  /** Tries at each place that makes a difference, until one admits the call. */
  Support probe(Helper helper, ProgramType type) {
    Insn call = Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, helper.value());
    ProgramSpec spec = spec(type, Program.of(call, SET_RESULT, EXIT));
    Support answer = probe(() -> spec);
    for (Place place : PLACES) {
      if (answer == Support.YES) {
        break;
      }
      answer = place.type() == type ? probe(() -> place.of(spec)) : answer;
    }
    return answer;
  }

  private Support probe(Supplier<ProgramSpec> spec) {
    try {
      kernel.load(spec.get()).close();
      return Support.YES;
    } catch (VerifierException e) {
      return isUnknown(e.log()) || isRefused(e) ? Support.NO : Support.YES;
    } catch (BpfSyscallException e) {
      return e.errno().equals(Errno.EPERM) ? onRefusal : Support.NO;
    } catch (IllegalArgumentException | UncheckedIOException noSuchTarget) {
      return Support.NO;
    }
  }

  /** Two wordings before Linux 6.12, and one since. */
  private static boolean isUnknown(String log) {
    return log.contains("invalid func ")
        || log.contains("unknown func ")
        || log.contains("program of this type cannot use helper ");
  }

  /** What some types want to know at load time. */
  private static ProgramSpec spec(ProgramType type, Program program) {
    ProgramSpec spec = ProgramSpec.of(NAME, type, program);
    return switch (type) {
      case CGROUP_SOCK_ADDR -> spec.withAttachType(AttachType.CGROUP_INET4_CONNECT);
      case CGROUP_SOCKOPT -> spec.withAttachType(AttachType.CGROUP_GETSOCKOPT);
      case SK_LOOKUP -> spec.withAttachType(AttachType.SK_LOOKUP);
      case NETFILTER -> spec.withAttachType(AttachType.NETFILTER);
      case SYSCALL -> spec.withFlags(ProgramFlag.SLEEPABLE);
      case TRACING ->
          spec.withAttachType(AttachType.TRACE_RAW_TP)
              .withTarget(BtfTarget.typedef("btf_trace_sys_enter"));
      case LSM ->
          spec.withAttachType(AttachType.LSM_MAC)
              .withTarget(BtfTarget.function("bpf_lsm_file_open"));
      case EXT, STRUCT_OPS -> spec.withTarget(BtfTarget.function("bpf_iter_task"));
      default -> spec;
    };
  }
}
