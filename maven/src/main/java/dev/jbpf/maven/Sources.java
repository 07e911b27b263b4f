package dev.jbpf.maven;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a project's sources are: messages name a file and its line as the compiler's do. */
record Sources(List<Path> roots) {
  Sources {
    roots = List.copyOf(roots);
  }

  /** {@return {@code FILE:[LINE] error[CODE]: …} with its notes, a line each} */
  List<String> lines(Diagnostic found) {
    String first =
        "%s error[%s]: %s".formatted(place(found.origin()), found.code(), found.message());
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(first), found.notes().stream().map(note -> "  " + note))
        .toList();
  }

  private String place(Origin origin) {
    return origin instanceof Origin.Java java ? place(java) : origin.toString();
  }

  private String place(Origin.Java java) {
    String name = java.className();
    String folder = name.substring(0, name.lastIndexOf('.') + 1).replace('.', '/');
    return roots.stream()
            .map(root -> root.resolve(folder + java.file()))
            .filter(Files::exists)
            .findFirst()
            .map(Path::toString)
            .orElse(java.file())
        + ":["
        + java.line()
        + "]";
  }
}
