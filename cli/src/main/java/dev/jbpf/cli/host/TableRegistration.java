package dev.jbpf.cli.host;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.PinnedTogether;
import dev.jbpf.cli.load.LoadSource;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.object.OpenObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tables of an object that are to outlive this process. */
record TableRegistration(Console console) {

  int run(String file, Optional<Path> folder) {
    Optional<OpenObject> open = LoadSource.open(InputFile.read(file, console), console);
    if (open.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    open.get().programs().stream()
        .filter(program -> !program.section().startsWith("struct_ops"))
        .forEach(program -> program.autoload(false));
    try {
      register(open.get(), folder);
      return ExitCode.OK;
    } catch (VerifierException e) {
      console.err().println(e.getMessage());
    } catch (BpfObjectException e) {
      console.err().println("error: " + e.getMessage());
    }
    return ExitCode.BAD_SOURCE;
  }

  /** What is attached is not closed: the kernel keeps a table that is no link by itself. */
  private static void register(OpenObject open, Optional<Path> folder) {
    try (BpfObject object = open.load()) {
      ObjectLinks links = object.attachAll();
      if (links.tables().isEmpty()) {
        throw new UsageException("the object has no table of functions (struct_ops)");
      }
      pin(links, folder);
    }
  }

  /** Pins those tables that are links: all of them, or none is left. */
  private static void pin(ObjectLinks links, Optional<Path> folder) {
    List<String> linked =
        links.tables().stream().filter(name -> links.table(name) instanceof BpfLink).toList();
    try (PinnedTogether pins = new PinnedTogether()) {
      for (String name : linked) {
        Path place =
            folder.orElseThrow(
                () ->
                    new UsageException(
                        "the table '" + name + "' is a link: say a FOLDER to pin it in"));
        pins.pin(place.resolve(name), links.table(name)::pin);
      }
      pins.keep();
    } catch (RuntimeException e) {
      links.close();
      throw e;
    }
  }
}
