package dev.jbpf.runtime.inspect;

import dev.jbpf.runtime.sys.Mounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names that objects have in the BPF file systems that are mounted. */
public final class PinnedObjects {
  private final Map<ObjectKind, Map<Long, List<Path>>> all = new EnumMap<>(ObjectKind.class);

  private PinnedObjects() {}

  /** {@return the names of now} Files that this process may not open are left out. */
  public static PinnedObjects read(Inspector inspector) {
    PinnedObjects pinned = new PinnedObjects();
    files().forEach(file -> pinned.add(inspector, file));
    return pinned;
  }

  /** {@return where BPF file systems are mounted} */
  public static List<Path> places() {
    return Mounts.ofType("bpf").stream().distinct().toList();
  }

  /** {@return the files in the BPF file systems that are mounted, in the order of their names} */
  public static List<Path> files() {
    return places().stream().flatMap(PinnedObjects::files).sorted().toList();
  }

  private static Stream<Path> files(Path mount) {
    try (Stream<Path> walk = Files.walk(mount)) {
      return walk.filter(Files::isRegularFile).toList().stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty();
    }
  }

  private void add(Inspector inspector, Path file) {
    inspector.find(file).ifPresent(object -> add(object, file));
  }

  private void add(Inspected found, Path file) {
    try (Inspected object = found) {
      FdInfo.number(object.fdInfo(), object.kind().idKey())
          .ifPresent(
              id ->
                  all.computeIfAbsent(object.kind(), k -> new HashMap<>())
                      .computeIfAbsent(id, k -> new ArrayList<>())
                      .add(file));
    }
  }

  /** {@return the names of that object} */
  public List<Path> of(ObjectKind kind, long id) {
    return List.copyOf(all.getOrDefault(kind, Map.of()).getOrDefault(id, List.of()));
  }
}
