package dev.jbpf.verifier.testing;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.util.List;

/** The types of programs, at places to attach to that make a difference, that a probe visits. */
final class Places {
  private static final int SLEEPABLE = 1 << 4;
  private static final int GETPEERNAME = 29;

  /** A type and its {@code expected_attach_type}. */
  record Place(ProgramType type, int attachType) {
    Question ask(long... code) {
      Question question = Question.of(type.value(), attachType, code);
      return type == ProgramType.SYSCALL ? question.withFlags(SLEEPABLE) : question;
    }

    @Override
    public String toString() {
      return type + "/" + attachType;
    }
  }

  private Places() {}

  private static Place at(ProgramType type, int attachType) {
    return new Place(type, attachType);
  }

  /** {@return one for each layout of a context and each set of helpers} */
  static List<Place> all() {
    return List.of(
        at(ProgramType.SOCKET_FILTER, 0),
        at(ProgramType.KPROBE, 0),
        at(ProgramType.SCHED_CLS, 0),
        at(ProgramType.SCHED_ACT, 0),
        at(ProgramType.TRACEPOINT, 0),
        at(ProgramType.XDP, 0),
        at(ProgramType.XDP, 33),
        at(ProgramType.PERF_EVENT, 0),
        at(ProgramType.CGROUP_SKB, 0),
        at(ProgramType.CGROUP_SKB, 1),
        at(ProgramType.CGROUP_SOCK, 2),
        at(ProgramType.CGROUP_SOCK, 12),
        at(ProgramType.CGROUP_SOCK, 13),
        at(ProgramType.LWT_IN, 0),
        at(ProgramType.LWT_OUT, 0),
        at(ProgramType.LWT_XMIT, 0),
        at(ProgramType.SOCK_OPS, 0),
        at(ProgramType.SK_SKB, 0),
        at(ProgramType.CGROUP_DEVICE, 0),
        at(ProgramType.SK_MSG, 0),
        at(ProgramType.RAW_TRACEPOINT, 0),
        at(ProgramType.CGROUP_SOCK_ADDR, 8),
        at(ProgramType.CGROUP_SOCK_ADDR, 9),
        at(ProgramType.CGROUP_SOCK_ADDR, 10),
        at(ProgramType.CGROUP_SOCK_ADDR, 14),
        at(ProgramType.CGROUP_SOCK_ADDR, 15),
        at(ProgramType.CGROUP_SOCK_ADDR, GETPEERNAME),
        at(ProgramType.CGROUP_SOCK_ADDR, 49),
        at(ProgramType.LWT_SEG6LOCAL, 0),
        at(ProgramType.SK_REUSEPORT, 0),
        at(ProgramType.FLOW_DISSECTOR, 0),
        at(ProgramType.CGROUP_SYSCTL, 0),
        at(ProgramType.RAW_TRACEPOINT_WRITABLE, 0),
        at(ProgramType.CGROUP_SOCKOPT, 21),
        at(ProgramType.CGROUP_SOCKOPT, 22),
        at(ProgramType.SK_LOOKUP, 36),
        at(ProgramType.SYSCALL, 0),
        at(ProgramType.NETFILTER, 45));
  }
}
