package dev.jbpf.cli.supply;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A known fault of some versions of an artifact.
 *
 * @param id the advisory's name in the public databases
 * @param name {@code group:artifact}
 * @param from the first version that has it; none, if all before {@code to} have
 * @param to the first version after these
 */
record Advisory(String id, String name, Optional<Version> from, Version to) {
  private static final Pattern LINE =
      Pattern.compile("(\\S+)\t([^\\s:]+:[^\\s:]+)\t\\[([^,\\s]*),([^,\\s]+)\\)");

  /** {@return the known advisories that {@code artifact} is in the range of} */
  static List<Advisory> on(Artifact artifact) throws IOException {
    return known().stream().filter(advisory -> advisory.affects(artifact)).toList();
  }

  /** {@return the advisories that are known here} */
  static List<Advisory> known() throws IOException {
    try (InputStream file = Advisory.class.getResourceAsStream("/supply/advisories.tsv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Advisory::parse)
          .toList();
    }
  }

  /**
   * {@return the advisory of a line of the table}
   *
   * @throws IllegalArgumentException if it is none
   */
  static Advisory parse(String line) {
    Matcher match = LINE.matcher(line);
    if (!match.matches()) {
      throw new IllegalArgumentException("not `advisory group:artifact [from,to)`: " + line);
    }
    Optional<Version> from =
        match.group(3).isEmpty() ? Optional.empty() : Optional.of(Version.parse(match.group(3)));
    return new Advisory(match.group(1), match.group(2), from, Version.parse(match.group(4)));
  }

  boolean affects(Artifact artifact) {
    Version version = Version.parse(artifact.version());
    return name.equals(artifact.name())
        && from.map(first -> first.compareTo(version) <= 0).orElse(true)
        && version.compareTo(to) < 0;
  }

  @Override
  public String toString() {
    return id + " (" + name + " [" + from.map(Version::toString).orElse("") + "," + to + "))";
  }
}
