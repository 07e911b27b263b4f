package dev.jbpf.cli;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.StateListing;
import dev.jbpf.verifier.explain.Warnings;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.request.VerifyRequest;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf verify}: says whether kernels would take programs, without asking one. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says whether a kernel would take the programs of files, and if not, why. No kernel is asked,"
          + " and no rights are needed.",
      "FILE is assembly, an object (of clang, too), or bytes, raw or as hexadecimal digits."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all are accepted",
      "1:one is rejected, or a file has errors",
      "2:wrong usage, or a file that cannot be read",
      "4:one is undecided, and none is rejected"
    })
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "The files; - is standard input.")
  List<String> files = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "What FILE is: raw, hex or elf; by default what it looks like, or text.")
  Optional<ProgramFormat> format = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "What programs are loaded as, such as xdp; default: what their sections say.")
  Optional<ProgramType> type = Optional.empty();

  @Option(names = "--program", paramLabel = "NAME", description = "Only the program of that name.")
  Optional<String> name = Optional.empty();

  @Option(
      names = "--kernel",
      split = ",",
      paramLabel = "VERSION",
      description = "For these kernels, such as 6.18,6.1; default: 6.18.")
  List<String> kernels = List.of();

  @Option(
      names = "--btf",
      paramLabel = "FILE",
      description = {
        "The kernel's types, as /sys/kernel/btf/vmlinux has them; what depends on them is",
        "undecided without. Default: those of the kernel that runs, if its version is asked for."
      })
  Optional<String> btf = Optional.empty();

  private Optional<KernelBtf> given = Optional.empty();

  @Option(names = "--json", description = "A verdict is a line of JSON.")
  boolean json;

  @Option(
      names = "--jsonl",
      description = "Answer requests on standard input, one JSON object a line, until it ends.")
  boolean jsonl;

  @Option(
      names = "--states",
      description = "Print what is known before each instruction, on each path that is followed.")
  boolean states;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (jsonl) {
      VerifyJsonLines.serve(console.in(), console.out());
      return ExitCode.OK;
    }
    if (files.isEmpty()) {
      throw new UsageException("name a FILE, or - for standard input");
    }
    List<KernelVersion> versions = versions();
    given = btf.map(this::typesIn);
    int worst = ExitCode.OK;
    for (String file : files) {
      worst = worse(worst, verify(InputFile.read(file, console), versions));
    }
    return worst;
  }

  private List<KernelVersion> versions() {
    try {
      return kernels.isEmpty()
          ? List.of(VerifyRequest.NEWEST)
          : kernels.stream().map(KernelVersion::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--kernel: " + e.getMessage());
    }
  }

  private int verify(InputFile source, List<KernelVersion> versions) throws IOException {
    ProgramFormat chosen = format.orElseGet(() -> ProgramFormat.of(source.bytes()));
    VerifySource reader = new VerifySource(source, console, type, types(versions.get(0)));
    Optional<List<VerifySource.Named>> found = reader.read(chosen);
    if (found.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    int worst = ExitCode.OK;
    for (VerifySource.Named program : chosen(source.name(), found.get())) {
      worst = worse(worst, verify(source.name(), program, versions));
    }
    return worst;
  }

  private KernelBtf typesIn(String file) {
    try {
      return KernelBtf.of(Btf.parse(InputFile.read(file, console).bytes()));
    } catch (BtfException e) {
      throw new UsageException("--btf: " + file + ": " + e.getMessage());
    }
  }

  private KernelBtf types(KernelVersion version) {
    return given.orElseGet(() -> KernelBtf.ofRunningKernel(version));
  }

  private List<VerifySource.Named> chosen(String file, List<VerifySource.Named> all) {
    List<VerifySource.Named> chosen =
        all.stream().filter(each -> name.isEmpty() || each.name().equals(name.get())).toList();
    if (chosen.isEmpty()) {
      List<String> names = all.stream().map(VerifySource.Named::name).toList();
      throw new UsageException(
          file
              + ": "
              + name.map(wanted -> "no program '" + wanted + "'; there are " + names)
                  .orElse("has no program"));
    }
    return chosen;
  }

  private int verify(String file, VerifySource.Named program, List<KernelVersion> versions)
      throws IOException {
    if (program instanceof VerifySource.Unlinkable unlinkable) {
      console.err().println(file + ": error: " + unlinkable.fault());
      return ExitCode.BAD_SOURCE;
    }
    int worst = ExitCode.OK;
    for (KernelVersion version : versions) {
      worst = worse(worst, verify(file, (VerifySource.Linked) program, version));
    }
    return worst;
  }

  private static UsageException nothingTells(String file, String program) {
    return new UsageException(
        file + ": nothing tells what " + program + " is loaded as: say --type, such as --type xdp");
  }

  private int verify(String file, VerifySource.Linked program, KernelVersion version)
      throws IOException {
    Subject subject = program.subject().orElseThrow(() -> nothingTells(file, program.name()));
    StateListing listing = new StateListing(subject.program(), program.lines());
    Warnings warnings = new Warnings(subject, version);
    Verdict verdict =
        Verifier.of(version)
            .with(types(version))
            .verify(
                subject,
                (slot, known) -> {
                  warnings.before(slot, known);
                  if (states) {
                    listing.before(slot, known);
                  }
                });
    VerifyReport report = new VerifyReport(file, program.lines());
    String text =
        json
            ? report.json(program.name(), version, verdict)
            : report.text(program.name(), subject, version, verdict)
                + report.warnings(version, warnings.diagnostics())
                + report.missing(verdict, types(version));
    byte[] bytes = (listing.text() + text).getBytes(StandardCharsets.UTF_8);
    Output.write(InputFile.STANDARD, bytes, console);
    return exitCode(verdict);
  }

  private static int exitCode(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected) {
      return ExitCode.BAD_SOURCE;
    }
    return verdict instanceof Verdict.Undecided ? ExitCode.UNDECIDED : ExitCode.OK;
  }

  private static int worse(int one, int other) {
    return one == ExitCode.BAD_SOURCE || other == ExitCode.BAD_SOURCE
        ? ExitCode.BAD_SOURCE
        : Math.max(one, other);
  }
}
