package dev.jbpf.runtime.call;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Goes through all objects of a kind that the kernel holds, whoever made them. */
public final class KernelObjects {
  private final BpfCalls calls;
  private final BpfCommand next;
  private final BpfCommand open;

  private KernelObjects(BpfCalls calls, BpfCommand next, BpfCommand open) {
    this.calls = calls;
    this.next = next;
    this.open = open;
  }

  /**
   * {@return what {@code read} makes of each}
   *
   * @param next the command that tells the number after another
   * @param open the command that opens the object of a number
   */
  public static <T> List<T> list(
      BpfCalls calls, BpfCommand next, BpfCommand open, BiFunction<BpfCalls, Descriptor, T> read) {
    return new KernelObjects(calls, next, open).list(read);
  }

  private <T> List<T> list(BiFunction<BpfCalls, Descriptor, T> read) {
    List<T> found = new ArrayList<>();
    long id = 0;
    while (true) {
      Struct attr = calls.scratch().attr().set(AttrField.ID_START_ID, id);
      long result = calls.bpf(next, attr);
      if (Errno.ENOENT.is(result)) {
        return List.copyOf(found);
      }
      if (result < 0) {
        throw SyscallErrors.of(calls, next, result, "cannot list what is loaded");
      }
      id = attr.get(AttrField.ID_NEXT_ID);
      read(id, read, found);
    }
  }

  /** What is gone by now is left out, and a link that somebody is just making. */
  private <T> void read(long id, BiFunction<BpfCalls, Descriptor, T> read, List<T> found) {
    long fd = calls.bpf(open, calls.scratch().attr().set(AttrField.ID_START_ID, id));
    if (Errno.ENOENT.is(fd) || Errno.EAGAIN.is(fd)) {
      return;
    }
    if (fd < 0) {
      throw SyscallErrors.of(calls, open, fd, "cannot open number " + id);
    }
    try (Descriptor descriptor = new Descriptor(calls.syscalls(), "number " + id, (int) fd)) {
      found.add(read.apply(calls, descriptor));
    }
  }
}
