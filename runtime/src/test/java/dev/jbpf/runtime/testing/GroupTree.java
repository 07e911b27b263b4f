package dev.jbpf.runtime.testing;

import dev.jbpf.runtime.sys.Mounts;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The control groups of version 2, which a test mounts for itself where they are not. */
public final class GroupTree implements AutoCloseable {
  private static final String TYPE = "cgroup2";

  private final Path root;
  private final boolean isOwn;

  private GroupTree(Path root, boolean isOwn) {
    this.root = root;
    this.isOwn = isOwn;
  }

  /** {@return the tree, mounted until this is closed at least} */
  public static GroupTree mounted() throws IOException {
    Optional<Path> usual =
        Mounts.ofType(TYPE).stream()
            .filter(path -> Files.isWritable(path.resolve("cgroup.procs")))
            .findFirst();
    return usual.isPresent() ? new GroupTree(usual.get(), false) : mount();
  }

  private static GroupTree mount() throws IOException {
    Path folder = Files.createTempDirectory("jbpf-cgroup2-");
    Tool.named("mount").succeed("-t", TYPE, "none", folder);
    return new GroupTree(folder, true);
  }

  /** {@return the group that holds all others} */
  public Path root() {
    return root;
  }

  @Override
  public void close() throws IOException {
    if (isOwn) {
      Tool.named("umount").succeed(root);
      Files.delete(root);
    }
  }
}
