package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.world.Socket;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** Events of TCP that a program wants to hear of, and options in headers of TCP. */
public record OperationHelpers() implements HelperFamily {
  /** {@code BPF_SOCK_OPS_ALL_CB_FLAGS}. */
  private static final long EVENTS = 0x7f;

  private static final int MOST = 40;
  private static final int END = 0;
  private static final int NOTHING = 1;
  private static final int EXPERIMENT = 253;
  private static final int OTHER_EXPERIMENT = 254;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SOCK_OPS_CB_FLAGS_SET,
        (call, context, flags, r3, r4, r5) -> events(call, context, flags));
    registry.put(
        Helper.RESERVE_HDR_OPT,
        (call, context, size, flags, r4, r5) ->
            flags != 0 || size <= 0
                ? Errno.EINVAL.result()
                : size > MOST ? Errno.ENOSPC.result() : 0);
    registry.put(
        Helper.STORE_HDR_OPT,
        (call, context, from, size, flags, r5) -> store(call, from, (int) size, flags));
    registry.put(
        Helper.LOAD_HDR_OPT,
        (call, context, search, size, flags, r5) -> load(call, search, (int) size, flags));
    registry.put(Helper.TCP_SEND_ACK, (call, socket, next, r3, r4, r5) -> 0);
  }

  /** What was not understood is returned. */
  private static long events(HelperCall call, long context, long flags) {
    Optional<Socket> socket = GivenSocket.of(call, context);
    ArrayRegion region = RunMemory.of(call.memory()).readableAt(context);
    boolean isOurs = region.base == context && region.length() == BpfSockOps.SIZE;
    if (!isOurs || socket.filter(some -> some.isFull() && some.isOf(Socket.TCP)).isEmpty()) {
      return Errno.EINVAL.result();
    }
    Bytes.store4(region.data, BpfSockOps.BPF_SOCK_OPS_CB_FLAGS.offset(), flags & EVENTS);
    return (int) flags & ~EVENTS;
  }

  /** The options of the header that is written. */
  private static final class Written {
    private final ByteArrayOutputStream options = new ByteArrayOutputStream();
  }

  private static long store(HelperCall call, long from, int size, long flags) {
    byte[] option = call.memory().read(from, Math.max(0, Math.min(size, MOST)));
    if (flags != 0 || option.length < 2 || (option[1] & 0xff) > option.length || option[1] < 2) {
      return Errno.EINVAL.result();
    }
    int kind = option[0] & 0xff;
    int length = option[1] & 0xff;
    if (kind == END || kind == NOTHING || isExperiment(kind) && length < 4) {
      return Errno.EINVAL.result();
    }
    Written written = call.state(Written.class, Written::new);
    if (find(written.options.toByteArray(), option, isExperiment(kind) ? 4 : 2).isPresent()) {
      return Errno.EEXIST.result();
    }
    if (written.options.size() + length > MOST) {
      return Errno.ENOSPC.result();
    }
    written.options.write(option, 0, length);
    return 0;
  }

  private static boolean isExperiment(int kind) {
    return kind == EXPERIMENT || kind == OTHER_EXPERIMENT;
  }

  /** The first bytes say which: its kind, how many more bytes are looked at, and these. */
  private static long load(HelperCall call, long search, int size, long flags) {
    byte[] wanted = call.memory().read(search, Math.max(0, Math.min(size, MOST)));
    if (wanted.length < 2 || (flags & ~HelperFlags.BPF_LOAD_HDR_OPT_TCP_SYN) != 0) {
      return Errno.EINVAL.result();
    }
    int kind = wanted[0] & 0xff;
    int looked = isExperiment(kind) ? wanted[1] & 0xff : 2;
    boolean isRight = isExperiment(kind) ? looked == 4 || looked == 6 : wanted[1] == 0;
    if (kind == END || kind == NOTHING || !isRight || looked > wanted.length) {
      return Errno.EINVAL.result();
    }
    Optional<byte[]> found = find(options(call), wanted, looked);
    if (found.isEmpty()) {
      return Errno.ENOENT.result();
    }
    call.memory().write(search, Arrays.copyOf(found.get(), Math.min(size, found.get().length)));
    return found.get().length > size ? Errno.ENOSPC.result() : found.get().length;
  }

  /** Those of the header that the context points to; what was written, without such. */
  private static byte[] options(HelperCall call) {
    int header = 20;
    if (!call.packet().isThere() || call.packet().length() < header) {
      return call.state(Written.class, Written::new).options.toByteArray();
    }
    byte[] bytes = call.packet().bytes();
    int length = Math.min((bytes[12] >> 4 & 0xf) * 4, bytes.length);
    return Arrays.copyOfRange(bytes, Math.min(header, length), length);
  }

  private static Optional<byte[]> find(byte[] options, byte[] wanted, int looked) {
    int at = 0;
    while (at < options.length && options[at] != END) {
      boolean isNothing = options[at] == NOTHING;
      int length = isNothing ? 1 : at + 1 < options.length ? options[at + 1] & 0xff : 0;
      if (length == 0 || at + length > options.length) {
        return Optional.empty();
      }
      byte[] option = Arrays.copyOfRange(options, at, at + length);
      if (isFound(option, wanted, looked)) {
        return Optional.of(option);
      }
      at += length;
    }
    return Optional.empty();
  }

  private static boolean isFound(byte[] option, byte[] wanted, int looked) {
    return option[0] == wanted[0]
        && (looked == 2
            || option.length >= looked && Arrays.equals(option, 2, looked, wanted, 2, looked));
  }
}
