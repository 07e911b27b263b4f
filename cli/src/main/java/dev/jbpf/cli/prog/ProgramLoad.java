package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.PinnedTogether;
import dev.jbpf.cli.load.LoadSource;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Loads programs and pins them; attaches them only if asked to. */
record ProgramLoad(Console console, Optional<String> program, boolean all) {

  /** Does what {@code FILE PIN} and the words behind it say: {@link LoadWords}. */
  int run(CommandWords words) {
    InputFile file = InputFile.read(words.next("file"), console);
    Path pin = Path.of(words.next("file to be"));
    Optional<OpenObject> open = LoadSource.open(file, console);
    if (open.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    try (LoadWords rest = LoadWords.configure(open.get(), words)) {
      List<String> kept = kept(open.get());
      load(open.get(), kept, pin, rest);
      return ExitCode.OK;
    } catch (VerifierException e) {
      console.err().println(e.getMessage());
    } catch (BpfObjectException e) {
      console.err().println("error: " + e.getMessage());
    }
    return ExitCode.BAD_SOURCE;
  }

  /** All are loaded, whichever are kept: what the kernel refuses is told. */
  private void load(OpenObject open, List<String> kept, Path pin, LoadWords rest) {
    open.programs().forEach(each -> each.autoattach(kept.contains(each.name())));
    open.programs().stream().filter(OpenProgram::isLoaded).forEach(each -> each.autoload(true));
    try (BpfObject object = open.load();
        ObjectLinks links = rest.attaches() ? object.attachAll() : object.attachNone();
        PinnedTogether pins = new PinnedTogether()) {
      if (all) {
        make(pin);
      }
      Map<String, Consumer<Path>> ways = ways(object, links);
      for (String name : kept) {
        pins.pin(all ? pin.resolve(name) : pin, ways.get(name));
      }
      rest.maps().ifPresent(folder -> pinMaps(object, folder, pins));
      pins.keep();
      if (rest.attaches()) {
        links.unattached().stream()
            .filter(kept::contains)
            .forEach(name -> note(name + " names no place: it is pinned, not attached"));
      }
    }
  }

  /** How each program is kept: by its link, where it is attached. */
  private static Map<String, Consumer<Path>> ways(BpfObject object, ObjectLinks links) {
    Map<String, Consumer<Path>> ways = new HashMap<>();
    object.programs().forEach((name, loaded) -> ways.put(name, loaded::pin));
    links.attached().forEach(each -> ways.put(each.name(), each.link()::pin));
    return ways;
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw UsageException.of("make the folder", folder.toString(), e);
    }
  }

  private static void pinMaps(BpfObject object, Path folder, PinnedTogether pins) {
    make(folder);
    object
        .maps()
        .forEach((name, map) -> pins.pin(folder.resolve(name.replace('.', '_')), map::pin));
  }

  /** All, or the one that is named; or the first, as bpftool's, where nobody says which. */
  private List<String> kept(OpenObject open) {
    if (program.isPresent()) {
      return named(open, program.get());
    }
    List<String> names =
        open.programs().stream().filter(OpenProgram::isLoaded).map(OpenProgram::name).toList();
    if (names.isEmpty()) {
      throw new UsageException("the object has no program");
    }
    if (all || names.size() == 1) {
      return names;
    }
    note(
        names.get(0)
            + " is pinned, the first; --program NAME takes another, loadall all: "
            + String.join(", ", names.subList(1, names.size())));
    return names.subList(0, 1);
  }

  private static List<String> named(OpenObject open, String name) {
    List<String> names = open.programs().stream().map(OpenProgram::name).toList();
    if (!names.contains(name)) {
      throw new UsageException("--program: no '" + name + "'; there are " + names);
    }
    open.only(name);
    return List.of(name);
  }

  private void note(String text) {
    console.err().println("note: " + text);
  }
}
