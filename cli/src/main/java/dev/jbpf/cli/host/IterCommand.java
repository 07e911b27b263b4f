package dev.jbpf.cli.host;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.load.LoadSource;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.iterator.IteratorScope;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.RawMap;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf iter}: programs that are read like files. */
@Command(
    name = "iter",
    mixinStandardHelpOptions = true,
    description = "Pins an iterator: a program that writes what the kernel holds, as a file.")
public final class IterCommand implements Runnable {
  private static final Set<String> OF_A_MAP =
      Set.of("bpf_map_elem", "bpf_sk_storage_map", "sockmap");

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One with these streams. */
  public IterCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw Verbs.missing(spec);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Loads the iterator of a file and pins it: cat PIN runs it.",
        "Behind that map MAP: of whose elements it is (bpf_map_elem, bpf_sk_storage_map)."
      })
  int pin(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = "FILE PIN",
              description = "An object, or assembly text; a file to be, of a BPF file system.")
          List<String> asked) {
    CommandWords words = new CommandWords(asked);
    String file = words.next("file");
    Path pin = Path.of(words.next("file to be"));
    Optional<OpenObject> open = LoadSource.open(InputFile.read(file, console), console);
    if (open.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    OpenProgram iterator = iterator(open.get());
    open.get().only(iterator.name());
    Optional<RawMap> map = map(words, kind(iterator));
    words.end();
    try {
      map.ifPresent(of -> iterator.attachTo(over(kind(iterator), of)));
      pin(open.get(), pin);
      return ExitCode.OK;
    } catch (VerifierException e) {
      console.err().println(e.getMessage());
    } catch (BpfObjectException e) {
      console.err().println("error: " + e.getMessage());
    } finally {
      map.ifPresent(RawMap::close);
    }
    return ExitCode.BAD_SOURCE;
  }

  private static void pin(OpenObject open, Path pin) {
    try (BpfObject object = open.load();
        ObjectLinks links = object.attachAll()) {
      links.attached().get(0).link().pin(pin);
    }
  }

  /** The map whose elements are gone through, if one is said. */
  private static Optional<RawMap> map(CommandWords words, String kind) {
    if (!words.take("map")) {
      if (OF_A_MAP.contains(kind)) {
        throw new UsageException("an iterator " + kind + " goes through one map: map MAP");
      }
      return Optional.empty();
    }
    Finder finder = Finder.local();
    long id = finder.one(ObjectKind.MAP, words);
    return Optional.of(RawMap.open(finder.inspector().kernel(), id));
  }

  private static String kind(OpenProgram iterator) {
    return iterator.section().replaceFirst("^iter[.]?s?/?", "");
  }

  private static Hook over(String kind, RawMap map) {
    return Hooks.iterator(kind, IteratorScope.elementsOf(map.map()));
  }

  private static OpenProgram iterator(OpenObject open) {
    List<OpenProgram> found =
        open.programs().stream().filter(each -> each.section().startsWith("iter")).toList();
    if (found.size() != 1) {
      List<String> names = found.stream().map(OpenProgram::name).toList();
      throw new UsageException(
          "there must be one iterator, in a section iter/…; there are " + names);
    }
    return found.get(0);
  }
}
