package dev.jbpf.cli.dap;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.debug.Stop;
import dev.jbpf.vm.fault.VmFault;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** What an editor is told without having asked. */
final class Events {
  /** A program of BPF has one thread. */
  static final int THREAD = 1;

  private final IDebugProtocolClient client;

  Events(IDebugProtocolClient client) {
    this.client = client;
  }

  void initialized() {
    client.initialized();
  }

  /** Writes a line to the console of the editor; {@code category} is the protocol's. */
  void output(String category, String text) {
    OutputEventArguments output = new OutputEventArguments();
    output.setCategory(category);
    output.setOutput(text + "\n");
    client.output(output);
  }

  /** Says why the program stands still, or that it has ended. */
  void stopped(Loaded loaded, Stop stop) {
    loaded.debuggee().printed().forEach(text -> output("stdout", text));
    switch (stop.reason()) {
      case EXIT -> exited(loaded);
      case FAULT -> faulted(loaded, stop.fault().map(VmFault::getMessage).orElse("fault"));
      case BREAKPOINT, WATCH -> stopped(loaded.breaks().kind(stop.number()), "", stop.number());
      case STEP -> stopped("step", "", 0);
      case PAUSE -> stopped("pause", "", 0);
      case START -> stopped("entry", "", 0);
    }
  }

  private void faulted(Loaded loaded, String message) {
    if (loaded.isDebugged()) {
      stopped("exception", message, 0);
    } else {
      output("stderr", message);
      exited(loaded);
    }
  }

  private void stopped(String reason, String text, int breakpoint) {
    StoppedEventArguments stopped = new StoppedEventArguments();
    stopped.setReason(reason);
    stopped.setThreadId(THREAD);
    stopped.setAllThreadsStopped(true);
    if (!text.isEmpty()) {
      stopped.setText(text);
      output("stderr", text);
    }
    if (breakpoint != 0) {
      stopped.setHitBreakpointIds(new Integer[] {breakpoint});
    }
    client.stopped(stopped);
  }

  private void exited(Loaded loaded) {
    if (loaded.debugger().fault().isPresent()) {
      exited(1);
      return;
    }
    long r0 = loaded.debugger().run().register(Reg.R0);
    output(
        "console",
        "r0 = " + RunNodes.number(r0) + " after " + loaded.debugger().steps() + " instructions");
    exited((int) r0);
  }

  private void exited(int code) {
    ExitedEventArguments exited = new ExitedEventArguments();
    exited.setExitCode(code);
    client.exited(exited);
    terminated();
  }

  void terminated() {
    client.terminated(new TerminatedEventArguments());
  }
}
