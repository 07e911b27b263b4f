package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.load.TypesFile;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.RawMap;
import dev.jbpf.runtime.object.OpenMap;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What bpftool's words behind {@code prog load FILE PIN} want of an object. */
final class LoadWords implements AutoCloseable {
  /** Words that name a network card that is to run the program. */
  private static final Set<String> CARDS = Set.of("dev", "offload_dev", "xdpmeta_dev");

  private final List<RawMap> reused = new ArrayList<>();
  private Optional<Path> maps = Optional.empty();
  private boolean attaches;

  private LoadWords() {}

  /** Reads the words to their end, and changes what is open as they say. */
  static LoadWords configure(OpenObject open, CommandWords words) {
    LoadWords read = new LoadWords();
    try {
      while (!words.isEmpty()) {
        read.next(open, words);
      }
      return read;
    } catch (RuntimeException e) {
      read.close();
      throw e;
    }
  }

  private void next(OpenObject open, CommandWords words) {
    if (words.take("type")) {
      setType(open, words.next("type of program"));
    } else if (words.take("map")) {
      reuse(open, words);
    } else if (words.take("pinmaps")) {
      maps = Optional.of(Path.of(words.next("folder")));
    } else if (words.take("autoattach")) {
      attaches = true;
    } else if (words.take("kernel_btf")) {
      open.kernelTypes(TypesFile.read(Path.of(words.next("file"))));
    } else if (CARDS.contains(words.peek())) {
      throw new UsageException(
          words.peek() + ": programs for network cards themselves are bpftool's to load");
    } else {
      words.end();
    }
  }

  /** As a section's name says it: {@code xdp}, {@code cgroup/skb}. */
  private static void setType(OpenObject open, String name) {
    ProgramSection section;
    try {
      section = ProgramSection.named(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("type " + name + ": " + e.getMessage());
    }
    open.programs().stream()
        .filter(OpenProgram::isLoaded)
        .forEach(
            program -> {
              program.type(section.type());
              section.attachType().ifPresent(program::attachType);
            });
  }

  private void reuse(OpenObject open, CommandWords words) {
    OpenMap map = words.take("idx") ? byIndex(open, words.number("idx")) : byName(open, words);
    Finder finder = Finder.local();
    RawMap raw = RawMap.open(finder.inspector().kernel(), finder.one(ObjectKind.MAP, words));
    reused.add(raw);
    map.reuse(raw.map());
  }

  private static OpenMap byIndex(OpenObject open, int index) {
    List<OpenMap> all = List.copyOf(open.maps());
    if (index < 0 || index >= all.size()) {
      throw new UsageException("map idx " + index + ": there are " + all.size() + ", from 0 on");
    }
    return all.get(index);
  }

  private static OpenMap byName(OpenObject open, CommandWords words) {
    if (!words.take("name")) {
      throw new UsageException("say which map: map name NAME MAP, or map idx N MAP");
    }
    try {
      return open.map(words.next("name of a map"));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** {@return the folder in which maps are to be pinned, if any} */
  Optional<Path> maps() {
    return maps;
  }

  /** {@return whether the programs are to be attached, and their links pinned} */
  boolean attaches() {
    return attaches;
  }

  @Override
  public void close() {
    reused.forEach(RawMap::close);
  }
}
