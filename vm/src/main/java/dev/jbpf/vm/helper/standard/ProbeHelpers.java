package dev.jbpf.vm.helper.standard;

import dev.jbpf.vm.helper.family.HelperFamily;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import java.util.Arrays;

/** Reads from memory that may not be there: what is not gives an error, not a fault. */
record ProbeHelpers() implements HelperFamily {
  private static final int MAX = 1 << 24;

  @Override
  public void register(Registry registry) {
    HelperFunction bytes = (call, to, size, from, r4, r5) -> bytes(call, to, size, from);
    HelperFunction text = (call, to, size, from, r4, r5) -> text(call, to, size, from);
    registry.put(Helper.PROBE_READ, bytes);
    registry.put(Helper.PROBE_READ_USER, bytes);
    registry.put(Helper.PROBE_READ_KERNEL, bytes);
    registry.put(Helper.COPY_FROM_USER, bytes);
    registry.put(Helper.PROBE_READ_STR, text);
    registry.put(Helper.PROBE_READ_USER_STR, text);
    registry.put(Helper.PROBE_READ_KERNEL_STR, text);
  }

  private static int size(HelperCall call, long size) {
    int bytes = (int) size;
    if (bytes < 0 || bytes > MAX) {
      throw call.badArgument(bytes + " is no size to read");
    }
    return bytes;
  }

  private static long bytes(HelperCall call, long to, long size, long from) {
    int count = size(call, size);
    boolean isThere = count == 0 || call.memory().isReadable(from, count);
    call.memory().write(to, isThere ? call.memory().read(from, count) : new byte[count]);
    return isThere ? 0 : Errno.EFAULT.result();
  }

  /** Copies up to and with the NUL, which is always written; {@return how many bytes} */
  private static long text(HelperCall call, long to, long size, long from) {
    int room = size(call, size);
    byte[] text = new byte[room];
    for (int i = 0; i < room; i++) {
      if (!call.memory().isReadable(from + i, 1)) {
        call.memory().write(to, new byte[room]);
        return Errno.EFAULT.result();
      }
      text[i] = i == room - 1 ? 0 : (byte) call.memory().load(from + i, 1);
      if (text[i] == 0) {
        call.memory().write(to, Arrays.copyOf(text, i + 1));
        return i + 1;
      }
    }
    return 0;
  }
}
