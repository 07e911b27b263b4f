package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Goes through all objects of a kind that the kernel holds, whoever made them. */
final class KernelObjects {
  private final Kernel kernel;
  private final BpfCommand next;
  private final BpfCommand open;

  private KernelObjects(Kernel kernel, BpfCommand next, BpfCommand open) {
    this.kernel = kernel;
    this.next = next;
    this.open = open;
  }

  static List<ProgramInfo> programs(Kernel kernel) {
    return new KernelObjects(kernel, BpfCommand.PROG_GET_NEXT_ID, BpfCommand.PROG_GET_FD_BY_ID)
        .list(ProgramInfo::of);
  }

  static List<MapInfo> maps(Kernel kernel) {
    return new KernelObjects(kernel, BpfCommand.MAP_GET_NEXT_ID, BpfCommand.MAP_GET_FD_BY_ID)
        .list(MapInfo::of);
  }

  static List<LinkInfo> links(Kernel kernel) {
    return new KernelObjects(kernel, BpfCommand.LINK_GET_NEXT_ID, BpfCommand.LINK_GET_FD_BY_ID)
        .list(LinkInfo::of);
  }

  static List<TypesInfo> types(Kernel kernel) {
    return new KernelObjects(kernel, BpfCommand.BTF_GET_NEXT_ID, BpfCommand.BTF_GET_FD_BY_ID)
        .list(TypesInfo::of);
  }

  private <T> List<T> list(BiFunction<Kernel, Descriptor, T> read) {
    List<T> found = new ArrayList<>();
    long id = 0;
    while (true) {
      Struct attr = kernel.scratch().attr().set(AttrField.ID_START_ID, id);
      long result = kernel.bpf(next, attr);
      if (Errno.ENOENT.is(result)) {
        return List.copyOf(found);
      }
      if (result < 0) {
        throw SyscallErrors.of(kernel, next, result, "cannot list what is loaded");
      }
      id = attr.get(AttrField.ID_NEXT_ID);
      read(id, read, found);
    }
  }

  /** What is gone by now is left out, and a link that somebody is just making. */
  private <T> void read(long id, BiFunction<Kernel, Descriptor, T> read, List<T> found) {
    long fd = kernel.bpf(open, kernel.scratch().attr().set(AttrField.ID_START_ID, id));
    if (Errno.ENOENT.is(fd) || Errno.EAGAIN.is(fd)) {
      return;
    }
    if (fd < 0) {
      throw SyscallErrors.of(kernel, open, fd, "cannot open number " + id);
    }
    try (Descriptor descriptor = new Descriptor(kernel.syscalls(), "number " + id, (int) fd)) {
      found.add(read.apply(kernel, descriptor));
    }
  }
}
