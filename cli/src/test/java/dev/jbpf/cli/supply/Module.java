package dev.jbpf.cli.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A module of the build that is here, and what it has put into its folder {@code target}. */
record Module(String name, Path target) {
  /** Tests run in a module's folder. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern ELEMENT = Pattern.compile("<module>(.+?)</module>");

  /** {@return the modules of the build that have classes} */
  static List<Module> all() throws IOException {
    String build = Files.readString(ROOT.resolve("pom.xml"));
    return ELEMENT
        .matcher(build.substring(0, build.indexOf("</modules>")))
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.equals("bom") && !name.equals("archetype"))
        .map(name -> new Module(name, ROOT.resolve(name).resolve("target")))
        .toList();
  }

  /** {@return its files whose names end so: {@code -sources.jar}} */
  List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.getFileName().toString().endsWith(end)).toList();
    }
  }

  /** {@return the jar of its classes} */
  Path jar() throws IOException {
    return files(".jar").stream()
        .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  boolean isComplete() throws IOException {
    return Files.isDirectory(target) && !files("-sources.jar").isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
