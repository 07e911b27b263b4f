package dev.jbpf.testing;

import java.nio.file.Path;

/** A file system of its own for pins. Closing it unpins all. */
public final class Bpffs implements AutoCloseable {
  private final Path folder;

  private Bpffs(Path folder) {
    this.folder = folder;
  }

  /** {@return one at {@code folder}, which is there already} */
  public static Bpffs mount(Path folder) {
    Tool.Result mounted = Tool.named("mount").run("-t", "bpf", "bpf", folder);
    Requirements.require(mounted.exit() == 0, () -> "no bpffs: " + mounted.output());
    return new Bpffs(folder);
  }

  /** {@return the place of a pin, or of a folder of pins} */
  public Path path(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    Tool.named("umount").succeed(folder);
  }
}
