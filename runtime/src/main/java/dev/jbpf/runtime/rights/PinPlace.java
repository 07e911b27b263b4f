package dev.jbpf.runtime.rights;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is wrong with a name in the BPF file system: the kernel says EPERM to most of it.
 *
 * <p>Source: {@code bpf_lookup} and {@code bpf_obj_do_pin} in {@code kernel/bpf/inode.c}.
 */
public final class PinPlace {
  private static final String BPF_FILE_SYSTEM = "bpf";

  private PinPlace() {}

  /**
   * {@return why nothing can be made there, and what to do, if that can be seen}
   *
   * @param file a file, or a folder, that was to be made
   */
  public static Optional<String> problem(Path file) {
    Path wanted = file.toAbsolutePath().normalize();
    if (Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(
          "There is something of that name already: delete it, or choose another name");
    }
    Path known = existing(wanted);
    return place(known)
        .or(() -> name(known.relativize(wanted)))
        .or(() -> folder(known, wanted))
        .or(() -> access(known));
  }

  private static Path existing(Path wanted) {
    Path path = wanted;
    while (path.getParent() != null && !Files.exists(path)) {
      path = path.getParent();
    }
    return path;
  }

  private static Optional<String> place(Path known) {
    try {
      FileStore store = Files.getFileStore(known);
      if (!store.type().equals(BPF_FILE_SYSTEM)) {
        return Optional.of(
            known
                + " is in a file system of type "
                + store.type()
                + ", not in one of BPF's: choose a folder under /sys/fs/bpf, and mount that if it is"
                + " not (mount -t bpf bpf /sys/fs/bpf)");
      }
      return store.isReadOnly()
          ? Optional.of(
              "The BPF file system at "
                  + known
                  + " is mounted read-only: mount -o remount,rw "
                  + root(known))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The folder that a file system is mounted at. */
  private static Path root(Path known) throws IOException {
    FileStore store = Files.getFileStore(known);
    Path root = known;
    while (root.getParent() != null && Files.getFileStore(root.getParent()).equals(store)) {
      root = root.getParent();
    }
    return root;
  }

  private static Optional<String> name(Path made) {
    for (Path part : made) {
      if (part.toString().indexOf('.') >= 0) {
        return Optional.of(
            "A BPF file system has no names with dots: write "
                + part.toString().replace('.', '_')
                + " for "
                + part);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> folder(Path known, Path wanted) {
    return known.equals(wanted.getParent())
        ? Optional.empty()
        : Optional.of("There is no folder " + wanted.getParent() + ": make it (mkdir -p)");
  }

  private static Optional<String> access(Path known) {
    return Files.isWritable(known)
        ? Optional.empty()
        : Optional.of("This user may not write to " + known + ": run it as root (sudo)");
  }
}
