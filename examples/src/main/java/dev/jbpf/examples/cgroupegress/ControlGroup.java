package dev.jbpf.examples.cgroupegress;

import dev.jbpf.runtime.sys.Mounts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A control group of the example's own, gone when it is closed. Source: cgroups(7). */
final class ControlGroup implements AutoCloseable {
  private static final Path OWN = Path.of("/proc/self/cgroup");
  private static final String PREFIX = "jbpf-example-";
  private static final String VERSION_2 = "0::/";

  private final Path root;
  private final Path folder;

  private ControlGroup(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /** {@return a new group, empty, in the hierarchy of version 2} */
  static ControlGroup create() throws IOException {
    Path root = root();
    removeLeft(root);
    Path folder = root.resolve(PREFIX + ProcessHandle.current().pid());
    return new ControlGroup(root, Files.createDirectory(folder));
  }

  /** The groups of examples that were killed. */
  private static void removeLeft(Path root) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(root, PREFIX + "*")) {
      for (Path group : left) {
        String pid = group.getFileName().toString().substring(PREFIX.length());
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          Files.deleteIfExists(group); // Another run may be doing the same.
        }
      }
    }
  }

  private static Path root() throws IOException {
    return Mounts.ofType("cgroup2").stream()
        .filter(Files::isWritable)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "no control groups of version 2 are mounted to be written. As root:"
                        + " mkdir /tmp/cgroup2 && mount -t cgroup2 none /tmp/cgroup2"));
  }

  Path folder() {
    return folder;
  }

  /** {@return the file to which a process writes its number to enter} */
  Path processes() {
    return folder.resolve("cgroup.procs");
  }

  /**
   * {@return what {@code task} gives, run while this process is in the group} A socket that it
   * opens stays in the group.
   */
  <T> T call(Callable<T> task) throws Exception {
    String home = own();
    enter(folder);
    try {
      return task.call();
    } finally {
      enter(root.resolve(home));
    }
  }

  private static String own() throws IOException {
    try (Stream<String> groups = Files.lines(OWN)) {
      return groups
          .filter(line -> line.startsWith(VERSION_2))
          .findFirst()
          .orElse(VERSION_2)
          .substring(VERSION_2.length());
    }
  }

  private static void enter(Path group) throws IOException {
    Files.writeString(group.resolve("cgroup.procs"), "0");
  }

  @Override
  public void close() throws IOException {
    Files.delete(folder);
  }
}
