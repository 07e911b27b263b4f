package dev.jbpf.runtime.event;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Mounts;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Rights;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kernel's tracing files: where they are mounted, or else through a mount that only this object
 * knows, so that nothing in the system changes.
 */
public final class Tracefs implements AutoCloseable {
  private static final String TYPE = "tracefs";
  private static final String FUNCTIONS = "available_filter_functions";

  /** The second is mounted by looking at it, where the kernel's debugging files are. */
  private static final List<Path> USUAL =
      List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

  private static final int FSOPEN_CLOEXEC = 1;
  private static final int FSMOUNT_CLOEXEC = 1;
  private static final int FSCONFIG_CMD_CREATE = 6;

  private final Path root;
  private final Optional<Descriptor> mount;

  private Tracefs(Path root, Optional<Descriptor> mount) {
    this.root = root;
    this.mount = mount;
  }

  /**
   * {@return the tracing files; needs root where they are not mounted}
   *
   * @throws SyscallException if they are not mounted and cannot be; before Linux 5.2 always
   */
  public static Tracefs open(Kernel kernel) {
    return Stream.concat(USUAL.stream(), Mounts.ofType(TYPE).stream())
        .filter(path -> Files.exists(path.resolve("events")))
        .findFirst()
        .map(path -> new Tracefs(path, Optional.empty()))
        .orElseGet(() -> mounted(kernel.calls().syscalls()));
  }

  private static Tracefs mounted(BpfSyscalls syscalls) {
    NativeMemory name = NativeMemory.text(syscalls, TYPE);
    long context = check(syscalls.call(Syscall.FSOPEN, name.address(), FSOPEN_CLOEXEC, 0));
    try {
      check(syscalls.call(Syscall.FSCONFIG, context, FSCONFIG_CMD_CREATE, 0, 0, 0, 0));
      long mount = check(syscalls.call(Syscall.FSMOUNT, context, FSMOUNT_CLOEXEC, 0));
      return new Tracefs(
          Path.of("/proc/self/fd/" + mount),
          Optional.of(new Descriptor(syscalls, TYPE, (int) mount)));
    } finally {
      syscalls.call(Syscall.CLOSE, context, 0, 0);
      Reference.reachabilityFence(name);
    }
  }

  private static long check(long result) {
    if (result < 0) {
      throw new SyscallException(
          "the kernel's tracing files are not mounted, and cannot be",
          Errno.ofResult(result),
          (Errno.EPERM.is(result)
                  ? Rights.now().explain(List.of(Capability.CAP_SYS_ADMIN)) + ", or mount them: "
                  : "As root: ")
              + "mount -t tracefs tracefs /sys/kernel/tracing");
    }
    return result;
  }

  /** {@return the folder that holds them, valid until this is closed} */
  public Path root() {
    return root;
  }

  /**
   * {@return the record of a tracepoint: {@code sched}, {@code sched_switch}}
   *
   * @throws IllegalArgumentException if there is no such tracepoint
   * @throws SyscallException if the tracing files are not mounted and cannot be
   */
  public static TracepointFormat format(Kernel kernel, String category, String name) {
    return TracepointFormat.parse(formatText(kernel, category, name));
  }

  /** {@return the same as the kernel writes it; fails as {@link #format} does} */
  public static String formatText(Kernel kernel, String category, String name) {
    try (Tracefs tracefs = open(kernel)) {
      return tracefs.read(category, name, "format");
    }
  }

  /**
   * {@return whether the kernel has a tracepoint}
   *
   * @throws SyscallException if the tracing files are not mounted and cannot be
   */
  public static boolean has(Kernel kernel, String category, String name) {
    try (Tracefs tracefs = open(kernel)) {
      return Files.exists(tracefs.root().resolve("events").resolve(category).resolve(name));
    }
  }

  /**
   * {@return the functions of the kernel that can be traced, each once; those of modules among
   * them}
   *
   * @throws SyscallException if the tracing files are not mounted and cannot be
   * @throws UncheckedIOException if the kernel does not tell: it traces no functions
   */
  public static List<String> functions(Kernel kernel) {
    try (Tracefs tracefs = open(kernel)) {
      // NAME, or NAME [MODULE].
      return Files.readAllLines(tracefs.root().resolve(FUNCTIONS)).stream()
          .map(line -> line.split(" ", 2)[0])
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the kernel does not tell which functions can be traced (CONFIG_DYNAMIC_FTRACE)", e);
    }
  }

  /** {@return what a file of a tracepoint holds} */
  public String read(String category, String name, String file) {
    Path folder = root.resolve("events").resolve(category);
    try {
      if (!Files.exists(folder.resolve(name))) {
        throw new IllegalArgumentException(
            "there is no tracepoint " + category + "/" + name + hint(folder, category, name));
      }
      return Files.readString(folder.resolve(name).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + file + " of tracepoint " + category + "/" + name, e);
    }
  }

  private static String hint(Path folder, String category, String name) throws IOException {
    boolean isKnown = Files.isDirectory(folder);
    Path parent = folder.getParent();
    try (Stream<Path> found = Files.list(isKnown || parent == null ? folder : parent)) {
      List<String> names = found.map(path -> path.getFileName().toString()).toList();
      return Suggestions.nearest(isKnown ? name : category, names)
          .map(near -> "; did you mean " + near + "?")
          .orElse("");
    }
  }

  @Override
  public void close() {
    mount.ifPresent(Descriptor::close);
  }
}
