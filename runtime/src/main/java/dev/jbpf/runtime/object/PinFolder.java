package dev.jbpf.runtime.object;

import dev.jbpf.runtime.PinPlace;
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
  private final Deque<Path> made = new ArrayDeque<>();

  /** Makes folders that are missing, and takes them away again with the rest. */
  void add(Path file, Consumer<Path> pin) {
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(this::create);
    pin.accept(file);
    made.push(file);
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
