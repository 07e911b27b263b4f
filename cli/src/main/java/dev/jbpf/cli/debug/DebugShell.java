package dev.jbpf.cli.debug;

import dev.jbpf.cli.console.Console;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.NamedValue;
import dev.jbpf.vm.debug.Stop;
import dev.jbpf.vm.fault.VmFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads commands as gdb has them, one a line; an empty line is the one before again. */
public final class DebugShell {
  private static final String PROMPT = "(jbpf) ";

  /** Commands that can be told how often. */
  private static final Set<String> COUNTED =
      Set.of(
          "continue",
          "c",
          "cont",
          "step",
          "s",
          "next",
          "n",
          "stepi",
          "si",
          "nexti",
          "ni",
          "reverse-step",
          "rs",
          "reverse-stepi",
          "rsi",
          "reverse-next",
          "rn");

  private static final String HELP =
      """
      break, tbreak [PLACE] [if CONDITION]  stop there (once): a label, LINE, FILE:LINE, *SLOT; here
      watch REGISTER|*ADDRESS[:SIZE]  stop when it changes
      condition NUMBER [CONDITION]  from now on it stops there only: r6 == 3, i > 2, p.a != limit
      delete [NUMBER]             a breakpoint or a watch; all of them
      run, continue [COUNT]       from the start; from here, to the COUNTth stop
      step, next [COUNT], finish  to another line; the same over calls; out of the function
      until, advance PLACE        on to there
      stepi, nexti [COUNT]        one instruction; the same over calls
      reverse-step, reverse-stepi one instruction back
      reverse-next, reverse-continue  one line back; back to the last breakpoint, or the start
      backtrace, frame N, up, down  the functions that wait; which of them registers are of
      set REGISTER|*ADDRESS[:SIZE] = NUMBER  changes it
      info registers [REGISTER]|locals|breakpoints|frame|line|variables|maps  what there is
      print[/FORMAT] REGISTER|*ADDRESS[:SIZE]|NAME  a value: limit, counts[0].packets, ctx->data
      ptype NAME                  what is in the type of a function's variable
      x/[COUNT][xdutcs][bhwg] PLACE  memory: REGISTER, REGISTER+OFFSET, ADDRESS
      display WHAT, undisplay     print it at each stop; nothing any more
      list [LINE|LABEL], disassemble  the source around here; the function's instructions
      quit                        or the end of the input
      """;

  private final Debugger debugger;
  private final BufferedReader in;
  private final PrintStream out;
  private final Listing listing;
  private final Values values;
  private final Named named;
  private final Frames frames;
  private final BreakPlaces places;
  private final List<String> displayed = new ArrayList<>();

  private String last = "";

  /**
   * Of {@code debugger}, on these streams; {@code sources} has the lines that it shows, and {@code
   * named} what the source has names for.
   */
  public DebugShell(Debugger debugger, SourceFinder sources, Named named, Console console) {
    this.debugger = debugger;
    this.in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    this.out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    this.listing = new Listing(debugger.program(), debugger.places(), sources);
    this.values = new Values(debugger, named);
    this.frames = new Frames(debugger, listing);
    this.named = named;
    this.places = new BreakPlaces(debugger, listing, values, named);
  }

