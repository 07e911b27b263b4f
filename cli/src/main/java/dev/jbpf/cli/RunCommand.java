package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.HexDigits;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.load.TypesFile;
import dev.jbpf.cli.run.Aftermath;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.run.MapDump;
import dev.jbpf.cli.run.PacketRuns;
import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.cli.run.RunVerdict;
import dev.jbpf.cli.run.VmRun;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.fault.VmFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf run}: runs one program on one input and prints r0. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a program and prints r0.",
      "r1 points to the memory and r2 holds its length; with --prog-type, r1 is that type's"
          + " context, and for a class file its own type's, over the memory as packet. In the"
          + " kernel the memory is always the packet, at least 14 bytes of it, or the record of a"
          + " raw tracepoint; and r0 has 32 bits."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the program reached its exit",
      "1:it was refused, or did what no program may",
      "2:wrong usage, or a file that cannot be read",
      "3:this machine, or this user's rights, do not allow it"
    })
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "The program; - is standard input.")
  List<String> arguments = List.of();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}; default: vm.")
  EngineName engine = EngineName.VM;

  @Option(
      names = "--btf",
      paramLabel = "FILE",
      description =
          "The types by which memory is laid out that the program reads (CO-RE); default: the"
              + " program's own, in the kernel those of the kernel.")
  private Optional<Path> types = Optional.empty();

  @Option(
      names = "--maps",
      description = "Print what the run leaves in the file's maps and variables, in hexadecimal.")
  boolean maps;

  @Option(
      names = "--trace",
      description =
          "Print each step to standard error: slot, instruction, what it changed. Not in the"
              + " kernel.")
  boolean trace;

  @Mixin private PacketOptions packets = new PacketOptions();

  @Mixin private CoverageOptions coverage = new CoverageOptions();

  @Option(
      names = "--jsonl",
      description = "Answer requests on standard input, one JSON object a line, until it ends.")
  boolean jsonl;

  @Option(
      names = "--plugin",
      description =
          "As the public conformance suite runs engines: the memory as hexadecimal digits is the"
              + " argument, the program's are a line on standard input, r0's are the answer.")
  boolean plugin;

  @Option(
      names = "--elf",
      arity = "1",
      paramLabel = "true|false",
      description = "With --plugin: whether standard input has the digits of an object.")
  private boolean elf;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (jsonl) {
      new RunJsonLines(engine).serve(console.in(), console.out());
      return ExitCode.OK;
    }
    return plugin ? runPlugin() : runFile();
  }

  private int runPlugin() {
    InputFile digits = InputFile.read(InputFile.STANDARD, console);
    InputFile source = elf ? object(digits) : digits;
    byte[] memory = HexDigits.parse("the memory", arguments.isEmpty() ? "" : arguments.get(0));
    return new RunSource(source, console, Optional.empty(), Optional.empty(), engine)
        .read(elf ? ProgramFormat.ELF : ProgramFormat.HEX)
        .map(subject -> report(source.name(), subject, memory, ""))
        .orElse(ExitCode.BAD_SOURCE);
  }

  private static InputFile object(InputFile digits) {
    String text = new String(digits.bytes(), StandardCharsets.ISO_8859_1);
    return new InputFile(digits.name(), HexDigits.parse("the object", text));
  }

  private int runFile() {
    if (arguments.size() != 1) {
      throw new UsageException("name one FILE, or - for standard input");
    }
    InputFile source = InputFile.read(arguments.get(0), console);
    return new RunSource(source, console, input.name, types.map(TypesFile::read), engine)
        .read(input.format(source))
        .map(subject -> report(source.name(), subject, input.memory(console), "0x"))
        .orElse(ExitCode.BAD_SOURCE);
  }

  private int report(String file, RunSubject subject, byte[] memory, String prefix) {
    if (coverage.isWanted() && engine == EngineName.KERNEL) {
      throw new UsageException("--coverage: the kernel does not tell what ran");
    }
    if (trace) {
      printTrace(file, subject, memory);
    }
    Optional<MapDump> dump = maps ? subject.object().map(MapDump::new) : Optional.empty();
    if (packets.hasPackets()) {
      return reportPackets(file, subject, dump);
    }
    RunVerdict verdict =
        engine.run(
            subject, memory, context(file, subject), VmOptions.DEFAULT.budget(), aftermath(dump));
    if (!isSettled() && (memory.length > 0 || !(verdict instanceof RunVerdict.Accept))) {
      input.note(file, subject, console);
    }
    if (verdict instanceof RunVerdict.Accept accept) {
      String number = prefix + Long.toHexString(accept.r0()) + System.lineSeparator();
      String text = number + dump.map(MapDump::toString).orElse("");
      Output.write(InputFile.STANDARD, text.getBytes(StandardCharsets.UTF_8), console);
      return ExitCode.OK;
    }
    if (verdict instanceof RunVerdict.NotPossible none) {
      console.err().println(none.error());
      return ExitCode.NOT_POSSIBLE;
    }
    console.err().print(text(file, message(subject, verdict)));
    return ExitCode.BAD_SOURCE;
  }

  /** The suite gives memory, whatever sections say; the kernel asks the section itself. */
  private boolean isSettled() {
    return plugin || engine == EngineName.KERNEL;
  }

  private Optional<ProgramType> context(String file, RunSubject subject) {
    return isSettled() ? input.type : input.context(file, subject);
  }

  private int reportPackets(String file, RunSubject subject, Optional<MapDump> dump) {
    ProgramType chosen =
        input
            .type
            .or(subject::type)
            .orElseThrow(() -> new UsageException("--pcap: say by --prog-type what gets packets"));
    try {
      List<PacketRuns.Result> results =
          PacketRuns.run(
              engine.onMachine("--pcap"),
              subject,
              packets.packets(),
              chosen,
              packets.entries(),
              aftermath(dump));
      StringBuilder text = new StringBuilder();
      results.forEach(
          one -> text.append(String.format("0x%x %d%n", one.r0(), one.packet().bytes().length)));
      packets.write(results);
      text.append(dump.map(MapDump::toString).orElse(""));
      Output.write(InputFile.STANDARD, text.toString().getBytes(StandardCharsets.UTF_8), console);
      return ExitCode.OK;
    } catch (VmFault e) {
      console.err().print(text(file, message(subject, new RunVerdict.Fault(e.reason(), e.slot()))));
    } catch (IllegalArgumentException e) {
      console.err().println(file + ": error: " + e.getMessage());
    }
    return ExitCode.BAD_SOURCE;
  }

  private Aftermath aftermath(Optional<MapDump> dump) {
    return new Aftermath() {
      @Override
      public void maps(Map<String, ? extends BpfMap<?, ?>> maps) {
        dump.ifPresent(text -> text.add(maps));
      }

      @Override
      public void printed(List<String> texts) {
        texts.forEach(text -> console.err().println("bpf_trace_printk: " + text.strip()));
      }

      @Override
      public void before(Map<String, BpfMap<?, ?>> found) {
        packets.fill(found);
      }

      @Override
      public boolean isCovered() {
        return coverage.isWanted();
      }

      @Override
      public void covered(List<ProgramCoverage> programs) {
        if (coverage.isWanted()) {
          coverage.report(programs, console);
        }
      }
    };
  }

  /** Bytes have no lines: of them the file is all that can be named. */
  private static String text(String file, Diagnostic message) {
    String text = DiagnosticPrinter.print(message);
    String unknown = Origin.UNKNOWN.toString();
    return message.origin() == Origin.UNKNOWN && text.startsWith(unknown)
        ? file + text.substring(unknown.length())
        : text;
  }

  private void printTrace(String file, RunSubject subject, byte[] memory) {
    if (engine == EngineName.KERNEL) {
      throw new UsageException("--trace: the kernel does not tell the steps of a run");
    }
    try {
      console.err().println(VmRun.trace(subject, memory, context(file, subject)));
    } catch (IllegalArgumentException e) {
      console.err().println(e.getMessage());
    }
  }

  private Diagnostic message(RunSubject subject, RunVerdict verdict) {
    if (verdict instanceof RunVerdict.Fault fault) {
      return at(subject, Optional.of(fault.slot()), DiagnosticCode.FAULT, fault.error());
    }
    RunVerdict.Reject reject = (RunVerdict.Reject) verdict;
    return at(subject, reject.slot(), DiagnosticCode.REJECT, reject.error());
  }

  private Diagnostic at(
      RunSubject subject, Optional<Slot> slot, DiagnosticCode code, String error) {
    Origin origin = slot.map(subject.program()::origin).orElse(Origin.UNKNOWN);
    String where = slot.map(number -> "slot " + number + ": ").orElse("");
    return new Diagnostic(Severity.ERROR, code, where + error, origin, 1, List.of());
  }
}
