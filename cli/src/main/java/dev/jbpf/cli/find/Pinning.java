package dev.jbpf.cli.find;

import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.nio.file.Path;
import java.util.List;

/** Gives objects names in the BPF file system. */
public final class Pinning {
  private Pinning() {}

  /** Pins the object that {@code asked} begins with as the file that it ends with. */
  public static int pin(ObjectKind kind, List<String> asked) {
    Finder finder = Finder.local();
    CommandWords words = new CommandWords(asked);
    long id = finder.one(kind, words);
    Path file = Path.of(words.next("file to be"));
    words.end();
    try (Inspected object = finder.inspector().open(kind, id)) {
      object.pin(file);
    }
    return ExitCode.OK;
  }
}
