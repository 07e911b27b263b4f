package dev.jbpf.cli.debug;

import dev.jbpf.cli.console.Console;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.debug.Breakpoint;
import dev.jbpf.vm.debug.Comparison;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.Operand;
import dev.jbpf.vm.debug.Stop;
import dev.jbpf.vm.debug.Watch;
import dev.jbpf.vm.fault.VmFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads commands as gdb has them, one a line; an empty line is the one before again. */
public final class DebugShell {
  private static final String PROMPT = "(jbpf) ";

  private static final String HELP =
      """
      break PLACE [if CONDITION]  stop there: a label, LINE, FILE:LINE, *SLOT; if r1 > 0x10
      watch REGISTER|*ADDRESS[:SIZE]  stop when it changes
      delete NUMBER               a breakpoint or a watch
      run, continue               from the start; from here
      step, next, finish          to another line; the same over calls; out of the function
      stepi                       one instruction
      reverse-step                one instruction back
      reverse-next, reverse-continue  one line back; back to the last breakpoint, or the start
      set REGISTER|*ADDRESS[:SIZE] = NUMBER  changes it
      info registers|breakpoints  what there is
      print REGISTER|*ADDRESS[:SIZE]  a value
      x/COUNT PLACE               bytes: REGISTER, REGISTER+OFFSET, ADDRESS
      list                        the program around here
      quit                        or the end of the input
      """;

  private final Debugger debugger;
  private final BufferedReader in;
  private final PrintStream out;
  private final Listing listing;
  private final Values values;
  private String last = "";

  /** Of {@code debugger}, on these streams; {@code sources} has the lines that it shows. */
  public DebugShell(Debugger debugger, SourceFinder sources, Console console) {
    this.debugger = debugger;
    this.in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    this.out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    this.listing = new Listing(debugger.program(), debugger.places(), sources);
    this.values = new Values(debugger);
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
    } catch (IllegalArgumentException e) {
      out.println("error: " + e.getMessage());
    } catch (VmFault e) {
      out.println("error: " + e.reason());
    }
  }

  private String answer(String command, String rest) {
    if (command.startsWith("x/") || command.equals("x")) {
      return values.bytes(command.replaceFirst("^x/?", ""), rest);
    }
    return switch (command) {
      case "" -> "";
      case "break", "b" -> breakAt(rest);
      case "watch" -> watch(rest);
      case "delete", "d" -> delete(rest);
      case "run", "r" -> run();
      case "continue", "c" -> told(debugger.resume());
      case "step", "s" -> told(debugger.step());
      case "next", "n" -> told(debugger.next());
      case "finish", "fin" -> told(debugger.finish());
      case "stepi", "si" -> told(debugger.stepInstruction());
      case "reverse-step", "rs", "reverse-stepi" -> told(debugger.stepBack());
      case "nexti", "ni" -> told(debugger.nextInstruction());
      case "reverse-next", "rn" -> told(debugger.stepLineBack());
      case "reverse-continue", "rc" -> told(debugger.resumeBack());
      case "set" -> set(rest);
      case "info", "i" -> info(rest);
      case "print", "p" -> values.print(rest);
      case "list", "l" -> debugger.isOver() ? listing.from(0) : listing.around(slot());
      case "help", "h" -> HELP.stripTrailing();
      default -> throw new IllegalArgumentException("'" + command + "': no such command; try help");
    };
  }

  private int slot() {
    return debugger.run().slot().number();
  }

  private String here() {
    return listing.line(slot()) + listing.source(slot());
  }

  private String run() {
    return told(debugger.start());
  }

  private String breakAt(String rest) {
    String[] parts = rest.split("\\s+if\\s+", 2);
    Optional<Comparison> condition =
        parts.length > 1 ? Optional.of(Comparison.parse(parts[1])) : Optional.empty();
    Breakpoint made = debugger.breakAt(parts[0], condition);
    return "breakpoint "
        + made.number()
        + " at slot "
        + Arrays.toString(made.slots().stream().toArray()).replaceAll("[\\[\\]]", "");
  }

  private String watch(String rest) {
    return "watch " + watch(values.place(rest)).number() + ": " + rest;
  }

  private Watch watch(Operand place) {
    if (place instanceof Operand.Memory memory) {
      return debugger.watch(memory.address(debugger.run()), memory.size());
    }
    return debugger.watch(((Operand.Register) place).register());
  }

  private String set(String rest) {
    String[] parts = rest.replaceFirst("^var\\s+", "").split("=", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("set what = NUMBER");
    }
    Operand place = values.place(parts[0].strip());
    long value = Operand.parse(parts[1]).value(debugger.run());
    debugger.change(run -> Values.set(run, place, value));
    return values.print(parts[0].strip());
  }

  private String delete(String rest) {
    if (!debugger.delete((int) Operand.number(rest))) {
      throw new IllegalArgumentException("there is no breakpoint or watch " + rest);
    }
    return "deleted " + rest;
  }

  private String info(String what) {
    if (what.startsWith("r")) {
      return values.registers();
    }
    if (!what.startsWith("b")) {
      throw new IllegalArgumentException("info registers, or info breakpoints");
    }
    StringBuilder text = new StringBuilder();
    for (Breakpoint one : debugger.breakpoints()) {
      text.append(one.number() + " breakpoint at " + one.place());
      one.condition().ifPresent(c -> text.append(" on condition"));
      text.append('\n');
    }
    debugger.watches().forEach(one -> text.append(one.number() + " watch\n"));
    return text.isEmpty() ? "none" : text.toString().stripTrailing();
  }

  private String told(Stop stop) {
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
