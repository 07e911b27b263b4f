package dev.jbpf.vm.helper.pointer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.RingBufferFlags;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.UserRingBuffer;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.RunMemory;
import java.util.Arrays;
import java.util.Optional;

/** Reads the records that Java has written, one after the other. */
public record UserRingHelpers(MapArgument maps) implements HelperFamily {
  private static final long FLAGS =
      RingBufferFlags.BPF_RB_NO_WAKEUP | RingBufferFlags.BPF_RB_FORCE_WAKEUP;

  /** The most that one call reads. */
  private static final int MOST = 128 * 1_024;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.USER_RINGBUF_DRAIN,
        HelperFunction.callingBack(
            (call, map, function, context, flags, r5) ->
                drain(call, maps.get(call, map, UserRingBuffer.class), function, context, flags)));
  }

  private static long drain(
      HelperCall call, UserRingBuffer ring, long function, long context, long flags) {
    if ((flags & ~FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    RunMemory memory = RunMemory.of(call.memory());
    long count = 0;
    try {
      for (Optional<byte[]> record = ring.take(); record.isPresent(); record = ring.take()) {
        count++;
        long pointer = place(memory, record.get());
        if (call.callBack(function, pointer, context, 0, 0) != 0 || count == MOST) {
          break;
        }
      }
      return count;
    } finally {
      memory.unmap(AddressSpace.EXTRA_WINDOW);
    }
  }

  /** {@return the address of a dynptr to the record, which is behind it} */
  private static long place(RunMemory memory, byte[] record) {
    long pointer = AddressSpace.windowBase(AddressSpace.EXTRA_WINDOW);
    byte[] both = Arrays.copyOf(new byte[Dynptr.SIZE], Dynptr.SIZE + record.length);
    System.arraycopy(record, 0, both, Dynptr.SIZE, record.length);
    ArrayRegion writable = new ArrayRegion("a record of Java's", pointer, both, true);
    memory.map(writable);
    new Dynptr(Dynptr.Kind.LOCAL, true, pointer, Dynptr.SIZE, record.length).store(memory, pointer);
    memory.map(new ArrayRegion("a record of Java's", pointer, both, false));
    return pointer;
  }
}
