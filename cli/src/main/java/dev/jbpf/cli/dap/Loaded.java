package dev.jbpf.cli.dap;

import dev.jbpf.cli.debug.BreakConditions;
import dev.jbpf.cli.debug.SourceFinder;
import dev.jbpf.vm.debug.Debugger;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A program that was launched, and what looks at it.
 *
 * @param debuggee the program in its world
 * @param debugger runs and stops it
 * @param view the program as it is seen
 * @param breaks its breakpoints
 * @param inspection what is in it
 * @param options with which it was launched
 */
record Loaded(
    Debuggee debuggee,
    Debugger debugger,
    CodeView view,
    Breaks breaks,
    Inspection inspection,
    LaunchOptions options) {

  /** {@return whether it stops: not if the editor only wants to run it} */
  boolean isDebugged() {
    return !options.flag("noDebug");
  }

  /** {@return the program of {@code debuggee}; {@code log} gets what breakpoints write} */
  static Loaded of(Debuggee debuggee, LaunchOptions options, Consumer<String> log) {
    Debugger debugger = new Debugger(debuggee.subject().program(), debuggee::begin);
    Path file = Path.of(options.program());
    SourceFinder sources =
        SourceFinder.around(file, options.texts("sourceRoots").stream().map(Path::of).toList());
    CodeView view =
        new CodeView(
            debugger.program(), debugger.places(), sources, String.valueOf(file.getFileName()));
    NamedNodes named = new NamedNodes(debuggee, debugger);
    return new Loaded(
        debuggee,
        debugger,
        view,
        new Breaks(debugger, view, new BreakConditions(named), log),
        new Inspection(debugger, view, new MapNodes(debuggee), named),
        options);
  }
}
