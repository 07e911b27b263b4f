package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;

/** The data of a message that a socket is to send. */
public record MessageHelpers() implements HelperFamily {
  private static final long LOW = 0xffff_ffffL;

  /** More than any message has. */
  private static final int MOST = 1 << 24;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.MSG_APPLY_BYTES, (call, message, count, r3, r4, r5) -> 0);
    registry.put(Helper.MSG_CORK_BYTES, (call, message, count, r3, r4, r5) -> 0);
    registry.put(
        Helper.MSG_PULL_DATA,
        HelperFunction.moving(
            (call, message, start, end, flags, r5) -> pull(call, start & LOW, end & LOW, flags)));
    registry.put(
        Helper.MSG_PUSH_DATA,
        HelperFunction.moving(
            (call, message, start, count, flags, r5) ->
                push(call.packet(), start & LOW, count & LOW, flags)));
    registry.put(
        Helper.MSG_POP_DATA,
        HelperFunction.moving(
            (call, message, start, count, flags, r5) ->
                pop(call.packet(), start & LOW, count & LOW, flags)));
  }

  /** All of it is in one piece here. */
  private static long pull(HelperCall call, long start, long end, long flags) {
    boolean isRight = flags == 0 && start < end && end <= call.packet().length();
    return isRight ? 0 : Errno.EINVAL.result();
  }

  private static long push(ProgramPacket data, long start, long count, long flags) {
    boolean isTooLong = data.length() + count > MOST;
    if (flags != 0 || !data.isThere() || start > data.length() || isTooLong) {
      return Errno.EINVAL.result();
    }
    if (count > 0) {
      data.insert((int) start, (int) count);
    }
    return 0;
  }

  private static long pop(ProgramPacket data, long start, long count, long flags) {
    if (flags != 0 || start >= data.length() || start + count > data.length()) {
      return Errno.EINVAL.result();
    }
    if (count > 0) {
      data.remove((int) start, (int) count);
    }
    return 0;
  }
}
