package dev.jbpf.methods.struct;

import dev.jbpf.dsl.value.kernel.RecordDeclarations;
import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.memory.Area;

/**
 * Structures of the kernel, by their address. A record or an interface declares the members that a
 * program asks for, as accessors; where the kernel has them is found out when the program is
 * loaded, and objects leave it to their loader (CO-RE). What cannot be read is zero.
 *
 * <pre>{@code
 * @KernelName("task_struct")
 * interface Task {
 *   Task realParent();
 *   int tgid();
 *   @Size(16) String comm();
 * }
 *
 * int parent = Kernel.task(Task.class).realParent().tgid();
 * }</pre>
 *
 * <p>In plain Java members lie where they are declared, one behind the other.
 */
public final class Structs {
  private Structs() {}

  /** {@return the structure at that address of the kernel, read by copies; since Linux 5.5} */
  public static <S> S at(Class<S> type, long address) {
    return new Copied(Helper.PROBE_READ_KERNEL, Helper.PROBE_READ_KERNEL_STR, address)
        .struct(type, RecordDeclarations.of(type), 0);
  }

  /**
   * {@return the structure at that address of the process, one that the kernel has, too; since
   * Linux 5.5}
   */
  public static <S> S user(Class<S> type, long address) {
    return new Copied(Helper.PROBE_READ_USER, Helper.PROBE_READ_USER_STR, address)
        .struct(type, RecordDeclarations.of(type), 0);
  }

  /** {@return the structure there, which the verifier lets programs read in place} */
  public static <S> S direct(Class<S> type, Area area) {
    return new InPlace(area).struct(type, RecordDeclarations.of(type), 0);
  }

  /**
   * {@return the structure of that argument of a function or tracepoint of the kernel, from 1 on,
   * whose types the verifier knows}
   */
  public static <S> S argument(Class<S> type, Area context, int number) {
    Area found = context.pointer((number - 1) * Long.BYTES);
    return found == null ? at(type, 0) : direct(type, found);
  }
}
