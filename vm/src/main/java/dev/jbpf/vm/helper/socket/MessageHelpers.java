package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.RunMemory;

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
            (call, message, start, end, flags, r5) ->
                pull(call.packet(), start & LOW, end & LOW, flags)));
    registry.put(
        Helper.MSG_PUSH_DATA,
        HelperFunction.moving(
            (call, message, start, count, flags, r5) ->
                sized(call, message, push(call.packet(), start & LOW, count & LOW, flags))));
    registry.put(
        Helper.MSG_POP_DATA,
        HelperFunction.moving(
            (call, message, start, count, flags, r5) ->
                sized(call, message, pop(call.packet(), start & LOW, count & LOW, flags))));
  }

  /** All of it is in one piece here; the program sees what it asks for. */
  private static long pull(ProgramPacket data, long start, long end, long flags) {
    if (flags != 0 || start >= end || end > data.length()) {
      return Errno.EINVAL.result();
    }
    data.show((int) start, (int) end);
    return 0;
  }

  /** Says in the context how long the message is now. */
  private static long sized(HelperCall call, long message, long result) {
    ArrayRegion region = RunMemory.of(call.memory()).readableAt(message);
    if (region.base == message && region.length() == SkMsgMd.SIZE) {
      Bytes.store4(region.data, SkMsgMd.SIZE_.offset(), call.packet().length());
    }
    return result;
  }

  private static long push(ProgramPacket data, long start, long count, long flags) {
    if (flags != 0 || !data.isThere()) {
      return Errno.EINVAL.result();
    }
    if (count == 0) {
      return 0;
    }
    if (start > data.length()) {
      return Errno.EINVAL.result();
    }
    if (data.length() + count > MOST) {
      return Errno.ENOMEM.result();
    }
    data.insert((int) start, (int) count);
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
