package dev.jbpf.methods.helper;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.intrinsic.TraceCalls;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Calls;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.JavaCalls;
import dev.jbpf.methods.struct.Structs;

/** What the kernel tells of the moment; in plain Java, what the virtual machine tells. */
@Vocabulary
public final class Kernel {
  private static final int THREAD_BITS = 32;

  private Kernel() {}

  /** {@return the time since the machine started, in nanoseconds, without that of sleep} */
  @Calls(Helper.KTIME_GET_NS)
  public static long time() {
    return JavaCalls.number(Helper.KTIME_GET_NS);
  }

  /** {@return the process, and in the lower 32 bits the thread, that run} */
  @Calls(Helper.GET_CURRENT_PID_TGID)
  public static long pidAndTid() {
    return JavaCalls.number(Helper.GET_CURRENT_PID_TGID);
  }

  /** {@return the process that runs: what user space calls its pid} */
  public static int pid() {
    return (int) (pidAndTid() >>> THREAD_BITS);
  }

  /** {@return the thread that runs} */
  public static int tid() {
    return (int) pidAndTid();
  }

  /** {@return the group and, in the lower 32 bits, the user that the process runs as} */
  @Calls(Helper.GET_CURRENT_UID_GID)
  public static long groupAndUser() {
    return JavaCalls.number(Helper.GET_CURRENT_UID_GID);
  }

  /** {@return the user that the process runs as} */
  public static int uid() {
    return (int) groupAndUser();
  }

  /** {@return 0, or an error: puts the name of the thread that runs into {@code text}} */
  public static long command(Cell<String> text) {
    return TraceCalls.command(text.area(), text.size());
  }

  /** {@return the bytes of the text, or an error: copies a text of the process; since 5.5} */
  public static long readUserText(Cell<String> to, long address) {
    return TraceCalls.readUserText(to.area(), to.size(), address);
  }

  /** {@return the bytes of the text, or an error: copies a text of the kernel; since 5.5} */
  public static long readKernelText(Cell<String> to, long address) {
    return TraceCalls.readKernelText(to.area(), to.size(), address);
  }

  /** {@return the number of 64 bits at that address of the kernel; 0 where it cannot be read} */
  public static long readKernel(long address) {
    Area to = Area.room(Long.BYTES);
    TraceCalls.readKernel(to, Long.BYTES, address);
    return to.s64(0);
  }

  /** {@return the number of 64 bits at that address of the process; 0 where it cannot be read} */
  public static long readUser(long address) {
    Area to = Area.room(Long.BYTES);
    TraceCalls.readUser(to, Long.BYTES, address);
    return to.s64(0);
  }

  /** {@return the CPU that runs the program} */
  @Calls(Helper.GET_SMP_PROCESSOR_ID)
  public static int cpu() {
    return (int) JavaCalls.number(Helper.GET_SMP_PROCESSOR_ID);
  }

  /** {@return a random number} */
  @Calls(Helper.GET_PRANDOM_U32)
  public static int random() {
    return (int) JavaCalls.number(Helper.GET_PRANDOM_U32);
  }

  /** {@return the task that runs, as {@code type} declares {@code task_struct}} */
  public static <S> S task(Class<S> type) {
    return Structs.at(type, Helpers.getCurrentTask());
  }

  /** Prints a constant text to the trace pipe. */
  public static void print(String text) {
    TraceCalls.print(Area.text(text, 0), Area.textSize(text, 0), 0, 0, 0);
  }

  /**
   * Prints to the trace pipe, {@code "%d packets"}. {@code %d} and {@code %i} print all of a {@code
   * long}; {@code %u}, {@code %x} and {@code %X} print 32 bits, {@code %lu} and {@code %lx} all.
   */
  public static void print(String format, long a) {
    TraceCalls.print(Area.text(format, 1), Area.textSize(format, 1), a, 0, 0);
  }

  /** Prints to the trace pipe as {@link #print(String, long)} does. */
  public static void print(String format, long a, long b) {
    TraceCalls.print(Area.text(format, 2), Area.textSize(format, 2), a, b, 0);
  }

  /** Prints to the trace pipe as {@link #print(String, long)} does. */
  public static void print(String format, long a, long b, long c) {
    TraceCalls.print(Area.text(format, 3), Area.textSize(format, 3), a, b, c);
  }

  /** Prints to the trace pipe as {@link #print(String, long)} does; since Linux 5.16. */
  public static void print(String format, long a, long b, long c, long d) {
    Area numbers = Area.room(4 * Long.BYTES);
    numbers.set64(0, a);
    numbers.set64(Long.BYTES, b);
    numbers.set64(2 * Long.BYTES, c);
    numbers.set64(3 * Long.BYTES, d);
    TraceCalls.print(Area.text(format, 4), Area.textSize(format, 4), numbers, 4 * Long.BYTES);
  }
}
