package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.load.LoadSource;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Loads programs and pins them, without attaching any. */
record ProgramLoad(Console console, Optional<String> program, boolean all) {

  /** Does what {@code FILE PIN [type TYPE] [map name NAME MAP] [pinmaps FOLDER]} says. */
  int run(CommandWords words) {
    InputFile file = InputFile.read(words.next("file"), console);
    Path pin = Path.of(words.next("file to be"));
    Optional<OpenObject> open = LoadSource.open(file, console);
    if (open.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    if (!all) {
      open.get().only(name(open.get(), program));
    }
    try (LoadWords rest = LoadWords.configure(open.get(), words);
        BpfObject object = open.get().load()) {
      if (all) {
        make(pin);
      }
      pin(object, pin, rest.maps());
      return ExitCode.OK;
    } catch (VerifierException e) {
      console.err().println(e.getMessage());
    } catch (BpfObjectException e) {
      console.err().println("error: " + e.getMessage());
    }
    return ExitCode.BAD_SOURCE;
  }

  /** All names, or none. */
  private void pin(BpfObject object, Path pin, Optional<Path> maps) {
    List<Path> pinned = new ArrayList<>();
    try {
      object
          .programs()
          .forEach((name, loaded) -> pin(all ? pin.resolve(name) : pin, loaded::pin, pinned));
      maps.ifPresent(folder -> pinMaps(object, folder, pinned));
    } catch (RuntimeException e) {
      pinned.forEach(file -> delete(file, e));
      throw e;
    }
  }

  private static void pin(Path file, Consumer<Path> way, List<Path> pinned) {
    way.accept(file);
    pinned.add(file);
  }

  private static void delete(Path file, RuntimeException why) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw UsageException.of("make the folder", folder.toString(), e);
    }
  }

  private static void pinMaps(BpfObject object, Path folder, List<Path> pinned) {
    make(folder);
    object
        .maps()
        .forEach((name, map) -> pin(folder.resolve(name.replace('.', '_')), map::pin, pinned));
  }

  private static String name(OpenObject open, Optional<String> asked) {
    List<String> names = open.programs().stream().map(OpenProgram::name).toList();
    if (asked.isEmpty() && names.size() != 1) {
      throw new UsageException("say which program, --program NAME; there are " + names);
    }
    if (asked.isPresent() && !names.contains(asked.get())) {
      throw new UsageException("--program: no '" + asked.get() + "'; there are " + names);
    }
    return asked.orElseGet(() -> names.get(0));
  }
}
