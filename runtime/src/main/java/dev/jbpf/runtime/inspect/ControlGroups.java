package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.sys.Mounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The control groups of version 2. */
public final class ControlGroups {
  /** Where a program can be attached to one. */
  public static final List<AttachType> PLACES =
      Arrays.stream(AttachType.values())
          .filter(type -> type.name().startsWith("CGROUP_") || type == AttachType.LSM_CGROUP)
          .toList();

  private ControlGroups() {}

  /** {@return the folder of the first one, if they are mounted} */
  public static Optional<Path> root() {
    return Mounts.ofType("cgroup2").stream().findFirst();
  }

  /**
   * {@return {@code root} and all groups below, each before those that it holds} What goes
   * meanwhile is left out.
   */
  public static List<Path> below(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isDirectory).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(root);
    }
  }
}
