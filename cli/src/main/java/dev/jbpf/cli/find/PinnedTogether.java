package dev.jbpf.cli.find;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Pins that are all there at the end, or none: what is not kept is deleted. */
public final class PinnedTogether implements AutoCloseable {
  private final List<Path> pinned = new ArrayList<>();

  /** Pins something as {@code file}. */
  public void pin(Path file, Consumer<Path> way) {
    way.accept(file);
    pinned.add(file);
  }

  /** Says that all were made. */
  public void keep() {
    pinned.clear();
  }

  @Override
  public void close() {
    for (Path file : pinned) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
