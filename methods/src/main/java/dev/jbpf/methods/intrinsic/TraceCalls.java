package dev.jbpf.methods.intrinsic;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Calls;
import dev.jbpf.methods.memory.MapStore;

/** What helpers do for programs that watch. */
@Vocabulary
public final class TraceCalls {
  private static final int NO_ENTRY = -2;

  private TraceCalls() {}

  /** Goes on in another program, if there is one of that number. */
  @Calls(Helper.TAIL_CALL)
  public static void tailCall(Area context, MapStore programs, long index) {}

  /** {@return the number of the stack, below 0 where there is none} */
  @Calls(Helper.GET_STACKID)
  public static long stack(Area context, MapStore stacks, long flags) {
    return NO_ENTRY;
  }

  /** {@return 0, or an error: puts the name of the thread that runs into {@code text}} */
  @Calls(Helper.GET_CURRENT_COMM)
  public static long command(Area text, long size) {
    byte[] name =
        Thread.currentThread().getName().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < size; i++) {
      text.set8(i, i < name.length && i < size - 1 ? name[i] : 0);
    }
    return 0;
  }

  /** {@return 0, or an error: copies memory of the process; since Linux 5.5} */
  @Calls(Helper.PROBE_READ_USER)
  public static long readUser(Area to, long size, long address) {
    return unreadable(to, size);
  }

  /** {@return the bytes of the text, or an error: copies a text of the process; since 5.5} */
  @Calls(Helper.PROBE_READ_USER_STR)
  public static long readUserText(Area to, long size, long address) {
    return unreadable(to, size);
  }

  /** {@return 0, or an error: copies memory of the kernel; since Linux 5.5} */
  @Calls(Helper.PROBE_READ_KERNEL)
  public static long readKernel(Area to, long size, long address) {
    return unreadable(to, size);
  }

  /** {@return the bytes of the text, or an error: copies a text of the kernel; since 5.5} */
  @Calls(Helper.PROBE_READ_KERNEL_STR)
  public static long readKernelText(Area to, long size, long address) {
    return unreadable(to, size);
  }

  /** Plain Java has no such memory: zeros, and the error that kernels give. */
  private static long unreadable(Area to, long size) {
    for (int i = 0; i < size; i++) {
      to.set8(i, 0);
    }
    return -14;
  }
}
