package dev.jbpf.runtime.inspect;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Which processes hold which objects open, as {@code /proc} tells; of other users' processes it
 * tells root only.
 */
public final class Holders {
  private static final Path PROC = Path.of("/proc");

  private final Map<ObjectKind, Map<Long, TreeSet<Holder>>> all = new EnumMap<>(ObjectKind.class);

  private Holders() {}

  /** A process; {@code name} is what the kernel calls it, 15 characters at most. */
  public record Holder(long pid, String name) implements Comparable<Holder> {
    @Override
    public int compareTo(Holder other) {
      return Long.compare(pid, other.pid);
    }
  }

  /** {@return what {@code /proc} tells now} */
  public static Holders read() {
    Holders holders = new Holders();
    eachDescriptor(holders::look);
    return holders;
  }

  /** Calls {@code look} with each process and descriptor that can be seen. */
  static void eachDescriptor(BiConsumer<Path, Path> look) {
    each(
        PROC,
        "[0-9]*",
        process -> each(process.resolve("fd"), "*", fd -> look.accept(process, fd)));
  }

  private interface Look {
    void at(Path path);
  }

  /** What ends meanwhile, or is not ours to see, is left out. */
  private static void each(Path folder, String names, Look look) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names)) {
      entries.forEach(look::at);
    } catch (IOException | DirectoryIteratorException e) {
      return;
    }
  }

  private void look(Path process, Path fd) {
    try {
      ObjectKind.ofInode(Files.readSymbolicLink(fd).toString())
          .ifPresent(kind -> add(kind, process, fd));
    } catch (IOException e) {
      return;
    }
  }

  private void add(ObjectKind kind, Path process, Path fd) {
    Path info = process.resolve("fdinfo").resolve(fd.getFileName());
    OptionalLong id = FdInfo.number(FdInfo.read(info), kind.idKey());
    id.ifPresent(
        number ->
            all.computeIfAbsent(kind, k -> new HashMap<>())
                .computeIfAbsent(number, k -> new TreeSet<>())
                .add(holder(process)));
  }

  static Holder holder(Path process) {
    long pid = Long.parseLong(process.getFileName().toString());
    try {
      return new Holder(pid, Files.readString(process.resolve("comm")).strip());
    } catch (IOException e) {
      return new Holder(pid, "");
    }
  }

  /** {@return the processes that hold that object, by their numbers} */
  public List<Holder> of(ObjectKind kind, long id) {
    return List.copyOf(all.getOrDefault(kind, Map.of()).getOrDefault(id, new TreeSet<>()));
  }
}
