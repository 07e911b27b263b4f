package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at what a kernel holds. Lists need CAP_SYS_ADMIN.
 *
 * <p>Source: bpf(2), {@code include/uapi/linux/bpf.h}.
 */
public final class Inspector {
  private final Kernel kernel;

  /** One that looks at {@code kernel}. */
  public Inspector(Kernel kernel) {
    this.kernel = kernel;
  }

  /** {@return the kernel that it looks at} */
  public Kernel kernel() {
    return kernel;
  }

  /**
   * {@return the numbers of all objects of that kind, in the kernel's order}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public List<Long> ids(ObjectKind kind) {
    List<Long> ids = new ArrayList<>();
    long id = 0;
    while (true) {
      Struct attr = kernel.calls().scratch().attr().set(AttrField.ID_START_ID, id);
      if (Errno.ENOENT.is(kernel.calls().bpf(kind.next(), attr))) {
        return List.copyOf(ids);
      }
      attr.clear().set(AttrField.ID_START_ID, id);
      kernel.calls().require(kind.next(), attr, "cannot list each " + kind.noun());
      id = attr.get(AttrField.ID_NEXT_ID);
      ids.add(id);
    }
  }

  /**
   * {@return what {@code look} tells of each object of that kind} What is gone by then is left out,
   * and a link that somebody is just making.
   */
  public <T> List<T> all(ObjectKind kind, Function<Inspected, T> look) {
    List<T> found = new ArrayList<>();
    for (long id : ids(kind)) {
      try (Inspected object = open(kind, id)) {
        found.add(look.apply(object));
      } catch (BpfSyscallException e) {
        if (!e.errno().equals(Errno.ENOENT) && !e.errno().equals(Errno.EAGAIN)) {
          throw e;
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * {@return the object of that number}
   *
   * @throws BpfSyscallException if there is none, or the kernel refuses
   */
  public Inspected open(ObjectKind kind, long id) {
    Struct attr = kernel.calls().scratch().attr().set(AttrField.ID_START_ID, id);
    String what = kind.noun() + " number " + id;
    int fd = kernel.calls().require(kind.open(), attr, "cannot open " + what);
    return new Inspected(kernel, kind, fd, what);
  }

  /**
   * {@return what is pinned there}
   *
   * @throws BpfSyscallException if nothing is, or the kernel refuses
   * @throws IllegalArgumentException if it is of no kind that is known
   */
  public Inspected open(Path pin) {
    NativeMemory path = nameOf(pin);
    int fd = kernel.calls().require(BpfCommand.OBJ_GET, attributes(path), "cannot open " + pin);
    Reference.reachabilityFence(path);
    return opened(fd, pin)
        .orElseThrow(
            () -> new IllegalArgumentException(pin + " is neither a program nor a map nor a link"));
  }

  /**
   * {@return what is pinned there; empty if it is none of these, or not ours to open} Why, nobody
   * finds out: that takes longer than many a list.
   */
  Optional<Inspected> find(Path pin) {
    NativeMemory path = nameOf(pin);
    long fd = kernel.calls().bpf(BpfCommand.OBJ_GET, attributes(path));
    Reference.reachabilityFence(path);
    return fd < 0 ? Optional.empty() : opened((int) fd, pin);
  }

  private NativeMemory nameOf(Path pin) {
    return NativeMemory.text(kernel.calls().syscalls(), pin.toAbsolutePath().toString());
  }

  private Struct attributes(NativeMemory path) {
    return kernel.calls().scratch().attr().set(AttrField.OBJECT_PATHNAME, path.address());
  }

  private Optional<Inspected> opened(int fd, Path pin) {
    Optional<ObjectKind> kind = kindOf(fd);
    Inspected object = new Inspected(kernel, kind.orElse(ObjectKind.TYPES), fd, pin.toString());
    if (kind.isEmpty()) {
      object.close();
    }
    return kind.map(known -> object);
  }

  private static Optional<ObjectKind> kindOf(int fd) {
    try {
      Path link = Path.of("/proc/self/fd", Integer.toString(fd));
      return ObjectKind.ofInode(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is open in this process: /proc", e);
    }
  }
}
