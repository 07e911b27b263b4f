package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.socket.OptionRules.Kind;
import dev.jbpf.vm.helper.socket.OptionRules.Rule;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.world.Socket;
import java.util.Arrays;
import java.util.Optional;

/**
 * Options of sockets: those that programs may set and ask for, which are numbers of 4 bytes but for
 * a few. What is set is kept; what it would do is not done.
 *
 * <p>Source: {@code bpf-helpers(7)}, and what Linux 6.18 answers.
 */
public record OptionHelpers() implements HelperFamily {
  private static final int SOCKET = OptionRules.SOCKET;
  private static final Socket.Option TYPE_OF_SERVICE = new Socket.Option(OptionRules.IP, 1);
  private static final Socket.Option WINDOW_CLAMP = new Socket.Option(Socket.TCP, 10);
  private static final int PRIORITY = 12;
  private static final int MARK = 36;
  private static final int SEND_BUFFER = 7;
  private static final int RECEIVE_BUFFER = 8;

  private static final int MAX = 4_096;

  /** The least that buffers have. */
  private static final int LEAST_RECEIVED = 2_304;

  private static final int LEAST_SENT = 4_608;

  /** Of the type of service, the bits that are TCP's own. */
  private static final long CONGESTION_BITS = 3;

  /** {@code net.core.rmem_max} and {@code wmem_max}, as the kernel has them at first. */
  private static final int MOST_ASKED = 4_194_304;

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

  /** The rule of an option, if the socket is one that has it. */
  private static Optional<Rule> rule(Socket socket, Socket.Option option) {
    return OptionRules.of(option).filter(known -> socket.isFull() && isFor(socket, option.level()));
  }

  private static boolean isFor(Socket socket, int level) {
    return switch (level) {
      case Socket.TCP -> socket.isOf(Socket.TCP);
      case OptionRules.IP -> socket.get(BpfSock.FAMILY) == Protocols.AF_INET;
      case OptionRules.IPV6 -> socket.get(BpfSock.FAMILY) == Protocols.AF_INET6;
      default -> true;
    };
  }

  private static long set(HelperCall call, long of, Socket.Option option, long value, int size) {
    Optional<Socket> socket = GivenSocket.of(call, of);
    Optional<Rule> rule = socket.flatMap(some -> rule(some, option));
    boolean isText = rule.filter(some -> some.kind() == Kind.TEXT).isPresent();
    boolean isRight = isText ? size > 0 && size <= MAX : size == Integer.BYTES;
    if (rule.isEmpty() || rule.get().kind() == Kind.GIVEN || !isRight) {
      return Errno.EINVAL.result();
    }
    byte[] bytes = call.memory().read(value, size);
    if (!isText && !isIn(rule.get(), (int) Bytes.load4(bytes, 0))) {
      return Errno.EINVAL.result();
    }
    store(socket.get(), option, bytes);
    return 0;
  }

  private static boolean isIn(Rule rule, int number) {
    return number >= rule.least() && number <= rule.most();
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
    if (option.equals(TYPE_OF_SERVICE)) {
      Bytes.store4(bytes, 0, Bytes.load4(bytes, 0) & ~CONGESTION_BITS);
    } else if (option.equals(WINDOW_CLAMP)) {
      Bytes.store4(bytes, 0, Math.max((int) Bytes.load4(bytes, 0), LEAST_RECEIVED / 2));
    }
    socket.setOption(option.level(), option.number(), bytes);
  }

  /** The kernel keeps twice as much as is asked for. */
  private static void twice(byte[] bytes, int least) {
    long asked = Math.min(Bytes.load4(bytes, 0) & 0xffff_ffffL, MOST_ASKED);
    Bytes.store4(bytes, 0, Math.max(2 * asked, least));
  }

  private static long get(HelperCall call, long of, Socket.Option option, long to, int size) {
    Optional<Socket> socket = GivenSocket.of(call, of);
    Optional<Rule> rule = socket.flatMap(some -> rule(some, option));
    if (rule.isEmpty() || !isRead(rule.get().kind(), size)) {
      return nothing(call, to, size, Errno.EINVAL);
    }
    Optional<byte[]> known = socket.get().option(option.level(), option.number());
    if (rule.get().kind() == Kind.GIVEN) {
      return given(call, known, to, size);
    }
    byte[] initial = new byte[Integer.BYTES];
    Bytes.store4(initial, 0, rule.get().initial());
    byte[] bytes = Arrays.copyOf(known.orElse(initial), size);
    if (rule.get().kind() == Kind.TEXT) {
      bytes[size - 1] = 0;
    }
    call.memory().write(to, bytes);
    return 0;
  }

  private static boolean isRead(Kind kind, int size) {
    return switch (kind) {
      case NUMBER -> size == Integer.BYTES;
      case SET_ONLY -> false;
      case TEXT -> size > 1 && size <= MAX;
      case GIVEN -> size > 0;
    };
  }

  private static long nothing(HelperCall call, long to, int size, Errno error) {
    call.memory().fill(to, Math.max(0, Math.min(size, MAX)));
    return error.result();
  }

  /** As much of it as there is room for; how much there is. */
  private static long given(HelperCall call, Optional<byte[]> known, long to, int size) {
    if (known.isEmpty()) {
      return nothing(call, to, size, Errno.ENOENT);
    }
    int length = known.get().length;
    call.memory().write(to, Arrays.copyOf(known.get(), Math.min(length, size)));
    return length > size ? Errno.ENOSPC.result() : length;
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
    boolean is4 = family == Protocols.AF_INET;
    if (!is4 && family != Protocols.AF_INET6) {
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
