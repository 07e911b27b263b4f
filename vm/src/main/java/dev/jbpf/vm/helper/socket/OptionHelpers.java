package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.world.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Options of sockets: those that programs may set and ask for, which are numbers of 4 bytes but for
 * a few. What is set is kept; what it would do is not done.
 *
 * <p>Source: {@code bpf-helpers(7)}, and what Linux 6.18 answers.
 */
public record OptionHelpers() implements HelperFamily {
  private static final int SOCKET = 1;
  private static final int IP = 0;
  private static final int TCP = 6;
  private static final int IPV6 = 41;
  private static final int PRIORITY = 12;
  private static final int MARK = 36;
  private static final int SEND_BUFFER = 7;
  private static final int RECEIVE_BUFFER = 8;
  private static final int CONGESTION = 13;
  private static final int DEVICE = 25;

  /** By their level. */
  private static final Map<Integer, Set<Integer>> KNOWN =
      Map.of(
          SOCKET, Set.of(2, SEND_BUFFER, RECEIVE_BUFFER, 9, PRIORITY, 18, DEVICE, MARK, 47, 62, 74),
          IP, Set.of(1),
          TCP,
              Set.of(
                  1, 2, 4, 5, 6, 7, 10, CONGESTION, 16, 18, 25, 27, 1001, 1002, 1003, 1004, 1008),
          IPV6, Set.of(67, 70));

  /** What is a text, or of any other length. */
  private static final Set<Socket.Option> TEXTS =
      Set.of(new Socket.Option(TCP, CONGESTION), new Socket.Option(SOCKET, DEVICE));

  private static final int MAX = 4_096;

  /** The least that buffers have. */
  private static final int LEAST_RECEIVED = 2_304;

  private static final int LEAST_SENT = 4_608;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SETSOCKOPT,
        (call, of, level, name, value, size) ->
            set(call, of, new Socket.Option((int) level, (int) name), value, (int) size));
    registry.put(
        Helper.GETSOCKOPT,
        (call, of, level, name, to, size) ->
            get(call, of, new Socket.Option((int) level, (int) name), to, (int) size));
    registry.put(Helper.BIND, OptionHelpers::bind);
  }

  private static boolean isKnown(Socket.Option option) {
    return KNOWN.getOrDefault(option.level(), Set.of()).contains(option.number());
  }

  private static boolean isFor(Socket socket, Socket.Option option) {
    return socket.isFull() && (option.level() != TCP || socket.isOf(Socket.TCP));
  }

  private static long set(HelperCall call, long of, Socket.Option option, long value, int size) {
    Optional<Socket> socket = GivenSocket.of(call, of).filter(some -> isFor(some, option));
    boolean isRight = TEXTS.contains(option) ? size > 0 && size <= MAX : size >= Integer.BYTES;
    if (socket.isEmpty() || !isKnown(option) || !isRight) {
      return Errno.EINVAL.result();
    }
    byte[] bytes = call.memory().read(value, TEXTS.contains(option) ? size : Integer.BYTES);
    store(socket.get(), option, bytes);
    return 0;
  }

  private static void store(Socket socket, Socket.Option option, byte[] bytes) {
    if (option.level() == SOCKET) {
      switch (option.number()) {
        case MARK -> socket.set(BpfSock.MARK, Bytes.load4(bytes, 0));
        case PRIORITY -> socket.set(BpfSock.PRIORITY, Bytes.load4(bytes, 0));
        case RECEIVE_BUFFER -> twice(bytes, LEAST_RECEIVED);
        case SEND_BUFFER -> twice(bytes, LEAST_SENT);
        default -> {}
      }
    }
    socket.setOption(option.level(), option.number(), bytes);
  }

  /** The kernel keeps twice as much as is asked for. */
  private static void twice(byte[] bytes, int least) {
    Bytes.store4(bytes, 0, Math.max(2 * Bytes.load4(bytes, 0), least));
  }

  private static long get(HelperCall call, long of, Socket.Option option, long to, int size) {
    Optional<Socket> socket = GivenSocket.of(call, of).filter(some -> isFor(some, option));
    boolean isRight = TEXTS.contains(option) ? size > 0 && size <= MAX : size == Integer.BYTES;
    if (socket.isEmpty() || !isKnown(option) || !isRight) {
      call.memory().fill(to, Math.max(0, Math.min(size, MAX)));
      return Errno.EINVAL.result();
    }
    byte[] known =
        socket.get().option(option.level(), option.number()).orElse(new byte[Integer.BYTES]);
    call.memory().write(to, Arrays.copyOf(known, size));
    return 0;
  }

  /** To an address, and no port: the only thing that the kernel lets programs do. */
  private static long bind(
      HelperCall call, long context, long address, long size, long r4, long r5) {
    byte[] bytes = call.memory().read(address, (int) Math.max(0, Math.min(size, MAX)));
    Optional<Socket> socket = GivenSocket.of(call, context);
    if (socket.isEmpty() || bytes.length < 2) {
      return Errno.EINVAL.result();
    }
    long family = Bytes.load2(bytes, 0);
    boolean is4 = family == 2;
    if (!is4 && family != 10) {
      return Errno.EAFNOSUPPORT.result();
    }
    if (bytes.length < (is4 ? 16 : 24)) {
      return Errno.EINVAL.result();
    }
    int at = is4 ? 4 : 8;
    socket
        .get()
        .set(
            is4 ? BpfSock.SRC_IP4 : BpfSock.SRC_IP6,
            Arrays.copyOfRange(bytes, at, at + (is4 ? 4 : 16)));
    return 0;
  }
}
