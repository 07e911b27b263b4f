package dev.jbpf.vm.helper.trace;

import dev.jbpf.kernel.BpfStackBuildId;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.VmMap;
import dev.jbpf.vm.memory.Bytes;
import java.util.Arrays;
import java.util.Set;

/** Stacks: those that a test gives, the innermost address first. */
public record StackHelpers(MapArgument maps, Environment environment) implements HelperFamily {
  private static final long SKIP = HelperFlags.BPF_F_SKIP_FIELD_MASK;
  private static final long ID_FLAGS =
      SKIP
          | HelperFlags.BPF_F_USER_STACK
          | HelperFlags.BPF_F_FAST_STACK_CMP
          | HelperFlags.BPF_F_REUSE_STACKID;
  private static final long BUFFER_FLAGS =
      SKIP | HelperFlags.BPF_F_USER_STACK | HelperFlags.BPF_F_USER_BUILD_ID;

  /** {@code BPF_STACK_BUILD_ID_IP}: an address of a file that is not known. */
  private static final int NO_BUILD_ID = 2;

  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.GET_STACKID, (call, context, map, flags, r4, r5) -> id(call, map, flags));
    registry.put(
        Helper.GET_STACK,
        (call, context, to, size, flags, r5) -> copy(call, to, size & LOW, flags));
    registry.put(
        Helper.GET_TASK_STACK,
        (call, task, to, size, flags, r5) -> copy(call, to, size & LOW, flags));
  }

  private long[] stack(long flags) {
    long[] all = environment.tracing().stack((flags & HelperFlags.BPF_F_USER_STACK) != 0);
    int skipped = (int) Math.min(flags & SKIP, all.length);
    return Arrays.copyOfRange(all, skipped, all.length);
  }

  private static byte[] bytes(long[] stack, int size, int frame) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < stack.length && (i + 1) * frame <= size; i++) {
      int at = i * frame;
      if (frame == BpfStackBuildId.SIZE) {
        Bytes.store4(bytes, at + BpfStackBuildId.STATUS.offset(), NO_BUILD_ID);
        Bytes.store8(bytes, at + BpfStackBuildId.IP.offset(), stack[i]);
      } else {
        Bytes.store8(bytes, at, stack[i]);
      }
    }
    return bytes;
  }

  private static int frame(boolean hasBuildIds) {
    return hasBuildIds ? BpfStackBuildId.SIZE : Long.BYTES;
  }

  /** The number of a bucket, chosen by the addresses. */
  private long id(HelperCall call, long handle, long flags) {
    VmMap map = maps.get(call, handle, Set.of(MapType.STACK_TRACE));
    if ((flags & ~ID_FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    long[] stack = stack(flags);
    if (stack.length == 0) {
      return Errno.EFAULT.result();
    }
    boolean hasBuildIds = map.def().flags().contains(MapFlag.STACK_BUILD_ID);
    byte[] value = bytes(stack, map.def().valueSize(), frame(hasBuildIds));
    int buckets = Integer.highestOneBit(Math.max(1, map.def().maxEntries() * 2 - 1));
    int bucket = (Arrays.hashCode(value) * 0x9e37_79b9 >>> 8) & buckets - 1;
    byte[] key = new byte[Integer.BYTES];
    Bytes.store4(key, 0, bucket);
    long old = map.lookup(key, 0);
    boolean isOther = old != 0 && !Arrays.equals(call.memory().read(old, value.length), value);
    if (isOther && (flags & HelperFlags.BPF_F_REUSE_STACKID) == 0) {
      return Errno.EEXIST.result();
    }
    int error = map.update(key, value, UpdateFlags.BPF_ANY, 0);
    return error == 0 ? bucket : error;
  }

  private long copy(HelperCall call, long to, long size, long flags) {
    boolean isForUser = (flags & HelperFlags.BPF_F_USER_STACK) != 0;
    boolean wantsBuildIds = (flags & HelperFlags.BPF_F_USER_BUILD_ID) != 0;
    int frame = frame(wantsBuildIds);
    if ((flags & ~BUFFER_FLAGS) != 0 || wantsBuildIds && !isForUser || size % frame != 0) {
      call.memory().fill(to, (int) size);
      return Errno.EINVAL.result();
    }
    long[] stack = stack(flags);
    if (stack.length == 0) {
      call.memory().fill(to, (int) size);
      return isForUser ? Errno.EOPNOTSUPP.result() : Errno.EFAULT.result();
    }
    call.memory().requireWritable(to, (int) size);
    call.memory().write(to, bytes(stack, (int) size, frame));
    return Math.min(stack.length * (long) frame, size);
  }
}
