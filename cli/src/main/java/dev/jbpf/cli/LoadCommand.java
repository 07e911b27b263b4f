package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.console.Wait;
import dev.jbpf.cli.load.LoadReport;
import dev.jbpf.cli.load.LoadSource;
import dev.jbpf.cli.load.TypesFile;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.examples.support.OnExit;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.LogLevel;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.object.OpenMap;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import dev.jbpf.runtime.object.hook.HookNames;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf load}: the programs of a file, in the kernel and attached. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads the programs of an object, or of assembly text, and attaches them to where their"
          + " sections' names say; runs until Ctrl-C, or leaves them pinned.",
      "Places for --attach: kprobe:FUNCTION, uprobe:FILE:FUNCTION, tracepoint:CATEGORY/NAME,"
          + " raw_tracepoint:NAME, tp_btf:NAME, fentry:FUNCTION, socket:INTERFACE,"
          + " xdp:INTERFACE[:generic|native], tc:INTERFACE[:ingress|egress],"
          + " action:INTERFACE[:ingress|egress], netfilter:ipv4|ipv6:POINT[:PRIORITY],"
          + " cgroup_skb/egress:FOLDER and other cgroup sections, sk_msg:MAP and"
          + " sk_skb/stream_verdict:MAP for a map of sockets in FILE, perf_event:HERTZ, sk_lookup,"
          + " flow_dissector. docs/objects.md lists them all."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:loaded, and ended as asked",
      "1:the file has errors, the kernel refused, or a place is gone while it was to be attached",
      "2:wrong usage, or a file that cannot be read",
      "3:this machine, or this user's rights, do not allow it"
    })
