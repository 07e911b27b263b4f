package dev.jbpf.cli;

import dev.jbpf.text.AssemblerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what {@code .include} names: beside the source, then in the current folder. */
final class IncludedFiles implements AssemblerOptions.Includes {
  private final Input source;

  IncludedFiles(Input source) {
    this.source = source;
  }

  @Override
  public Optional<byte[]> read(String name) {
    try {
      Path file = Path.of(name);
      Path beside = source.isStandard() ? file : Path.of(source.name()).resolveSibling(file);
      return Optional.of(Files.readAllBytes(Files.isReadable(beside) ? beside : file));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
