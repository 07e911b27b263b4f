package dev.jbpf.cli.console;

import dev.jbpf.text.AssemblerOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Finds what {@code .include} names: beside the source, then in the current folder. */
public final class IncludedFiles implements AssemblerOptions.Includes {
  private final InputFile source;
  private final Console console;

  public IncludedFiles(InputFile source, Console console) {
    this.source = source;
    this.console = console;
  }

  @Override
  public Optional<byte[]> read(String name) {
    File named = new File(name);
    File folder = source.isStandard() ? null : new File(source.name()).getParentFile();
    File beside = named.isAbsolute() || folder == null ? named : new File(folder, name);
    File file = beside.canRead() ? beside : named;
    if (!file.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(console.files().read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException(UsageException.reason(e), e));
    }
  }
}
