package dev.jbpf.vm.helper.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads from memory that may not be there: what is not gives an error, not a fault. There is what
 * the program sees itself, and what a test has given.
 */
public record ProbeHelpers(Environment environment) implements HelperFamily {
  private static final int MAX = 1 << 24;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.PROBE_READ, bytes(Side.EITHER));
    registry.put(Helper.PROBE_READ_USER, bytes(Side.USER));
    registry.put(Helper.PROBE_READ_KERNEL, bytes(Side.KERNEL));
    registry.put(Helper.COPY_FROM_USER, bytes(Side.USER));
    registry.put(
        Helper.COPY_FROM_USER_TASK,
        (call, to, size, from, task, flags) ->
            flags == 0 ? bytes(call, to, size, from, Side.USER) : Errno.EINVAL.result());
    registry.put(Helper.PROBE_READ_STR, text(Side.EITHER));
    registry.put(Helper.PROBE_READ_USER_STR, text(Side.USER));
    registry.put(Helper.PROBE_READ_KERNEL_STR, text(Side.KERNEL));
    registry.put(
        Helper.PROBE_WRITE_USER,
        (call, to, from, size, r4, r5) ->
            environment.tracing().write(to, call.memory().read(from, size(call, size)))
                ? 0
                : Errno.EPERM.result());
  }

  /** Whose memory is read, where the addresses of processes are below those of the kernel. */
  private enum Side {
    EITHER,
    USER,
    KERNEL;

    private static final long FIRST_OF_KERNEL = 1L << 47;

    /** Not even looked at. */
    boolean isRefused(long address) {
      boolean isOfProcess = address >= 0 && address < FIRST_OF_KERNEL;
      return this == KERNEL && isOfProcess || this == USER && !isOfProcess;
    }

    long error(long address) {
      boolean isOfProcess = this == KERNEL && isRefused(address);
      return (isOfProcess ? Errno.ERANGE : Errno.EFAULT).result();
    }
  }

  private HelperFunction bytes(Side side) {
    return (call, to, size, from, r4, r5) -> bytes(call, to, size, from, side);
  }

  private HelperFunction text(Side side) {
    return (call, to, size, from, r4, r5) -> text(call, to, size, from, side);
  }

  private static int size(HelperCall call, long size) {
    int bytes = (int) size;
    if (bytes < 0 || bytes > MAX) {
      throw call.badArgument(bytes + " is no size to read");
    }
    return bytes;
  }

  /** What the program sees itself is there for both sides. */
  private Optional<byte[]> read(HelperCall call, long from, int count, Side side) {
    if (call.memory().isReadable(from, Math.max(count, 1))) {
      return Optional.of(call.memory().read(from, count));
    }
    if (side.isRefused(from)) {
      return Optional.empty();
    }
    return count == 0 ? Optional.of(new byte[0]) : environment.tracing().memory(from, count);
  }

  private long bytes(HelperCall call, long to, long size, long from, Side side) {
    int count = size(call, size);
    Optional<byte[]> found = read(call, from, count, side);
    call.memory().write(to, found.orElseGet(() -> new byte[count]));
    return found.isPresent() ? 0 : side.error(from);
  }

  /** Copies up to and with the NUL, which is always written; {@return how many bytes} */
  private long text(HelperCall call, long to, long size, long from, Side side) {
    int room = size(call, size);
    byte[] text = new byte[room];
    for (int i = 0; i < room; i++) {
      Optional<byte[]> next = read(call, from + i, 1, side);
      if (next.isEmpty()) {
        call.memory().write(to, new byte[room]);
        return side.error(from + i);
      }
      text[i] = i == room - 1 ? 0 : next.get()[0];
      if (text[i] == 0) {
        call.memory().write(to, Arrays.copyOf(text, i + 1));
        return i + 1;
      }
    }
    return 0;
  }
}
