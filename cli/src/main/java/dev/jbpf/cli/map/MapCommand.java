package dev.jbpf.cli.map;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Pinning;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf map}: the maps in the kernel, and what is in them. */
@Command(
    name = "map",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = {
      "Lists the maps in the kernel, shows and changes what is in them.",
      "MAP is a number, a name, or a file where it is pinned; or, as with bpftool, id N, name NAME,"
          + " pinned FILE.",
      "Keys and values are numbers, words and JSON, by the map's types; or bytes, a word each, or"
          + " behind the word hex: jbpf map update ports key 80 value '{\"hits\": 7}'; jbpf map"
          + " lookup 5 key hex 50 00 00 00."
    })
public final class MapCommand implements Runnable {
  private static final String WORDS = "MAP key KEY …";

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One with these streams. */
  public MapCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw Verbs.missing(spec);
  }

  @Command(
      aliases = "show",
      mixinStandardHelpOptions = true,
      description = "Lists the maps in the kernel, or shows those that are named.")
  int list(
      @Parameters(arity = "0..*", paramLabel = "MAP", description = "Which; all if none.")
          List<String> words,
      @Mixin ReportOptions options,
      @Mixin ReportOptions.Watch watch) {
    return options.list(new MapList(), words, console, watch);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Makes a map, and gives it a name in the BPF file system: it stays until that is deleted.",
        "jbpf map create /sys/fs/bpf/ports type hash key 4 value 8 entries 1024 name ports; after"
            + " it, flags N, and for maps of maps inner_map MAP, which they are like."
      })
  int create(
      @Parameters(
              arity = "1..*",
              hideParamSyntax = true,
              paramLabel = "FILE type TYPE key BYTES value BYTES entries N name NAME",
              description = "The file to be, and what the map is like.")
          List<String> words) {
    new MapCreation(new CommandWords(words)).make();
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows all entries of a map, or of all maps of a name.")
  int dump(
      @Parameters(arity = "1..*", paramLabel = "MAP", description = "Which.") List<String> words,
      @Option(
              names = "--histogram",
              arity = "0..1",
              fallbackValue = "value",
              paramLabel = "UNIT",
              description = "Drawn: keys count powers of two, as those of log2 in the builder do.")
          String unit,
      @Mixin ReportOptions options,
      @Mixin ReportOptions.Watch watch) {
    Finder finder = Finder.local();
    CommandWords rest = new CommandWords(words);
    List<Long> ids = finder.all(ObjectKind.MAP, rest);
    rest.end();
    if (ids.size() > 1 && unit == null) {
      return options.show(new SeveralMaps(finder, ids)::all, SeveralMaps::text, console, watch);
    }
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      return unit == null
          ? options.show(map::entries, EntryFields::table, console, watch)
          : options.show(
              map::histogram, MapHistogram::fields, found -> found.table(unit), console, watch);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows the value of a key.")
  int lookup(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = WORDS,
              description = "Which map, and which key.")
          List<String> words,
      @Mixin ReportOptions options) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      return show(map.lookup(), options);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows the key behind a key; the first one if none is given.")
  int getnext(
      @Parameters(
              arity = "1..*",
              hideParamSyntax = true,
              paramLabel = "MAP [key KEY]",
              description = "Which.")
          List<String> words,
      @Mixin ReportOptions options) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      return options.show(map.next(), EntryFields::nextText, console);
    }
  }

  @Command(
      name = "event_pipe",
      mixinStandardHelpOptions = true,
      description = {
        "Shows what programs send through a perf event array, of all CPUs or, with cpu N index M"
            + " behind the map, of one at that place, until Ctrl-C. Whoever read it before reads"
            + " nothing any more."
      })
  int eventPipe(
      @Parameters(arity = "1..*", paramLabel = "MAP", description = "Which.") List<String> words,
      @Option(
              names = "--seconds",
              defaultValue = "1000000",
              paramLabel = "N",
              description = "End after that time.")
          double seconds,
      @Mixin ReportOptions options) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      map.events().copy(console, options.isJson(), seconds);
      return ExitCode.OK;
    }
  }

  private int show(Fields entry, ReportOptions options) {
    return options.show(entry, found -> EntryFields.table(List.of(found)), console);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Stores a value: MAP key KEY value VALUE, and any, exist or noexist at the end. A value of"
            + " an array of programs or maps is what bpftool has too: id N or pinned FILE.",
        "Of a map with a value for each CPU, each is given the same."
      })
  int update(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = WORDS,
              description = "Which map, key and value.")
          List<String> words) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      map.update();
      return ExitCode.OK;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Removes a key.")
  int delete(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = WORDS,
              description = "Which map, and which key.")
          List<String> words) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      map.delete();
      return ExitCode.OK;
    }
  }

  @Command(
      aliases = "enqueue",
      mixinStandardHelpOptions = true,
      description = "Adds an element to a queue or a stack: MAP value VALUE.")
  int push(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = "MAP value VALUE",
              description = "Which, and what.")
          List<String> words) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      map.push();
      return ExitCode.OK;
    }
  }

  @Command(
      aliases = "dequeue",
      mixinStandardHelpOptions = true,
      description = "Takes the next element from a queue or a stack, and shows it.")
  int pop(
      @Parameters(arity = "1..*", paramLabel = "MAP", description = "Which.") List<String> words,
      @Mixin ReportOptions options) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      map.end();
      return show(map.pop(), options);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows the next element of a queue or a stack, which stays there.")
  int peek(
      @Parameters(arity = "1..*", paramLabel = "MAP", description = "Which.") List<String> words,
      @Mixin ReportOptions options) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      map.end();
      return show(map.peek(), options);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gives a map a name in the BPF file system: it stays until that is deleted.")
  int pin(
      @Parameters(arity = "2..*", paramLabel = "MAP", description = "Which, and the file to be.")
          List<String> words) {
    return Pinning.pin(ObjectKind.MAP, words);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lets nobody write to a map any more but programs.")
  int freeze(
      @Parameters(arity = "1..*", paramLabel = "MAP", description = "Which.") List<String> words) {
    try (MapAccess map = MapAccess.open(new CommandWords(words))) {
      map.end();
      map.freeze();
      return ExitCode.OK;
    }
  }
}
