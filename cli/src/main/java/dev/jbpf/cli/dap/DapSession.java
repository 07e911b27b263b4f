package dev.jbpf.cli.dap;

import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.Stop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.debug.BreakpointLocation;
import org.eclipse.lsp4j.debug.BreakpointLocationsArguments;
import org.eclipse.lsp4j.debug.BreakpointLocationsResponse;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/**
 * The requests of one editor about one program: each a method, called from the editor's stream.
 * Here are those that start, move and stop it.
 */
final class DapSession extends InspectionRequests implements AutoCloseable {
  private final Function<LaunchOptions, Debuggee> programs;
  private Optional<Events> events = Optional.empty();

  /** {@code programs} reads what is to be launched. */
  DapSession(Function<LaunchOptions, Debuggee> programs) {
    this.programs = programs;
  }

  void connect(IDebugProtocolClient client) {
    events = Optional.of(new Events(client));
  }

  private Events tell() {
    return events.orElseThrow();
  }

  @Override
  public CompletableFuture<Capabilities> initialize(InitializeRequestArguments arguments) {
    Capabilities can = new Capabilities();
    can.setSupportsConfigurationDoneRequest(true);
    can.setSupportsFunctionBreakpoints(true);
    can.setSupportsConditionalBreakpoints(true);
    can.setSupportsHitConditionalBreakpoints(true);
    can.setSupportsLogPoints(true);
    can.setSupportsDataBreakpoints(true);
    can.setSupportsInstructionBreakpoints(true);
    can.setSupportsBreakpointLocationsRequest(true);
    can.setSupportsStepBack(true);
    can.setSupportsSteppingGranularity(true);
    can.setSupportsSetVariable(true);
    can.setSupportsEvaluateForHovers(true);
    can.setSupportsDisassembleRequest(true);
    can.setSupportsReadMemoryRequest(true);
    can.setSupportsWriteMemoryRequest(true);
    can.setSupportsExceptionInfoRequest(true);
    can.setSupportsLoadedSourcesRequest(true);
    can.setSupportsRestartRequest(true);
    can.setSupportsTerminateRequest(true);
    return CompletableFuture.completedFuture(can);
  }

  @Override
  public CompletableFuture<Void> launch(Map<String, Object> arguments) {
    return doing(
        () -> {
          LaunchOptions options = new LaunchOptions(arguments);
          Loaded fresh =
              Loaded.of(programs.apply(options), options, text -> tell().output("console", text));
          fresh.debugger().pauseWhen(this::isToPause);
          launched(fresh);
          tell().initialized();
        });
  }

  private boolean isToPause() {
    program().debuggee().printed().forEach(text -> tell().output("stdout", text));
    return runner.isToPause();
  }

