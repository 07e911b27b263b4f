package dev.jbpf.cli.btf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.c.CHeader;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.gen.StructGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf btf}: types. */
@Command(
    name = "btf",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = {
      "Lists the types (BTF) in the kernel, and shows them as they are, as C, or as Java.",
      "TYPES are a number, the name vmlinux or a module's, a file; or, as with bpftool, id N, file"
          + " FILE, map MAP, prog PROGRAM."
    })
public final class BtfCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One with these streams. */
  public BtfCommand(Console console) {
    this.console = console;
  }

  /** How types are written. */
  enum Format {
    RAW,
    C,
    JAVA
  }

  @Override
  public void run() {
    throw Verbs.missing(spec);
  }

  @Command(
      aliases = "show",
      mixinStandardHelpOptions = true,
      description = "Lists the types in the kernel, and who uses them.")
  int list(
      @Parameters(arity = "0..*", paramLabel = "TYPES", description = "Which; all if none.")
          List<String> words,
      @Mixin ReportOptions options,
      @Mixin ReportOptions.Watch watch) {
    return options.list(new TypesTable(), words, console, watch);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Shows types: raw, a row each; c, a header that C programs include; java, a class for each"
            + " structure that is named, into the folder of -o.",
        "TYPES is a number, vmlinux, a file, prog PROGRAM, or map MAP, and behind it key, value, kv"
            + " (both, as it is without a word) or all. root_id N chooses types by their numbers."
      })
  int dump(
      @Parameters(arity = "1..*", paramLabel = "TYPES", description = "Which.") List<String> words,
      @Option(
              names = {"-f", "--format"},
              defaultValue = "RAW",
              paramLabel = "FORMAT",
              description = "raw, c or java; also as the words format FORMAT.")
          Format format,
      @Option(
              names = "--type",
              paramLabel = "NAME",
              description = "Only that type, and in C what it needs; may be repeated.")
          List<String> names,
      @Option(
              names = {"-B", "--base", "--base-btf"},
              paramLabel = "FILE",
              description = "What the types of FILE add to.")
          Optional<String> base,
      @Option(names = "-o", paramLabel = "FILE", description = "Into that file or folder.")
          Optional<String> out,
      @Option(
              names = "--package",
              defaultValue = "kernel",
              paramLabel = "NAME",
              description = "Of the Java classes; default: ${DEFAULT-VALUE}.")
          String javaPackage,
      @Mixin ReportOptions options) {
    CommandWords rest = new CommandWords(words);
    TypesSource source = TypesSource.open(rest, base.map(this::read), console);
    Btf types = source.types();
    Format asked = rest.take("format") ? format(rest.next("format: raw, c or java")) : format;
    rest.take("unsorted"); // Types are in the order of what needs what.
    rest.end();
    List<String> chosen = names == null ? List.of() : names;
    return switch (asked) {
      case RAW -> raw(types, ids(source, chosen), out, options);
      case C -> write(CHeader.of(types, ids(source, chosen)), out);
      case JAVA -> java(types, chosen, out, javaPackage);
    };
  }

  private byte[] read(String file) {
    return InputFile.read(file, console).bytes();
  }

  private static Format format(String word) {
    try {
      return Format.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("format: '" + word + "' is none of raw, c and java");
    }
  }

  private static IntStream ids(TypesSource source, List<String> names) {
    if (!names.isEmpty()) {
      return names.stream().flatMapToInt(name -> named(source.types(), name));
    }
    return source.chosen().isEmpty()
        ? IntStream.range(1, source.types().size())
        : source.chosen().stream().mapToInt(Integer::intValue);
  }

  private static IntStream named(Btf types, String name) {
    int[] found = types.ids(name).toArray();
    if (found.length == 0) {
      List<String> all = IntStream.range(1, types.size()).mapToObj(types::name).toList();
      throw new NotThereException(
          "there is no type named '"
              + name
              + "'"
              + Suggestions.nearest(name, all)
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
    }
    return IntStream.of(found);
  }

  private int raw(Btf types, IntStream ids, Optional<String> out, ReportOptions options) {
    List<Fields> rows = new RawTypes(types).rows(ids);
    if (out.isPresent()) {
      return write(RawTypes.print(rows), out);
    }
    return options.isJson()
        ? options.show(new Fields().put("types", rows), Fields::toString, console)
        : options.show(rows, RawTypes::print, console);
  }

  private int write(String text, Optional<String> out) {
    Output.write(out.orElse(InputFile.STANDARD), text.getBytes(StandardCharsets.UTF_8), console);
    return ExitCode.OK;
  }

  private int java(Btf types, List<String> names, Optional<String> out, String javaPackage) {
    String folder =
        out.orElseThrow(() -> new UsageException("java: -o FOLDER says where the classes go"));
    List<String> structs = names.isEmpty() ? structs(types) : names;
    try {
      Map<String, String> sources =
          StructGenerator.generate(types, structs, javaPackage, StructGenerator.Reach.EMBEDDED);
      sources.forEach(
          (name, text) -> write(text, Optional.of(Path.of(folder, name + ".java").toString())));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      console.err().println("error: " + e.getMessage());
      return ExitCode.BAD_SOURCE;
    }
  }

  private static List<String> structs(Btf types) {
    return IntStream.range(1, types.size())
        .mapToObj(types::type)
        .filter(type -> type instanceof BtfType.Struct && !type.name().isEmpty())
        .map(BtfType::name)
        .distinct()
        .toList();
  }
}
