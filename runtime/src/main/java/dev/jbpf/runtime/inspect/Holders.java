package dev.jbpf.runtime.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    for (String process : names(PROC)) {
      if (Character.isDigit(process.charAt(0))) {
        Path folder = PROC.resolve(process);
        Path descriptors = folder.resolve("fd");
        for (String fd : names(descriptors)) {
          look.accept(folder, descriptors.resolve(fd));
        }
      }
    }
  }

  /**
   * What ends meanwhile, or is not ours to see, is left out. By the older class, which makes no
   * more of a name than a text: there are thousands.
   */
  private static String[] names(Path folder) {
    return Optional.ofNullable(folder.toFile().list()).orElse(new String[0]);
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