  /** Answers until the input ends, or is told to. */
  public void serve() {
    out.println(here());
    try {
      for (String line = ask(); line != null; line = ask()) {
        String command = line.isBlank() ? last : line.strip();
        last = command;
        if (List.of("quit", "q", "exit").contains(command)) {
          return;
        }
        answer(command);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String ask() throws IOException {
    out.print(PROMPT);
    out.flush();
    return in.readLine();
  }

  private void answer(String line) {
    String[] parts = line.split("[\\s]+", 2);
    String rest = parts.length > 1 ? parts[1].strip() : "";
    try {
      out.println(answer(parts[0], rest));
    } catch (IllegalArgumentException | IllegalStateException e) {
      out.println("error: " + e.getMessage());
    } catch (VmFault e) {
      out.println("error: " + e.reason());
    }
  }

  private String answer(String command, String rest) {
    int slash = command.indexOf('/');
    String format = slash < 0 ? "" : command.substring(slash + 1);
    String name = slash < 0 ? command : command.substring(0, slash);
    Optional<Stop> stop = move(name, rest);
    if (stop.isEmpty()) {
      return look(name, format, rest);
    }
    boolean hasReturned = stop.get().reason() == Stop.Reason.STEP && name.startsWith("fin");
    return told(stop.get())
        + (hasReturned ? "\nthe function has returned " + values.print("r0", "", 0) : "");
  }

  /** Goes on, if that is what {@code command} says. */
  private Optional<Stop> move(String command, String rest) {
    if (!rest.isEmpty() && List.of("until", "u", "advance").contains(command)) {
      return Optional.of(once(rest));
    }
    int times = COUNTED.contains(command) && !rest.isEmpty() ? count(rest) : 1;
    Optional<Stop> stop = moveOnce(command);
    for (int left = times - 1; left > 0 && goesOn(command, stop.orElseThrow()); left--) {
      stop = moveOnce(command);
    }
    return stop;
  }

  private static int count(String rest) {
    if (!rest.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("'" + rest + "' is no count of steps");
    }
    return Integer.parseInt(rest);
  }

  /** A breakpoint ends what counts steps. */
  private boolean goesOn(String command, Stop stop) {
    boolean isContinued = command.startsWith("c");
    return !debugger.isOver() && (isContinued || stop.reason() == Stop.Reason.STEP);
  }

  private Optional<Stop> moveOnce(String command) {
    return Optional.ofNullable(
        switch (command) {
          case "run", "r" -> debugger.start();
          case "start" -> debugger.restart();
          case "continue", "c", "cont" -> debugger.resume();
          case "step", "s" -> debugger.step();
          case "next", "n", "until", "u" -> debugger.next();
          case "finish", "fin" -> debugger.finish();
          case "stepi", "si" -> debugger.stepInstruction();
          case "nexti", "ni" -> debugger.nextInstruction();
          case "reverse-step", "rs", "reverse-stepi", "rsi" -> debugger.stepBack();
          case "reverse-next", "rn" -> debugger.stepLineBack();
          case "reverse-continue", "rc" -> debugger.resumeBack();
          default -> null;
        });
  }

  private String look(String command, String format, String rest) {
    return switch (command) {
      case "" -> "";
      case "x" -> values.memory(format, rest);
      case "break", "b", "br" -> places.add(orHere(rest));
      case "tbreak", "tb" -> places.addOnce(orHere(rest));
      case "watch" -> places.watch(rest);
      case "condition", "cond" -> places.condition(rest);
      case "delete", "d" -> places.delete(rest);
      case "backtrace", "bt", "where" -> frames.all();
      case "frame", "f" -> frames.select(rest);
      case "up" -> frames.move(1);
      case "down" -> frames.move(-1);
      case "set" -> set(rest);
      case "info", "i" -> info(rest);
      case "print", "p", "output", "inspect" -> values.print(rest, format, frames.selected());
      case "ptype", "whatis" ->
          "type = "
              + named
                  .type(rest, frames.selected())
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "'" + rest + "' is no variable of this function"));
      case "display" -> display(rest);
      case "undisplay" -> {
        displayed.clear();
        yield "nothing is displayed";
      }
      case "list", "l" -> list(rest);
      case "disassemble", "disas" -> listing.function(slot(), slot());
      case "help", "h" -> HELP.stripTrailing();
      default -> throw new IllegalArgumentException("'" + command + "': no such command; try help");
    };
  }

  /** To a place, and no breakpoint stays. */
  private Stop once(String place) {
    int number = debugger.breakAt(place, Optional.empty()).number();
    try {
      return debugger.resume();
    } finally {
      debugger.delete(number);
    }
  }

  private String list(String rest) {
    if (debugger.isOver()) {
      return listing.from(0);
    }
    if (rest.isEmpty()) {
      return listing.source(slot(), 0);
    }
    String text =
        rest.matches("\\d{1,9}")
            ? listing.source(slot(), Integer.parseInt(rest))
            : listing.source(debugger.places().find(rest).nextSetBit(0), 0);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the source has no line " + rest);
    }
    return text;
  }

  /** As in gdb: a breakpoint without a place is here. */
  private String orHere(String place) {
    boolean isHere = place.isEmpty() || place.startsWith("if ");
    return isHere ? ("*" + slot() + " " + place).strip() : place;
  }

  private String display(String what) {
    if (!what.isEmpty()) {
      displayed.add(what);
    }
    return displays();
  }

  private String displays() {
    StringBuilder text = new StringBuilder();
    for (String what : displayed) {
      try {
        text.append(text.isEmpty() ? "" : "\n").append(values.print(what, "", 0));
      } catch (IllegalArgumentException | VmFault e) {
        text.append(what).append(" is not there");
      }
    }
    return text.toString();
  }

  private int slot() {
    if (debugger.run().isDone()) {
      throw new IllegalArgumentException("the program is at its end");
    }
    return debugger.run().slot().number();
  }

  private String here() {
    return listing.line(slot()) + listing.source(slot());
  }

  private String set(String rest) {
    String[] parts = rest.replaceFirst("^var\\s+", "").split("=", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("set what = NUMBER");
    }
    NamedValue place = values.place(parts[0].strip());
    long value = NamedValue.parse(parts[1]).value(debugger.run());
    debugger.change(run -> Values.set(run, place, value));
    return values.print(parts[0].strip(), "", 0);
  }

  private String info(String what) {
    String[] parts = what.split("\\s+", 2);
    if (parts.length > 1 && parts[0].startsWith("r")) {
      return values.print(parts[1], "", frames.selected());
    }
    return switch (parts[0]) {
      case "r", "reg", "registers", "all-registers" -> values.registers(frames.selected());
      case "b", "br", "break", "breakpoints", "watchpoints" -> places.all();
      case "f", "frame", "s", "stack" -> frames.all();
      case "line", "source" -> here();
      case "variables", "var" -> joined(named.variables());
      case "maps" -> joined(named.maps());
      case "locals", "args" -> joined(named.locals(frames.selected()));
      default ->
          throw new IllegalArgumentException(
              "info registers, locals, breakpoints, frame, line, variables or maps");
    };
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "none" : String.join("\n", lines);
  }

  private String told(Stop stop) {
    frames.forget();
    String text = reason(stop);
    places.told(stop);
    return displayed.isEmpty() || debugger.isOver() ? text : text + "\n" + displays();
  }

  private String reason(Stop stop) {
    return switch (stop.reason()) {
      case STEP, PAUSE -> here();
      case START -> "at the start\n" + here();
      case BREAKPOINT -> "breakpoint " + stop.number() + "\n" + here();
      case WATCH ->
          "watch " + stop.number() + " has changed\n" + (debugger.isOver() ? exited() : here());
      case EXIT -> exited();
      case FAULT -> stop.fault().map(VmFault::getMessage).orElse("fault");
    };
  }

  private String exited() {
    return String.format(
        "the program has returned 0x%x after %d instructions",
        debugger.run().register(Reg.R0), debugger.steps());
  }
}
