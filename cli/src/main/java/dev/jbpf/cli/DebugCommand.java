package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.dap.DapServer;
import dev.jbpf.cli.dap.Debuggee;
import dev.jbpf.cli.dap.NamedNodes;
import dev.jbpf.cli.debug.DebugShell;
import dev.jbpf.cli.debug.SourceFinder;
import dev.jbpf.cli.load.TypesFile;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.cli.run.VmRun;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.debug.Debugger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf debug}: steps through a program on the JVM's machine. */
@Command(
    name = "debug",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Steps through a program, forwards and back, by commands on standard input that are called as"
          + " gdb's; help lists them. With --dap or --dap-port it is an editor that steps.",
      "r1 points to the memory and r2 holds its length; with --prog-type, r1 is that type's context"
          + " over the memory as packet."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the commands ended, whatever the program did",
      "1:there is no program in the file, or the machine cannot have it",
      "2:wrong usage, or a file that cannot be read"
    })
final class DebugCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The program: text, hexadecimal digits, an object, a class; an editor names it.")
  private Optional<String> program = Optional.empty();

  @Option(
      names = "--dap",
      description =
          "Serve an editor, by the Debug Adapter Protocol, on standard input and output; the editor"
              + " says what to debug.")
  private boolean dap;

  @Option(
      names = "--dap-port",
      paramLabel = "PORT",
      description =
          "Serve editors, one after the other, on that port of this machine; 0 takes a free one,"
              + " and prints it.")
  private Optional<Integer> port = Optional.empty();

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--btf",
      paramLabel = "FILE",
      description = "The types by which memory is laid out that the program reads (CO-RE).")
  private Optional<Path> types = Optional.empty();

  DebugCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (dap || port.isPresent()) {
      return serve();
    }
    String file = program.orElseThrow(() -> new UsageException("name a FILE, or give --dap"));
    if (file.equals(InputFile.STANDARD)) {
      throw new UsageException("FILE: standard input is for the commands");
    }
    InputFile source = InputFile.read(file, console);
    byte[] bytes = input.memory(console);
    return new RunSource(source, console, input.name, types.map(TypesFile::read), EngineName.VM)
        .read(input.format(source))
        .map(subject -> debug(file, subject, bytes))
        .orElse(ExitCode.BAD_SOURCE);
  }

  private int serve() {
    if (program.isPresent()) {
      throw new UsageException("FILE: it is the editor that names the program");
    }
    DapServer server = new DapServer(DebugPrograms::read);
    if (port.isEmpty()) {
      server.serve(console.in(), console.out());
      return ExitCode.OK;
    }
    try (ServerSocket socket = new ServerSocket(port.get(), 1, InetAddress.getLoopbackAddress())) {
      console.err().println("port " + socket.getLocalPort());
      server.serve(socket);
      return ExitCode.OK;
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("--dap-port " + port.get() + ": " + e.getMessage());
    }
  }

  private int debug(String file, RunSubject subject, byte[] bytes) {
    Debuggee debuggee;
    Debugger debugger;
    Optional<ProgramType> context = input.context(file, subject);
    input.note(file, subject, console);
    try {
      debuggee =
          new Debuggee(
              subject,
              () -> VmRun.atRest(subject),
              world -> world.program().step(VmRun.context(bytes.clone(), context)));
      debugger = new Debugger(subject.program(), debuggee::begin);
    } catch (IllegalArgumentException e) {
      console.err().println(file + ": error: " + e.getMessage());
      return ExitCode.BAD_SOURCE;
    }
    SourceFinder sources = SourceFinder.around(Path.of(file), List.of());
    new DebugShell(debugger, sources, new NamedNodes(debuggee, debugger), console).serve();
    return ExitCode.OK;
  }
}
