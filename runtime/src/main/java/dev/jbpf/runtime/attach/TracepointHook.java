package dev.jbpf.runtime.attach;

import dev.jbpf.diag.Suggestions;
import dev.jbpf.kernel.PerfType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A tracepoint of the kernel, whose fields the program finds as tracefs describes them. */
record TracepointHook(String category, String name) implements Hook {
  private static final int ALL_PROCESSES = -1;

  @Override
  public ProgramType programType() {
    return ProgramType.TRACEPOINT;
  }

  @Override
  public Link attach(KernelProgram program) {
    try (Tracefs tracefs = Tracefs.open(program.kernel())) {
      long id = id(tracefs.root().resolve("events").resolve(category));
      PerfAttr attr = new PerfAttr(program.kernel().syscalls(), PerfType.TRACEPOINT.value(), id);
      return PerfLinks.attach(
          program, PerfEvent.open(attr, ALL_PROCESSES, 0, toString()), toString());
    }
  }

  private long id(Path folder) {
    Path file = folder.resolve(name).resolve("id");
    try {
      if (!Files.exists(file)) {
        throw new IllegalArgumentException("there is no " + this + hint(folder));
      }
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the number of " + this, e);
    }
  }

  private String hint(Path folder) throws IOException {
    boolean isKnown = Files.isDirectory(folder);
    Path parent = folder.getParent();
    String wanted = isKnown ? name : category;
    try (Stream<Path> found = Files.list(isKnown || parent == null ? folder : parent)) {
      List<String> names = found.map(path -> path.getFileName().toString()).toList();
      return Suggestions.nearest(wanted, names)
          .map(near -> "; did you mean " + near + "?")
          .orElse("");
    }
  }

  @Override
  public String toString() {
    return "tracepoint " + category + "/" + name;
  }
}
