package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.HexBytes;
import dev.jbpf.cli.find.Pinning;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.examples.support.OnExit;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf prog}: the programs in the kernel. */
@Command(
    name = "prog",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = {
      "Lists, shows, measures and runs the programs in the kernel.",
      "PROGRAM is a number, a name, a tag, or a file where it is pinned; or, as with bpftool, id N,"
          + " name NAME, tag TAG, pinned FILE."
    })
public final class ProgCommand implements Runnable {
  /** What is attached, and where. */
  static final class SocketWords {
    @Parameters(
        arity = "2..*",
        hideParamSyntax = true,
        paramLabel = "PROGRAM PLACE MAP",
        description = "Which program, where, and the map of sockets.")
    private List<String> all = List.of();
  }

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One with these streams. */
  public ProgCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw Verbs.missing(spec);
  }

  @Command(
      aliases = "show",
      mixinStandardHelpOptions = true,
      description = "Lists the programs in the kernel, or shows those that are named.")
  int list(
      @Parameters(arity = "0..*", paramLabel = "PROGRAM", description = "Which; all if none.")
          List<String> words,
      @Mixin ReportOptions options,
      @Mixin ReportOptions.Watch watch) {
    return options.list(new ProgramList(), words, console, watch);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Shows what the kernel made of a program: dump xlated, the instructions after the"
            + " verifier, with the lines of their source; dump jited, the machine code.",
        "After it also bpftool's words: opcodes, linum, visual, file FILE. Of several programs of a"
            + " name all are shown."
      })
  int dump(
      @Parameters(index = "0", paramLabel = "WHAT", description = "xlated or jited.") String what,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "PROGRAM", description = "Which.")
          List<String> words,
      @Option(names = "--opcodes", description = "With the bytes of each instruction.")
          boolean opcodes,
      @Option(names = "--linum", description = "With the files and numbers of source lines.")
          boolean linum,
      @Option(names = "--visual", description = "As a graph, for dot -Tsvg.") boolean visual,
      @Option(names = "--file", paramLabel = "FILE", description = "The bytes, into that file.")
          Optional<String> file,
      @Mixin ReportOptions options) {
    DumpStyle style = new DumpStyle(opcodes, linum, visual, file);
    return new DumpAction(console, options).run(what, new CommandWords(words), style);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Measures how often a program runs and how long it takes, until Ctrl-C or as long as"
            + " --seconds says. The kernel's own statistics, since Linux 5.8: they are on for"
            + " all programs meanwhile."
      })
  int profile(
      @Parameters(arity = "1..*", paramLabel = "PROGRAM", description = "Which; all of that name.")
          List<String> words,
      @Option(
              names = "--seconds",
              paramLabel = "N",
              description = "How long; default: until Ctrl-C.")
          Optional<Double> seconds,
      @Mixin ReportOptions options) {
    Finder finder = Finder.local();
    CommandWords rest = new CommandWords(words);
    List<Long> ids = finder.all(ObjectKind.PROGRAM, rest);
    Optional<Double> time =
        rest.take("duration") ? Optional.of((double) rest.number("duration")) : seconds;
    if (!rest.isEmpty()) {
      throw new UsageException(RunProfile.notMeasured(rest.peek(), ids.get(0)));
    }
    return profile(new RunProfile(finder, ids), time, options);
  }

  /** Ctrl-C asks for the result. */
  @SuppressWarnings("try") // what it does is done when it is closed
  private int profile(RunProfile profile, Optional<Double> time, ReportOptions options) {
    try (OnExit onExit = OnExit.interruptThisThread()) {
      if (time.isEmpty()) {
        console.err().println("Measuring; Ctrl-C ends it.");
      }
      return options.show(profile.measure(time), RunProfile::table, console);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Runs a program of the kernel on input that is given, and prints what it returns; tracing"
            + " programs cannot be run so. The packet is what the program sees.",
        "After it also bpftool's words: data_in FILE, whose first 14 bytes are the header of"
            + " Ethernet for all programs, data_out FILE, data_size_out N, ctx_in FILE, ctx_out"
            + " FILE, ctx_size_out N, repeat N; - is standard input or output."
      })
  int run(
      @Parameters(arity = "1..*", paramLabel = "PROGRAM", description = "Which.")
          List<String> words,
      @Option(
              names = {"--data-in", "--mem-file"},
              paramLabel = "FILE",
              description = "The packet.")
          Optional<String> dataFile,
      @Option(names = "--mem", paramLabel = "HEX", description = "The packet, as bytes.")
          Optional<String> data,
      @Option(names = "--ctx-in", paramLabel = "FILE", description = "The context.")
          Optional<String> contextFile,
      @Option(
              names = "--repeat",
              defaultValue = "1",
              paramLabel = "N",
              description = "How often; the time is the mean.")
          int repeat,
      @Option(names = "--data-out", paramLabel = "FILE", description = "Where the packet goes.")
          Optional<String> out,
      @Mixin ReportOptions options) {
    Finder finder = Finder.local();
    CommandWords rest = new CommandWords(words);
    long id = finder.one(ObjectKind.PROGRAM, rest);
    TestFiles files = new TestFiles(console);
    files.take(rest);
    TestInput input =
        new TestInput(
            data.map(HexBytes::parse).or(() -> dataFile.map(files::read)),
            files.frame(),
            contextFile.map(files::read).or(files::context),
            files.repeat(repeat),
            files.room());
    TestOutput output = input.run(finder.inspector().kernel(), id);
    out.ifPresent(file -> Output.write(file, output.packet(), console));
    files.write(output);
    return options.show(
        output.fields(out.isPresent() || files.takesData(), files.takesContext()),
        output::text,
        console);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Gives a program a name in the BPF file system: it stays until that is deleted.")
  int pin(
      @Parameters(arity = "2..*", paramLabel = "PROGRAM", description = "Which, and the file.")
          List<String> words) {
    return Pinning.pin(ObjectKind.PROGRAM, words);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Loads the programs of an object, or of assembly text, and pins the first, attached to"
            + " nothing.",
        "After it also bpftool's words: type TYPE, map name NAME MAP, pinmaps FOLDER, kernel_btf"
            + " FILE, and autoattach: attached to where its section says, its link is pinned. jbpf"
            + " load attaches to other places, too."
      })
  int load(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = "FILE PIN",
              description = "An object, or assembly text; a file to be, a folder with --all.")
          List<String> words,
      @Option(
              names = "--program",
              paramLabel = "NAME",
              description = "Load and pin that program alone.")
          Optional<String> program,
      @Option(names = "--all", description = "All programs, each by its name in the folder PIN.")
          boolean all) {
    return new ProgramLoad(console, program, all).run(new CommandWords(words));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Loads all programs of an object and pins each by its name in a folder; with the words of"
              + " load behind it.")
  int loadall(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = "FILE FOLDER",
              description = "An object, or assembly text; a folder of a BPF file system.")
          List<String> words) {
    return new ProgramLoad(console, Optional.empty(), true).run(new CommandWords(words));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Attaches a program to a map of sockets, or as flow_dissector, where it stays until it is"
            + " detached: PROGRAM PLACE [MAP]; PLACE is sk_msg_verdict, sk_skb_stream_verdict,"
            + " sk_skb_stream_parser, sk_skb_verdict or flow_dissector.",
        "jbpf load, net attach and cgroup attach have the other places."
      })
  int attach(@Mixin SocketWords words) {
    return SocketChange.of(words.all).attach();
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Detaches a program that was attached so: PROGRAM PLACE [MAP].")
  int detach(@Mixin SocketWords words) {
    return SocketChange.of(words.all).detach();
  }
}
