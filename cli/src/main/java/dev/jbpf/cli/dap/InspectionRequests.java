package dev.jbpf.cli.dap;

import dev.jbpf.vm.fault.VmFault;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.LoadedSourcesArguments;
import org.eclipse.lsp4j.debug.LoadedSourcesResponse;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;

/** Requests about a program that stands still: where it is, what it has, what it looks like. */
abstract class InspectionRequests implements IDebugProtocolServer {
  final Runner runner = new Runner();
  private Optional<Loaded> loaded = Optional.empty();

  /** From now on, {@code program} is asked about. */
  final void launched(Loaded program) {
    loaded = Optional.of(program);
  }

  final Loaded program() {
    return loaded.orElseThrow(() -> DapError.of("no program was launched"));
  }

  private <T> CompletableFuture<T> inspecting(Function<Inspection, T> question) {
    return runner.askStopped(() -> question.apply(program().inspection()));
  }

  @Override
  public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments asked) {
    return inspecting(
        it -> {
          List<StackFrame> all = it.frames();
          int first = asked.getStartFrame() == null ? 0 : asked.getStartFrame();
          int levels =
              asked.getLevels() == null || asked.getLevels() == 0 ? all.size() : asked.getLevels();
          StackTraceResponse told = new StackTraceResponse();
          told.setStackFrames(all.stream().skip(first).limit(levels).toArray(StackFrame[]::new));
          told.setTotalFrames(all.size());
          return told;
        });
  }

  @Override
  public CompletableFuture<ScopesResponse> scopes(ScopesArguments asked) {
    return inspecting(
        it -> {
          ScopesResponse told = new ScopesResponse();
          told.setScopes(it.scopes(asked.getFrameId()).toArray(Scope[]::new));
          return told;
        });
  }

  @Override
  public CompletableFuture<VariablesResponse> variables(VariablesArguments asked) {
    return inspecting(
        it -> {
          VariablesResponse told = new VariablesResponse();
          told.setVariables(it.variables(asked.getVariablesReference()).toArray(Variable[]::new));
          return told;
        });
  }

  @Override
  public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments wanted) {
    return inspecting(
        it -> {
          SetVariableResponse told = new SetVariableResponse();
          told.setValue(
              it.set(wanted.getVariablesReference(), wanted.getName(), wanted.getValue()));
          return told;
        });
  }

  @Override
  public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments asked) {
    return inspecting(
        it -> {
          int frame = asked.getFrameId() == null ? 1 : asked.getFrameId();
          Variable value = it.evaluate(asked.getExpression(), frame);
          EvaluateResponse told = new EvaluateResponse();
          told.setResult(value.getValue());
          told.setVariablesReference(value.getVariablesReference());
          told.setMemoryReference(value.getMemoryReference());
          return told;
        });
  }

  @Override
  public CompletableFuture<ReadMemoryResponse> readMemory(ReadMemoryArguments asked) {
    return inspecting(
        it -> it.read(address(asked.getMemoryReference(), asked.getOffset()), asked.getCount()));
  }

  @Override
  public CompletableFuture<WriteMemoryResponse> writeMemory(WriteMemoryArguments wanted) {
    return inspecting(
        it -> {
          byte[] bytes = Base64.getDecoder().decode(wanted.getData());
          it.write(address(wanted.getMemoryReference(), wanted.getOffset()), bytes);
          WriteMemoryResponse told = new WriteMemoryResponse();
          told.setBytesWritten(bytes.length);
          return told;
        });
  }

  private static long address(String reference, Integer offset) {
    return AddressText.parse(reference) + (offset == null ? 0 : offset);
  }

  @Override
  public CompletableFuture<DisassembleResponse> disassemble(DisassembleArguments asked) {
    return runner.ask(
        () -> {
          int distance = asked.getInstructionOffset() == null ? 0 : asked.getInstructionOffset();
          DisassembleResponse told = new DisassembleResponse();
          told.setInstructions(
              program()
                  .view()
                  .disassemble(
                      address(asked.getMemoryReference(), asked.getOffset()),
                      distance,
                      asked.getInstructionCount())
                  .toArray(DisassembledInstruction[]::new));
          return told;
        });
  }

  @Override
  public CompletableFuture<SourceResponse> source(SourceArguments asked) {
    return runner.ask(
        () -> {
          SourceResponse told = new SourceResponse();
          told.setContent(program().view().listingText());
          return told;
        });
  }

  @Override
  public CompletableFuture<LoadedSourcesResponse> loadedSources(LoadedSourcesArguments asked) {
    return runner.ask(
        () -> {
          LoadedSourcesResponse told = new LoadedSourcesResponse();
          told.setSources(program().view().sources().toArray(Source[]::new));
          return told;
        });
  }

  @Override
  public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments asked) {
    return runner.askStopped(
        () -> {
          VmFault fault =
              program()
                  .debugger()
                  .fault()
                  .orElseThrow(() -> DapError.of("the program has not faulted"));
          ExceptionInfoResponse told = new ExceptionInfoResponse();
          told.setExceptionId(fault.kind().toString());
          told.setDescription(fault.getMessage());
          told.setBreakMode(ExceptionBreakMode.ALWAYS);
          return told;
        });
  }
}
