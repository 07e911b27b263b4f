package dev.jbpf.vm.helper.buffer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.SkBuffMembers;
import java.util.OptionalInt;

/** Asks whether a packet fits an interface. */
public record MtuHelpers(Environment environment) implements HelperFamily {
  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.CHECK_MTU,
        (call, context, index, length, by, flags) ->
            check(call, context, (int) index, length, (int) by, flags));
  }

  private long check(HelperCall call, long context, int index, long length, int by, long flags) {
    boolean isBuffer = call.given() instanceof SocketBuffer;
    long wanted = call.memory().load(length, Integer.BYTES);
    long known = isBuffer ? HelperFlags.BPF_MTU_CHK_SEGS : 0;
    boolean isForSegments = (flags & HelperFlags.BPF_MTU_CHK_SEGS) != 0;
    if ((flags & ~known) != 0 || isForSegments && (by != 0 || wanted != 0)) {
      return Errno.EINVAL.result();
    }
    OptionalInt mtu = environment.network().mtu(index == 0 ? own(call, context) : index);
    if (mtu.isEmpty()) {
      return Errno.ENODEV.result();
    }
    long bytes = wanted == 0 ? call.packet().length() : wanted + Ethhdr.SIZE;
    // The kernel counts in 32 bits, with a sign.
    boolean fits = (int) bytes + by <= mtu.getAsInt() + Ethhdr.SIZE;
    boolean isLarge = isBuffer && SkBuffMembers.of(call, context).get(SkBuff.GSO_SIZE) != 0;
    call.memory().store(length, Integer.BYTES, mtu.getAsInt());
    return fits || isLarge
        ? HelperFlags.BPF_MTU_CHK_RET_SUCCESS
        : HelperFlags.BPF_MTU_CHK_RET_FRAG_NEEDED;
  }

  private static int own(HelperCall call, long context) {
    return call.given() instanceof Xdp frame
        ? frame.ingressIfindex()
        : (int) SkBuffMembers.of(call, context).get(SkBuff.IFINDEX);
  }
}
