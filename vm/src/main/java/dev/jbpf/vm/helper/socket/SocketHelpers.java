package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.Objects;
import dev.jbpf.vm.world.KernelObject;
import dev.jbpf.vm.world.Socket;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks of a socket, and gives a packet to it. */
public record SocketHelpers(Environment environment) implements HelperFamily {
  private static final int AF_UNIX = 1;
  private static final int MPTCP = 262;

  /** {@code overflowuid}: of a packet that no full socket is of. */
  private static final int NOBODY = 65_534;

  private static final int REPLACE = 1;
  private static final int NO_REUSEPORT = 2;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.SK_FULLSOCK, only(Socket::isFull));
    registry.put(Helper.GET_LISTENER_SOCK, only(socket -> socket.isListening()));
    registry.put(
        Helper.TCP_SOCK,
        (call, at, r2, r3, r4, r5) ->
            socket(call, at)
                .filter(socket -> socket.isFull() && socket.isOf(Socket.TCP))
                .map(socket -> Objects.pointer(call, socket.tcp()))
                .orElse(0L));
    registry.put(Helper.GET_SOCKET_COOKIE, (call, at, r2, r3, r4, r5) -> cookie(call, at));
    registry.put(Helper.GET_SOCKET_UID, (call, at, r2, r3, r4, r5) -> owner(call, at));
    registry.put(
        Helper.GET_NETNS_COOKIE, (call, at, r2, r3, r4, r5) -> environment.network().cookie());
    registry.put(Helper.SK_ASSIGN, (call, at, to, flags, r4, r5) -> assign(call, at, to, flags));
    registry.put(Helper.SOCK_FROM_FILE, (call, file, r2, r3, r4, r5) -> ofFile(call, file));
    casts(registry);
  }

  private void casts(Registry registry) {
    registry.put(Helper.SKC_TO_TCP6_SOCK, kernel(socket -> isTcp(socket) && is6(socket)));
    registry.put(Helper.SKC_TO_TCP_SOCK, kernel(SocketHelpers::isTcp));
    registry.put(
        Helper.SKC_TO_TCP_TIMEWAIT_SOCK,
        kernel(socket -> socket.isOf(Socket.TCP) && socket.get(BpfSock.STATE) == Socket.TIME_WAIT));
    registry.put(
        Helper.SKC_TO_TCP_REQUEST_SOCK,
        kernel(
            socket ->
                socket.isOf(Socket.TCP)
                    && !socket.isFull()
                    && socket.get(BpfSock.STATE) != Socket.TIME_WAIT));
    registry.put(Helper.SKC_TO_UDP6_SOCK, kernel(socket -> socket.isOf(Socket.UDP) && is6(socket)));
    registry.put(Helper.SKC_TO_UNIX_SOCK, kernel(socket -> socket.get(BpfSock.FAMILY) == AF_UNIX));
    registry.put(Helper.SKC_TO_MPTCP_SOCK, kernel(socket -> socket.isOf(MPTCP)));
  }

  private static boolean isTcp(Socket socket) {
    return socket.isFull() && socket.isOf(Socket.TCP);
  }

  private static boolean is6(Socket socket) {
    return socket.get(BpfSock.FAMILY) == Protocols.AF_INET6;
  }

  private static Optional<Socket> socket(HelperCall call, long at) {
    return at == 0 ? Optional.empty() : Optional.of(Objects.at(call, at, Socket.class));
  }

  /** The pointer itself, or none. */
  private static HelperFunction only(Predicate<Socket> kept) {
    return (call, at, r2, r3, r4, r5) -> socket(call, at).filter(kept).isPresent() ? at : 0;
  }

  /** The kernel's own structure, or none. */
  private static HelperFunction kernel(Predicate<Socket> kept) {
    return (call, at, r2, r3, r4, r5) ->
        socket(call, at)
            .filter(kept)
            .map(socket -> Objects.pointer(call, socket.kernel()))
            .orElse(0L);
  }

  private long cookie(HelperCall call, long at) {
    return GivenSocket.of(call, at).map(socket -> (long) environment.descriptor(socket)).orElse(0L);
  }

  private static long owner(HelperCall call, long at) {
    return GivenSocket.of(call, at).filter(Socket::isFull).map(Socket::owner).orElse(NOBODY);
  }

  private static long ofFile(HelperCall call, long file) {
    return Objects.at(call, file, KernelObject.class) instanceof Socket ? file : 0;
  }

  /** Of a packet that came in, or of a lookup; what was chosen is kept for whoever asks. */
  private static long assign(HelperCall call, long context, long to, long flags) {
    Assigned assigned = call.state(Assigned.class, Assigned::new);
    if (call.packet().isThere()) {
      Optional<Socket> socket = socket(call, to);
      if (socket.isEmpty() || flags != 0) {
        return Errno.EINVAL.result();
      }
      assigned.socket = socket;
      return 0;
    }
    if ((flags & ~(REPLACE | NO_REUSEPORT)) != 0) {
      return Errno.EINVAL.result();
    }
    if (assigned.socket.isPresent() && to != 0 && (flags & REPLACE) == 0) {
      return Errno.EEXIST.result();
    }
    assigned.socket = socket(call, to);
    GivenSocket.assign(call, context, to);
    return 0;
  }

  /** The socket that gets the packet. */
  private static final class Assigned {
    private Optional<Socket> socket = Optional.empty();
  }
}