final class LoadCommand implements Callable<Integer> {
  private static final Pattern NAMED = Pattern.compile("([\\w.]+)=(.*)");

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "An object, or assembly; - is standard input.")
  String file = "";

  @Option(
      names = "--attach",
      paramLabel = "[PROGRAM=]PLACE",
      description = "Attach a program there; PROGRAM may be left out where there is only one.")
  List<String> places = List.of();

  @Option(names = "--no-attach", description = "Attach nothing that --attach does not name.")
  boolean onlyNamed;

  @Option(
      names = "--only",
      paramLabel = "PROGRAM",
      description = "Load that program alone, also one of a section such as ?xdp; may be repeated.")
  List<String> only = List.of();

  @Option(
      names = "--skip",
      paramLabel = "PROGRAM",
      description = "Leave that program out; may be repeated.")
  List<String> skipped = List.of();

  @Option(
      names = "--max-entries",
      paramLabel = "MAP=N",
      description = "Make room for N entries in that map; may be repeated.")
  private Map<String, Integer> entries = Map.of();

  @Option(
      names = "--verify",
      description = "Have the kernel verify the programs, attach none, and end; as --seconds 0.")
  boolean verify;

  @Option(
      names = "--pin",
      paramLabel = "FOLDER",
      description =
          "Pin programs, maps and links under FOLDER, of a BPF file system, and leave them there.")
  Optional<Path> pin = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "End after that time, 0 as --verify; default: at Ctrl-C, or with --pin at once.")
  Optional<Integer> seconds = Optional.empty();

  @Option(
      names = "--license",
      paramLabel = "TEXT",
      description = "Instead of the file's; assembly without any is under the GPL.")
  Optional<String> license = Optional.empty();

  @Option(
      names = "--log",
      paramLabel = "LEVEL",
      description = "Print what the verifier tells: ${COMPLETION-CANDIDATES}.")
  LogLevel log = LogLevel.NONE;

  @Option(
      names = "--btf",
      paramLabel = "FILE",
      description =
          "The kernel's types, for programs that depend on their layout (CO-RE); default: what the"
              + " running kernel tells.")
  Optional<Path> types = Optional.empty();

  @Option(
      names = "--kconfig",
      paramLabel = "CONFIG_X=VALUE",
      description =
          "What a setting of the kernel's configuration is, instead of the running kernel's; may be"
              + " repeated.")
  List<String> settings = List.of();

  @Option(names = "--json", description = "Tell what was loaded as one JSON object.")
  boolean json;

  LoadCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    InputFile source = InputFile.read(file, console);
    Optional<OpenObject> open = LoadSource.open(source, console);
    if (open.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    configure(open.get());
    Permission permission = Bpf.permission();
    if (!permission.isGranted()) {
      console.err().println(Bpf.permission(needed(open.get())));
      return ExitCode.NOT_POSSIBLE;
    }
    return load(open.get());
  }

  /** All that is missing is told at once. */
  private static Capability[] needed(OpenObject open) {
    return open.programs().stream()
        .flatMap(program -> program.capabilities().stream())
        .distinct()
        .toArray(Capability[]::new);
  }

  private void configure(OpenObject open) {
    license.ifPresent(open::license);
    types.map(TypesFile::read).ifPresent(open::kernelTypes);
    settings.forEach(open::kernelConfig);
    open.log(log);
    choose(open);
    if (onlyNamed || isVerifying()) {
      open.programs().forEach(program -> program.autoattach(false));
    }
    if (isVerifying()) {
      open.maps().forEach(OpenMap::unpinned); // Nothing is to stay.
    }
    places.forEach(place -> attach(open, place));
    if (seconds.filter(n -> n < 0).isPresent()) {
      throw new UsageException("--seconds: must be 0 or more");
    }
    if (isVerifying() && pin.isPresent()) {
      throw new UsageException("--pin: of programs that are only verified nothing is left to pin");
    }
  }

  private boolean isVerifying() {
    return verify || seconds.equals(Optional.of(0));
  }

  /** What is to be loaded of the object, and how large. */
  private void choose(OpenObject open) {
    try {
      if (!only.isEmpty()) {
        open.only(only.toArray(String[]::new));
      }
      skipped.forEach(name -> open.program(name).autoload(false));
      open.programs().stream().filter(OpenProgram::isLoaded).forEach(each -> each.autoload(true));
      entries.forEach((map, count) -> open.map(map).maxEntries(count));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private void attach(OpenObject open, String text) {
    Matcher named = NAMED.matcher(text);
    try {
      if (named.matches()) {
        asked(open.program(named.group(1))).attachTo(HookNames.parse(named.group(2)));
      } else {
        only(open).attachTo(HookNames.parse(text));
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new UsageException("--attach: " + e.getMessage());
    }
  }

  /** Whoever says where a program belongs wants it loaded, unless they said otherwise. */
  private OpenProgram asked(OpenProgram program) {
    if (only.isEmpty() && !skipped.contains(program.name())) {
      program.autoload(true);
    }
    if (!program.isLoaded()) {
      throw new IllegalArgumentException(
          program + " is not among those that --only and --skip leave");
    }
    return program;
  }

  private static OpenProgram only(OpenObject open) {
    List<OpenProgram> loaded = open.programs().stream().filter(OpenProgram::isLoaded).toList();
    if (loaded.size() != 1) {
      List<String> names = loaded.stream().map(OpenProgram::name).toList();
      throw new IllegalArgumentException("say which program, NAME=PLACE; there are " + names);
    }
    return loaded.get(0);
  }

  @SuppressWarnings("try") // what it does is done when it is closed
  private int load(OpenObject open) throws Exception {
    try (OnExit onExit = OnExit.interruptThisThread()) {
      return loadUntilStopped(open);
    } catch (VerifierException e) {
      if (log != LogLevel.NONE) {
        console.err().println(e.log().stripTrailing());
      }
      console.err().println(e.getMessage());
    } catch (SyscallException e) {
      complain(e);
      return e.errno().equals(Errno.EPERM) ? ExitCode.NOT_POSSIBLE : ExitCode.BAD_SOURCE;
    } catch (BpfObjectException | UnsupportedOperationException | UncheckedIOException e) {
      complain(e);
    }
    return ExitCode.BAD_SOURCE;
  }

  /** What is attached is detached before the process may end. */
  private int loadUntilStopped(OpenObject open) throws Exception {
    try (BpfObject object = open.load();
        ObjectLinks links = isVerifying() ? object.attachNone() : object.attachAll()) {
      pin.ifPresent(folder -> object.pin(folder, links));
      report(new LoadReport(open, object, links));
      boolean waits = !isVerifying() && (pin.isEmpty() || seconds.isPresent());
      return waits ? new Wait(links, console.err()).until(seconds) : ExitCode.OK;
    } catch (InterruptedException stopped) {
      console.err().println("Stopped.");
    }
    return ExitCode.OK;
  }

  private void report(LoadReport report) throws IOException {
    PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    if (json) {
      out.println(report.json());
    } else {
      out.print(report.table());
    }
    console.out().check(); // Nobody waits for programs that nobody was told of.
    console.err().print(report.logs());
    report.notes().forEach(note -> console.err().println("note: " + note));
    if (isVerifying()) {
      console.err().println("Accepted; nothing stays loaded.");
    } else if (pin.isEmpty() && seconds.isEmpty()) {
      console.err().println("Loaded; Ctrl-C ends it.");
    }
  }

  private void complain(RuntimeException e) {
    console.err().println("error: " + e.getMessage());
  }
}
