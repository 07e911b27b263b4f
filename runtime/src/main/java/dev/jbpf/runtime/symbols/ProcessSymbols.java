package dev.jbpf.runtime.symbols;

import dev.jbpf.runtime.symbols.elf.ElfSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the addresses of a process are called, by the files that it has mapped. */
public final class ProcessSymbols {
  private final List<Region> regions = new ArrayList<>();
  private final Map<String, Optional<ElfSymbols>> files = new HashMap<>();
  private final Path root;

  /** Executable memory that comes from a file. */
  private record Region(long start, long end, long offset, String file) {
    long size() {
      return end - start;
    }
  }

  private ProcessSymbols(Path root) {
    this.root = root;
  }

  /**
   * {@return the symbols of a process as it is now}
   *
   * @throws IOException if there is no such process, or it may not be looked into
   */
  public static ProcessSymbols of(long process) throws IOException {
    Path folder = Path.of("/proc/" + process);
    ProcessSymbols symbols = new ProcessSymbols(folder.resolve("root"));
    for (String line : Files.readAllLines(folder.resolve("maps"))) {
      symbols.region(line);
    }
    return symbols;
  }

  /** {@code START-END r-xp OFFSET DEVICE INODE PATH}. */
  private void region(String line) {
    String[] parts = line.split(" +", 6);
    if (parts.length < 6 || !parts[1].contains("x") || !parts[5].startsWith("/")) {
      return;
    }
    String[] range = parts[0].split("-");
    regions.add(
        new Region(
            Long.parseUnsignedLong(range[0], 16),
            Long.parseUnsignedLong(range[1], 16),
            Long.parseLong(parts[2], 16),
            parts[5]));
  }

  /** {@return the function that {@code address} lies in, and how far: {@code malloc+0x12}} */
  public Optional<String> name(long address) {
    return regions.stream()
        .filter(region -> address >= region.start && address < region.end)
        .findFirst()
        .map(region -> name(region, address - region.start + region.offset));
  }

  /** {@return the files that it has mapped to be executed, in the order of their addresses} */
  public List<Path> files() {
    return regions.stream().map(region -> inRoot(region.file)).distinct().toList();
  }

  /**
   * {@return where the process has that byte of {@code file}, which must be mapped to be executed}
   */
  public Optional<Long> address(Path file, long offset) {
    return regions.stream()
        .filter(region -> offset >= region.offset && offset - region.offset < region.size())
        .filter(region -> isSame(inRoot(region.file), file))
        .findFirst()
        .map(region -> offset - region.offset + region.start);
  }

  /** A link has another name, and a file that is gone is none. */
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  private Path inRoot(String file) {
    return root.resolve(file.substring(1));
  }

  private String name(Region region, long offset) {
    String unknown = region.file + "+0x" + Long.toHexString(offset);
    return files
        .computeIfAbsent(region.file, this::read)
        .flatMap(symbols -> symbols.at(offset))
        .orElse(unknown);
  }

  /** A file that was replaced or deleted meanwhile has no names to give. */
  private Optional<ElfSymbols> read(String file) {
    try {
      return Optional.of(ElfSymbols.read(inRoot(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
