package dev.jbpf.runtime.object;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.pin.BpfFileSystem;
import dev.jbpf.runtime.rights.PinPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** Names in the BPF file system: all that are wanted, or none. */
final class PinFolder implements AutoCloseable {
  private final Kernel kernel;
  private final Path root;
  private final Deque<Path> made = new ArrayDeque<>();
  private boolean isMounted;

  /** Below {@code root}, where a BPF file system is mounted if there is none. */
  PinFolder(Kernel kernel, Path root) {
    this.kernel = kernel;
    this.root = root.toAbsolutePath().normalize();
  }

  /** Makes folders that are missing, and takes them away again with the rest. */
  void add(Path file, Consumer<Path> pin) {
    if (!isMounted) {
      mount();
      isMounted = true;
    }
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(this::create);
    pin.accept(file);
    made.push(file);
  }

  /** A file system that was mounted stays, and so do the folders that lead there. */
  private void mount() {
    if (root.startsWith(BpfFileSystem.USUAL)) {
      BpfFileSystem.mount(kernel.calls(), BpfFileSystem.USUAL); // Before that, it takes no folders.
    }
    create(root);
    if (BpfFileSystem.mount(kernel.calls(), root)) {
      made.clear();
    }
  }

  private void create(Path folder) {
    if (Files.exists(folder)) {
      return;
    }
    Optional.ofNullable(folder.getParent()).ifPresent(this::create);
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the folder " + folder + ": " + PinPlace.problem(folder).orElse(reason(e)),
          e);
    }
    made.push(folder);
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  /** Leaves them there. */
  void keep() {
    made.clear();
  }

  @Override
  public void close() {
    made.forEach(PinFolder::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
