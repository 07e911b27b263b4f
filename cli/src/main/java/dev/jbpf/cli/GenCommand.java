package dev.jbpf.cli;

import dev.jbpf.btf.Btf;
import dev.jbpf.cli.asm.JavaClass;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.OutputName;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.link.ObjectLinking;
import dev.jbpf.cli.load.TypesFile;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.MinimalTypes;
import dev.jbpf.gen.ProgramGenerator;
import dev.jbpf.gen.StructGenerator;
import dev.jbpf.gen.TracepointGenerator;
import dev.jbpf.gen.skeleton.SkeletonGenerator;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.event.Tracefs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf gen}: Java sources from kernels and programs. */
@Command(
    name = "gen",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = {
      "Writes Java sources from a kernel's types, a tracepoint, or a program; and the types that"
          + " objects need."
    })
final class GenCommand implements Runnable {
  private static final String KERNEL_TYPES = "/sys/kernel/btf/vmlinux";
  private static final Pattern TRACEPOINT = Pattern.compile("(\\w+)/(\\w+)");
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

  /** The types that something is made of. */
  static final class KernelTypes {
    @Option(
        names = "--btf",
        defaultValue = KERNEL_TYPES,
        paramLabel = "FILE",
        description = "The kernel's types; default: ${DEFAULT-VALUE}.")
    private Path file = Path.of(KERNEL_TYPES);
  }

  /** Where classes are written to. */
  static final class Folder {
    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Where to write.")
    private String name = "";
  }

  /** The package of classes for a kernel's types. */
  static final class KernelPackage {
    @Option(
        names = "--package",
        paramLabel = "NAME",
        description = "The package of the classes; default: ${DEFAULT-VALUE}.")
    private String name = "kernel";
  }

