package dev.jbpf.methods.intrinsic;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Calls;
import dev.jbpf.methods.memory.JavaCalls;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.plain.JavaMachine;

/** What helpers do for programs that watch; apart from {@code Helpers} as {@link MapCalls} is. */
@Vocabulary
public final class TraceCalls {
  private TraceCalls() {}

  /** Goes on in another program, if there is one of that number. */
  @Calls(Helper.TAIL_CALL)
  public static void tailCall(Area context, MapStore programs, long index) {
    JavaMachine.current().tailCall(programs.definition(), index);
  }

  /** {@return the number of the stack, below 0 where there is none} */
  @Calls(Helper.GET_STACKID)
  public static long stack(Area context, MapStore stacks, long flags) {
    return JavaCalls.number(Helper.GET_STACKID, context, stacks, flags);
  }

  /** {@return 0, or an error: puts the name of the thread that runs into {@code text}} */
  @Calls(Helper.GET_CURRENT_COMM)
  public static long command(Area text, long size) {
    return JavaCalls.number(Helper.GET_CURRENT_COMM, text, size);
  }

  /** {@return 0, or an error: copies memory of the process; since Linux 5.5} */
  @Calls(Helper.PROBE_READ_USER)
  public static long readUser(Area to, long size, long address) {
    return JavaCalls.number(Helper.PROBE_READ_USER, to, size, address);
  }

  /** {@return the bytes of the text, or an error: copies a text of the process; since 5.5} */
  @Calls(Helper.PROBE_READ_USER_STR)
  public static long readUserText(Area to, long size, long address) {
    return JavaCalls.number(Helper.PROBE_READ_USER_STR, to, size, address);
  }

  /** {@return 0, or an error: copies memory of the kernel; since Linux 5.5} */
  @Calls(Helper.PROBE_READ_KERNEL)
  public static long readKernel(Area to, long size, long address) {
    return JavaCalls.number(Helper.PROBE_READ_KERNEL, to, size, address);
  }

  /** {@return the bytes of the text, or an error: copies a text of the kernel; since 5.5} */
  @Calls(Helper.PROBE_READ_KERNEL_STR)
  public static long readKernelText(Area to, long size, long address) {
    return JavaCalls.number(Helper.PROBE_READ_KERNEL_STR, to, size, address);
  }

  /** Prints to the trace. */
  @Calls(Helper.TRACE_PRINTK)
  public static void print(Area format, long size, long a, long b, long c) {
    JavaCalls.number(Helper.TRACE_PRINTK, format, size, a, b, c);
  }

  /** Prints to the trace, with as many numbers as there are; since Linux 5.16. */
  @Calls(Helper.TRACE_VPRINTK)
  public static void print(Area format, long size, Area numbers, long bytes) {
    JavaCalls.number(Helper.TRACE_VPRINTK, format, size, numbers, bytes);
  }
}
