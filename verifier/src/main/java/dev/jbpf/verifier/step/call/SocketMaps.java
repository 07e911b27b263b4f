package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;

/** Maps of sockets: what is put there is a socket itself, by some types of programs alone. */
final class SocketMaps {
  private SocketMaps() {}

  static boolean isOne(MapShape map) {
    return map.type() == MapType.SOCKMAP || map.type() == MapType.SOCKHASH;
  }

  /** {@return whether the program may put sockets into maps, as some may since 5.10} */
  static boolean mayUpdate(Subject subject) {
    return switch (subject.type()) {
      case SOCKET_FILTER, SCHED_CLS, SCHED_ACT, XDP, SK_REUSEPORT, FLOW_DISSECTOR, SK_LOOKUP ->
          true;
      case TRACING -> subject.attachType() == AttachType.TRACE_ITER.value();
      default -> false;
    };
  }
}