  private CompletableFuture<Void> doing(Runnable what) {
    return runner.askStopped(
        () -> {
          what.run();
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> attach(Map<String, Object> arguments) {
    return CompletableFuture.failedFuture(
        DapError.of("there is nothing to attach to: programs are launched, on the JVM's machine"));
  }

  @Override
  public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments arguments) {
    return start();
  }

  @Override
  public CompletableFuture<Void> restart(RestartArguments arguments) {
    return start();
  }

  private CompletableFuture<Void> start() {
    return go(
        debugger -> {
          if (!program().isDebugged()) {
            List.copyOf(debugger.breakpoints()).forEach(one -> debugger.delete(one.number()));
            List.copyOf(debugger.watches()).forEach(one -> debugger.delete(one.number()));
            return debugger.start();
          }
          return program().options().flag("stopOnEntry") ? debugger.restart() : debugger.start();
        });
  }

  private CompletableFuture<Void> go(Function<Debugger, Stop> motion) {
    return runner.go(
        () -> {
          Loaded it = program();
          return () -> move(it, motion);
        });
  }

  private void move(Loaded it, Function<Debugger, Stop> motion) {
    it.inspection().forget();
    try {
      tell().stopped(it, motion.apply(it.debugger()));
    } catch (RuntimeException e) {
      tell().output("stderr", String.valueOf(e.getMessage()));
      tell().terminated();
    }
  }

  /** At its end there is nothing to go on with; at a fault, only the end. */
  private CompletableFuture<Void> forth(Function<Debugger, Stop> motion) {
    return go(
        debugger -> {
          if (debugger.fault().isPresent()) {
            return Stop.end();
          }
          return motion.apply(debugger);
        });
  }

  private CompletableFuture<Void> back(Function<Debugger, Stop> motion) {
    return go(
        debugger -> {
          program().breaks().setPast(true);
          try {
            return motion.apply(debugger);
          } finally {
            program().breaks().setPast(false);
          }
        });
  }

  @Override
  public CompletableFuture<ContinueResponse> continue_(ContinueArguments arguments) {
    ContinueResponse all = new ContinueResponse();
    all.setAllThreadsContinued(true);
    return forth(Debugger::resume).thenApply(done -> all);
  }

  private static boolean isByInstruction(SteppingGranularity granularity) {
    return granularity == SteppingGranularity.INSTRUCTION;
  }

  @Override
  public CompletableFuture<Void> next(NextArguments arguments) {
    return forth(
        isByInstruction(arguments.getGranularity()) ? Debugger::nextInstruction : Debugger::next);
  }

  @Override
  public CompletableFuture<Void> stepIn(StepInArguments arguments) {
    return forth(
        isByInstruction(arguments.getGranularity()) ? Debugger::stepInstruction : Debugger::step);
  }

  @Override
  public CompletableFuture<Void> stepOut(StepOutArguments arguments) {
    return forth(Debugger::finish);
  }

  @Override
  public CompletableFuture<Void> stepBack(StepBackArguments arguments) {
    return back(
        isByInstruction(arguments.getGranularity()) ? Debugger::stepBack : Debugger::stepLineBack);
  }

  @Override
  public CompletableFuture<Void> reverseContinue(ReverseContinueArguments arguments) {
    return back(Debugger::resumeBack);
  }

  @Override
  public CompletableFuture<Void> pause(PauseArguments arguments) {
    return runner.pause();
  }

  @Override
  public CompletableFuture<Void> terminate(TerminateArguments arguments) {
    return runner.pause().thenRun(() -> tell().terminated());
  }

  @Override
  public CompletableFuture<Void> disconnect(DisconnectArguments arguments) {
    return runner.pause();
  }

  @Override
  public void close() {
    runner.close();
  }

  @Override
  public CompletableFuture<ThreadsResponse> threads() {
    org.eclipse.lsp4j.debug.Thread only = new org.eclipse.lsp4j.debug.Thread();
    only.setId(Events.THREAD);
    only.setName("program");
    ThreadsResponse all = new ThreadsResponse();
    all.setThreads(new org.eclipse.lsp4j.debug.Thread[] {only});
    return CompletableFuture.completedFuture(all);
  }

  @Override
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments wanted) {
    return runner.ask(
        () -> {
          SetBreakpointsResponse all = new SetBreakpointsResponse();
          all.setBreakpoints(program().breaks().lines(wanted.getSource(), wanted.getBreakpoints()));
          return all;
        });
  }

  @Override
  public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(
      SetFunctionBreakpointsArguments wanted) {
    return runner.ask(
        () -> {
          SetFunctionBreakpointsResponse all = new SetFunctionBreakpointsResponse();
          all.setBreakpoints(program().breaks().functions(wanted.getBreakpoints()));
          return all;
        });
  }

  @Override
  public CompletableFuture<SetInstructionBreakpointsResponse> setInstructionBreakpoints(
      SetInstructionBreakpointsArguments wanted) {
    return runner.ask(
        () -> {
          SetInstructionBreakpointsResponse all = new SetInstructionBreakpointsResponse();
          all.setBreakpoints(program().breaks().instructions(wanted.getBreakpoints()));
          return all;
        });
  }

  /** Every fault stops: there is nothing to choose. */
  @Override
  public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(
      SetExceptionBreakpointsArguments wanted) {
    return CompletableFuture.completedFuture(new SetExceptionBreakpointsResponse());
  }

  @Override
  public CompletableFuture<DataBreakpointInfoResponse> dataBreakpointInfo(
      DataBreakpointInfoArguments asked) {
    return runner.askStopped(
        () -> {
          Integer within = asked.getVariablesReference();
          Optional<String> watch =
              within == null || within == 0
                  ? Optional.of(asked.getName())
                  : program().inspection().watch(within, asked.getName());
          DataBreakpointInfoResponse told = new DataBreakpointInfoResponse();
          watch.ifPresent(told::setDataId);
          told.setDescription(watch.orElse("'" + asked.getName() + "' cannot be watched"));
          return told;
        });
  }

  @Override
  public CompletableFuture<SetDataBreakpointsResponse> setDataBreakpoints(
      SetDataBreakpointsArguments wanted) {
    return runner.ask(
        () -> {
          SetDataBreakpointsResponse all = new SetDataBreakpointsResponse();
          all.setBreakpoints(program().breaks().data(wanted.getBreakpoints()));
          return all;
        });
  }

  @Override
  public CompletableFuture<BreakpointLocationsResponse> breakpointLocations(
      BreakpointLocationsArguments asked) {
    return runner.ask(
        () -> {
          int last = asked.getEndLine() == null ? asked.getLine() : asked.getEndLine();
          BreakpointLocationsResponse all = new BreakpointLocationsResponse();
          all.setBreakpoints(
              program().view().lines(asked.getSource(), asked.getLine(), last).stream()
                  .map(DapSession::location)
                  .toArray(BreakpointLocation[]::new));
          return all;
        });
  }

  private static BreakpointLocation location(int line) {
    BreakpointLocation location = new BreakpointLocation();
    location.setLine(line);
    return location;
  }
}