  /** The package of classes for a program. */
  static final class PlainPackage {
    @Option(
        names = "--package",
        paramLabel = "NAME",
        description = "The package of the classes; default: none.")
    private String name = "";
  }

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  GenCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw Verbs.missing(spec);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Writes a class for each structure, or for the named members of it (sk_buff.dev), and"
              + " for those that lie inside.")
  int struct(
      @Parameters(arity = "1..*", paramLabel = "NAME", description = "task_struct, sk_buff.dev …")
          List<String> names,
      @Mixin Folder folder,
      @Mixin KernelTypes kernel,
      @Option(
              names = "--reach",
              defaultValue = "EMBEDDED",
              paramLabel = "HOW",
              description = "Which others follow: ${COMPLETION-CANDIDATES}.")
          StructGenerator.Reach reach,
      @Mixin KernelPackage javaPackage) {
    Btf types = TypesFile.read(kernel.file);
    try {
      return write(StructGenerator.generate(types, names, javaPackage.name, reach), folder.name);
    } catch (IllegalArgumentException e) {
      return failed(e);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Writes the class of a tracepoint's record, from its format file.")
  int tracepoint(
      @Parameters(paramLabel = "NAME", description = "syscalls/sys_enter_openat, or a format file.")
          String name,
      @Mixin Folder folder,
      @Mixin KernelPackage javaPackage) {
    try {
      String source = TracepointGenerator.generate(format(name), javaPackage.name);
      Matcher found = CLASS.matcher(source);
      String className = found.find() ? found.group(1) : "Record";
      return write(Map.of(className, source), folder.name);
    } catch (IllegalArgumentException e) {
      return failed(e);
    } catch (SyscallException e) {
      failed(e);
      return ExitCode.NOT_POSSIBLE;
    }
  }

  /** A file that is there, or else what the running kernel says, if that has tracepoints. */
  private String format(String name) {
    Matcher tracepoint = TRACEPOINT.matcher(name);
    boolean isLinux = System.getProperty("os.name", "").equals("Linux");
    return isLinux && tracepoint.matches() && !Files.exists(Path.of(name))
        ? Tracefs.formatText(Kernel.local(), tracepoint.group(1), tracepoint.group(2))
        : new String(InputFile.read(name, console).bytes(), StandardCharsets.UTF_8);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Writes what objects need of a kernel's types, a few kilobytes: for jbpf load --btf, and"
              + " other loaders, on kernels that do not tell their own.")
  int btf(
      @Parameters(arity = "1..*", paramLabel = "OBJECT", description = "Objects of clang's.")
          List<String> objects,
      @Option(names = "-o", required = true, paramLabel = "FILE", description = "Where to write.")
          String output,
      @Mixin KernelTypes kernel) {
    return keep(objects, output, kernel.file);
  }

  private int keep(List<String> objects, String output, Path kernel) {
    Btf types = TypesFile.read(kernel);
    MinimalTypes minimal = new MinimalTypes(types);
    for (String object : objects) {
      InputFile source = InputFile.read(object, console);
      try {
        BpfObjectFile.read(source.bytes()).keepTypes(types, minimal);
      } catch (IllegalArgumentException e) {
        return failed(source, e);
      }
    }
    Output.write(output, minimal.toBytes(), console);
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Writes the class of an object: its programs, maps and variables with their types, and"
              + " the object itself. After it also bpftool's words: name NAME, of which the class"
              + " is made.")
  int skeleton(
      @Parameters(paramLabel = "OBJECT", description = "Of jbpf-asm, a compiler, or linked.")
          String file,
      @Parameters(index = "1..*", hidden = true) List<String> words,
      @Option(
              names = "-o",
              paramLabel = "DIR",
              description = "Where to write; default: standard output.")
          Optional<String> folder,
      @Mixin PlainPackage javaPackage,
      @Option(
              names = "--class",
              paramLabel = "NAME",
              defaultValue = "",
              description = "The name of the class; default: the file's.")
          String className) {
    CommandWords rest = new CommandWords(words == null ? List.of() : words);
    Optional<String> asked = rest.take("name") ? Optional.of(rest.next("name")) : Optional.empty();
    rest.end();
    InputFile source = InputFile.read(file, console);
    String object = Path.of(source.name()).getFileName().toString();
    String name =
        className.isEmpty() ? SkeletonGenerator.className(asked.orElse(object)) : className;
    try {
      String text = SkeletonGenerator.generate(object, source.bytes(), javaPackage.name, name);
      if (folder.isPresent()) {
        return write(Map.of(name, text), folder.get());
      }
      Output.write(InputFile.STANDARD, text.getBytes(StandardCharsets.UTF_8), console);
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      return failed(source, e);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Writes the class whose method builds the program, by the builder's mnemonics; of an"
              + " object, a class for each of its programs, with its name.")
  int java(
      @Parameters(paramLabel = "FILE", description = "Assembly, bytes, or an object.") String file,
      @Mixin Folder folder,
      @Mixin PlainPackage javaPackage) {
    Map<String, Program> programs = programs(InputFile.read(file, console));
    Map<String, String> sources = new TreeMap<>();
    programs.forEach(
        (name, program) ->
            sources.put(name, ProgramGenerator.generate(program, javaPackage.name, name)));
    return sources.isEmpty() ? ExitCode.BAD_SOURCE : write(sources, folder.name);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Makes one object of several, as jbpf link does; in bpftool's order of words.")
  int object(
      @Parameters(
              arity = "2..*",
              hideParamSyntax = true,
              paramLabel = "OUTPUT OBJECT",
              description = "Where to write, and objects of jbpf-asm or of a compiler.")
          List<String> files) {
    return ObjectLinking.link(files.get(0), files.subList(1, files.size()), console);
  }

  @Command(
      name = "min_core_btf",
      mixinStandardHelpOptions = true,
      description = "As gen btf, in bpftool's order of words.")
  int minCoreBtf(
      @Parameters(index = "0", paramLabel = "BTF", description = "The kernel's types.") Path kernel,
      @Parameters(index = "1", paramLabel = "OUTPUT", description = "Where to write.")
          String output,
      @Parameters(
              index = "2..*",
              arity = "1..*",
              paramLabel = "OBJECT",
              description = "Objects of clang's.")
          List<String> objects) {
    return keep(objects, output, kernel);
  }

  /** By the names of their classes; none, and messages printed, where the source is wrong. */
  private Map<String, Program> programs(InputFile source) {
    ProgramFormat format = ProgramFormat.of(source.bytes());
    Map<String, Program> programs = new TreeMap<>();
    if (format == ProgramFormat.ELF) {
      try {
        BpfObjectFile.read(source.bytes())
            .programs()
            .forEach(p -> programs.put(JavaClass.className(p.name()), p.link().program()));
      } catch (IllegalArgumentException e) {
        failed(source, e);
        programs.clear();
      }
    } else {
      format
          .read(source, ByteOrder.LITTLE_ENDIAN, console)
          .ifPresent(p -> programs.put(JavaClass.className(OutputName.base(source)), p));
    }
    return programs;
  }

  private int write(Map<String, String> sources, String folder) {
    try {
      Files.createDirectories(Path.of(folder));
    } catch (IOException e) {
      throw UsageException.of("make the folder", folder, e);
    }
    sources.forEach(
        (name, text) ->
            Output.write(
                Path.of(folder, name + ".java").toString(),
                text.getBytes(StandardCharsets.UTF_8),
                console));
    return ExitCode.OK;
  }

  private int failed(InputFile source, RuntimeException e) {
    console.err().println(source.name() + ": error: " + e.getMessage());
    return ExitCode.BAD_SOURCE;
  }

  private int failed(RuntimeException e) {
    console.err().println(spec.qualifiedName() + ": " + e.getMessage());
    return ExitCode.BAD_SOURCE;
  }
}
