package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.load.LoadSource;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads programs and pins them, without attaching any. */
record ProgramLoad(Console console, String file, Path pin) {

  int run(Optional<String> program, boolean all) {
    Optional<OpenObject> open = LoadSource.open(InputFile.read(file, console), console);
    if (open.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    if (!all) {
      open.get().only(name(open.get(), program));
    }
    try (BpfObject object = open.get().load()) {
      object.programs().forEach((name, loaded) -> loaded.pin(all ? pin.resolve(name) : pin));
      return ExitCode.OK;
    } catch (VerifierException e) {
      console.err().println(e.getMessage());
    } catch (BpfObjectException e) {
      console.err().println("error: " + e.getMessage());
    }
    return ExitCode.BAD_SOURCE;
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
