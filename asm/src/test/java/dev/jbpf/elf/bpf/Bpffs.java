package dev.jbpf.elf.bpf;

import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import java.nio.file.Path;

/** A file system of its own for pins. Closing it unpins all. */
final class Bpffs implements AutoCloseable {
  private final Path folder;

  private Bpffs(Path folder) {
    this.folder = folder;
  }

  static Bpffs mount(Path folder) {
    Tool.Result mounted = Tool.named("mount").run("-t", "bpf", "bpf", folder);
    Requirements.require(mounted.exit() == 0, () -> "no bpffs: " + mounted.output());
    return new Bpffs(folder);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    Tool.named("umount").succeed(folder);
  }
}
