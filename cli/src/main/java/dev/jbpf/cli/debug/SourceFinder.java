package dev.jbpf.cli.debug;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.vm.coverage.SourceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the sources of a program are, and what their lines say. */
public final class SourceFinder {
  private final SourceFiles files;
  private final Map<String, Optional<Path>> found = new HashMap<>();
  private final Map<Path, List<String>> lines = new HashMap<>();

  private SourceFinder(SourceFiles files) {
    this.files = files;
  }

  /**
   * Looks into {@code roots} first, then around {@code program}: the folders that it is in, and
   * where Maven and Gradle have sources in these; in all of them in the package of a class, too.
   */
  public static SourceFinder around(Path program, List<Path> roots) {
    List<Path> all = new ArrayList<>();
    Path folder = program.toAbsolutePath().normalize().getParent();
    roots.forEach(root -> addPackages(all, root, folder.getRoot().relativize(folder)));
    for (Path at = folder; at != null; at = at.getParent()) {
      all.add(at);
      for (Path usual : SourceFiles.USUAL.roots()) {
        addPackages(all, at.resolve(usual), at.relativize(folder));
      }
    }
    return new SourceFinder(new SourceFiles(all));
  }

  /** Which part of the folders to a class are its package, its name alone does not say. */
  private static void addPackages(List<Path> all, Path root, Path folders) {
    all.add(root);
    for (int first = 0; first < folders.getNameCount(); first++) {
      all.add(root.resolve(folders.subpath(first, folders.getNameCount())));
    }
  }

  /** {@return the file of the instruction at {@code slot}, if its line is known and it is there} */
  public Optional<Path> file(Program program, int slot) {
    Origin origin = program.origin(new Slot(slot));
    if (origin instanceof Origin.Source source) {
      return find(source.file());
    }
    return origin instanceof Origin.Java java ? find(inPackage(java)) : Optional.empty();
  }

  private static String inPackage(Origin.Java java) {
    int end = java.className().lastIndexOf('.') + 1;
    return java.className().substring(0, end).replace('.', '/') + java.file();
  }

  /** {@return the file that a program calls {@code name}, if it is there} */
  public Optional<Path> find(String name) {
    return found.computeIfAbsent(name, files::find);
  }

  /** {@return the line of that number, counted from 1, if there is one} */
  public Optional<String> line(Path file, int number) {
    List<String> text = lines.computeIfAbsent(file, SourceFinder::read);
    return number >= 1 && number <= text.size()
        ? Optional.of(text.get(number - 1))
        : Optional.empty();
  }

  private static List<String> read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
