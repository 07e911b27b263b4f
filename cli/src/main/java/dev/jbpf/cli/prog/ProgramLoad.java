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
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
      open.get().only(name(open.get()));
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
    try (PinnedTogether pins = new PinnedTogether()) {
      object
          .programs()
          .forEach((name, loaded) -> pins.pin(all ? pin.resolve(name) : pin, loaded::pin));
      maps.ifPresent(folder -> pinMaps(object, folder, pins));
      pins.keep();
    }
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

  /** The first, as bpftool's, where nobody says which. */
  private String name(OpenObject open) {
    List<String> names = open.programs().stream().map(OpenProgram::name).toList();
    if (names.isEmpty()) {
      throw new UsageException("the object has no program");
    }
    if (program.isPresent() && !names.contains(program.get())) {
      throw new UsageException("--program: no '" + program.get() + "'; there are " + names);
    }
    if (program.isEmpty() && names.size() > 1) {
      String rest = String.join(", ", names.subList(1, names.size()));
      console
          .err()
          .println(
              "note: "
                  + names.get(0)
                  + " alone is loaded, the first; --program NAME takes another: "
                  + rest);
    }
    return program.orElseGet(() -> names.get(0));
  }
}
