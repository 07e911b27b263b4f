package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.SockOps;
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
  private static final int TCP = Socket.TCP;
  private static final long LOW = 0xffff_ffffL;

  /** {@code BPF_SOCK_OPS_ALL_CB_FLAGS}. */
  private static final long EVENTS = 0x7f;

  /** An option that a test sets, which is the header of the packet that opened the connection. */
  private static final int SYN_HEADER = 1_005;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SOCK_OPS_CB_FLAGS_SET,
        (call, context, flags, r3, r4, r5) -> events(call, context, flags));
    registry.put(
        Helper.RESERVE_HDR_OPT,
        (call, context, size, flags, r4, r5) -> reserve(call, context, size & LOW, flags));
    registry.put(
        Helper.STORE_HDR_OPT,
        (call, context, from, size, flags, r5) -> store(call, context, from, (int) size, flags));
    registry.put(
        Helper.LOAD_HDR_OPT,
        (call, context, search, size, flags, r5) -> load(call, context, search, (int) size, flags));
    registry.put(Helper.TCP_SEND_ACK, (call, socket, next, r3, r4, r5) -> 0);
  }

  /** Where the context's bytes are; empty if it is none of an operation. */
  private static Optional<byte[]> bytes(HelperCall call, long context) {
    ArrayRegion region = RunMemory.of(call.memory()).readableAt(context);
    boolean isOurs = region.base == context && region.length() == BpfSockOps.SIZE;
    return isOurs ? Optional.of(region.data) : Optional.empty();
  }

  /** What a program may do depends on what it is told of. */
  private static boolean isTold(HelperCall call, long context, int operation) {
    return bytes(call, context)
        .filter(bytes -> Bytes.load4(bytes, BpfSockOps.OP.offset()) == operation)
        .isPresent();
  }

  /** What was not understood is returned. */
  private static long events(HelperCall call, long context, long flags) {
    Optional<Socket> socket = GivenSocket.of(call, context);
    Optional<byte[]> bytes = bytes(call, context);
    if (bytes.isEmpty() || socket.filter(some -> some.isFull() && some.isOf(TCP)).isEmpty()) {
      return Errno.EINVAL.result();
    }
    Bytes.store4(bytes.get(), BpfSockOps.BPF_SOCK_OPS_CB_FLAGS.offset(), flags & EVENTS);
    return (int) flags & ~EVENTS;
  }

  private static long reserve(HelperCall call, long context, long size, long flags) {
    if (!isTold(call, context, SockOps.BPF_SOCK_OPS_HDR_OPT_LEN_CB)) {
      return Errno.EPERM.result();
    }
    if (flags != 0 || size < 2) {
      return Errno.EINVAL.result();
    }
    return size > TcpOptions.MOST ? Errno.ENOSPC.result() : 0;
  }

  /** The options of the header that is written. */
  private static final class Written {
    private final ByteArrayOutputStream options = new ByteArrayOutputStream();

    /** Behind those that were there before. */
    byte[] behind(byte[] before) {
      byte[] all = Arrays.copyOf(before, before.length + options.size());
      System.arraycopy(options.toByteArray(), 0, all, before.length, options.size());
      return all;
    }
  }

  private static Written written(HelperCall call) {
    return call.state(Written.class, Written::new);
  }

  private static long store(HelperCall call, long context, long from, int size, long flags) {
    byte[] option = call.memory().read(from, Math.max(0, Math.min(size, TcpOptions.MOST)));
    if (!isTold(call, context, SockOps.BPF_SOCK_OPS_WRITE_HDR_OPT_CB)) {
      return Errno.EPERM.result();
    }
    int length = option.length < 2 ? 0 : option[1] & 0xff;
    if (flags != 0 || option.length < 2 || length > option.length || isNone(option)) {
      return Errno.EINVAL.result();
    }
    byte[] all = written(call).behind(before(call));
    if (all.length + length > TcpOptions.MOST) {
      return Errno.ENOSPC.result();
    }
    if (TcpOptions.find(all, option, isExperiment(option) ? 4 : 2).isPresent()) {
      return Errno.EEXIST.result();
    }
    written(call).options.write(option, 0, length);
    return 0;
  }

  private static boolean isNone(byte[] option) {
    return TcpOptions.isFilling(option[0]) || isExperiment(option) && option[1] < 4;
  }

  private static boolean isExperiment(byte[] option) {
    return TcpOptions.isExperiment(option[0] & 0xff);
  }

  /** Of the header that the context points to. */
  private static byte[] before(HelperCall call) {
    return call.packet().isThere() ? TcpOptions.ofHeader(call.packet().bytes()) : new byte[0];
  }

  /** The first bytes say which: its kind, how many more bytes are looked at, and these. */
  private static long load(HelperCall call, long context, long search, int size, long flags) {
    byte[] wanted = call.memory().read(search, Math.max(0, Math.min(size, TcpOptions.MOST)));
    boolean isOfSyn = flags == HelperFlags.BPF_LOAD_HDR_OPT_TCP_SYN;
    if (wanted.length < 2 || flags != 0 && !isOfSyn || !isSought(wanted)) {
      return Errno.EINVAL.result();
    }
    Optional<byte[]> options = isOfSyn ? ofSyn(call, context) : current(call, context);
    if (options.isEmpty()) {
      return (isOfSyn ? Errno.ENOENT : Errno.EPERM).result();
    }
    Optional<byte[]> found =
        TcpOptions.find(options.get(), wanted, isExperiment(wanted) ? wanted[1] : 2);
    if (found.isEmpty()) {
      return Errno.ENOMSG.result();
    }
    call.memory().write(search, Arrays.copyOf(found.get(), Math.min(size, found.get().length)));
    return found.get().length > size ? Errno.ENOSPC.result() : found.get().length;
  }

  private static boolean isSought(byte[] wanted) {
    int looked = wanted[1] & 0xff;
    boolean isRight =
        isExperiment(wanted)
            ? (looked == 4 || looked == 6) && looked <= wanted.length
            : looked == 0;
    return isRight && !TcpOptions.isFilling(wanted[0]);
  }

  private static Optional<byte[]> ofSyn(HelperCall call, long context) {
    return GivenSocket.of(call, context)
        .flatMap(socket -> socket.option(TCP, SYN_HEADER))
        .map(TcpOptions::ofHeader);
  }

  /** There is no header where the program is only asked how long it will be. */
  private static Optional<byte[]> current(HelperCall call, long context) {
    boolean isThere =
        call.packet().isThere() && !isTold(call, context, SockOps.BPF_SOCK_OPS_HDR_OPT_LEN_CB);
    return isThere ? Optional.of(written(call).behind(before(call))) : Optional.empty();
  }
}
