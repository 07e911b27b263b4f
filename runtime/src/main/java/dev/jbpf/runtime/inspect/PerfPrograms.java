package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.call.TaskFdType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processes hold programs at probes and tracepoints, by descriptors of perf(1)'s kind. */
public final class PerfPrograms {
  private static final int ROOM = 4096;

  private final Kernel kernel;
  private final List<Held> found = new ArrayList<>();
  private boolean isRefused;
  private boolean isAnswered;

  private PerfPrograms(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * A descriptor with a program behind it.
   *
   * @param pid the process
   * @param descriptor its number there
   * @param type the kind of place
   * @param name of the tracepoint, the kernel's function or the file; empty if the kernel has none
   * @param offset from the start of the function or file
   * @param address of a kernel's function, if it has no name
   */
  public record Held(
      long pid,
      int descriptor,
      long programId,
      TaskFdType type,
      String name,
      long offset,
      long address) {}

  /**
   * {@return all that this process may see; since Linux 4.18}
   *
   * @throws BpfSyscallException if it may not ask
   */
  public static List<Held> read(Kernel kernel) {
    PerfPrograms query = new PerfPrograms(kernel);
    Holders.eachDescriptor(query::ask);
    // Some descriptors are refused to everybody; all of them, to those that may not ask.
    if (query.isRefused && !query.isAnswered) {
      throw SyscallErrors.of(
          kernel.calls(),
          BpfCommand.TASK_FD_QUERY,
          -Errno.EPERM.number(),
          "cannot ask for the events of processes");
    }
    return List.copyOf(query.found);
  }

  private void ask(Path process, Path fd) {
    long pid = Long.parseLong(process.getFileName().toString());
    int number = Integer.parseInt(fd.getFileName().toString());
    NativeMemory name = kernel.calls().scratch().data(ROOM);
    name.bytes().put(0, (byte) 0);
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.TASK_FD_QUERY_PID, pid)
            .set(AttrField.TASK_FD_QUERY_FD, number)
            .set(AttrField.TASK_FD_QUERY_BUF_LEN, ROOM)
            .set(AttrField.TASK_FD_QUERY_BUF, name.address());
    long result = kernel.calls().bpf(BpfCommand.TASK_FD_QUERY, attr);
    isAnswered |= !Errno.EPERM.is(result);
    isRefused |= Errno.EPERM.is(result);
    if (result >= 0) {
      TaskFdType.of((int) attr.get(AttrField.TASK_FD_QUERY_FD_TYPE))
          .map(
              type ->
                  new Held(
                      pid,
                      number,
                      attr.get(AttrField.TASK_FD_QUERY_PROG_ID),
                      type,
                      name.text(0, ROOM),
                      attr.get(AttrField.TASK_FD_QUERY_PROBE_OFFSET),
                      attr.get(AttrField.TASK_FD_QUERY_PROBE_ADDR)))
          .ifPresent(found::add);
    }
    Reference.reachabilityFence(name);
  }
}
