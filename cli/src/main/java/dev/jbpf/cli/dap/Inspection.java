package dev.jbpf.cli.dap;

import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.NamedValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.Variable;

/** What an editor sees of a program that stands still. */
final class Inspection {
  private static final int MOST_BYTES = 1 << 20;

  private final Debugger debugger;
  private final CodeView view;
  private final RunNodes run;
  private final MapNodes maps;
  private final NamedNodes named;

  /** What can be opened, by its number less one; it is all new after each stop. */
  private final List<Supplier<List<Node>>> open = new ArrayList<>();

  Inspection(Debugger debugger, CodeView view, MapNodes maps, NamedNodes named) {
    this.debugger = debugger;
    this.view = view;
    this.run = new RunNodes(debugger);
    this.maps = maps;
    this.named = named;
  }

  /** The program goes on: what was seen of it is seen no more. */
  void forget() {
    open.clear();
  }

  /** A frame's number is how many calls it is away, and one. */
  List<StackFrame> frames() {
    List<StackFrame> frames = new ArrayList<>();
    if (debugger.run().isDone()) {
      return frames;
    }
    for (Stepper.Frame frame : debugger.run().frames()) {
      int slot = frame.slot().number();
      CodeView.Shown shown = view.shown(slot);
      StackFrame one = new StackFrame();
      one.setId(frames.size() + 1);
      one.setName(view.function(slot));
      one.setSource(shown.source());
      one.setLine(shown.line());
      one.setColumn(1);
      one.setInstructionPointerReference(CodeView.address(slot));
      frames.add(one);
    }
    return frames;
  }

  List<Scope> scopes(int frame) {
    int outwards = outwards(frame);
    List<Scope> scopes = new ArrayList<>();
    if (!named.own(outwards).isEmpty()) {
      scopes.add(scope("Locals", () -> named.own(outwards)));
      scopes.get(0).setPresentationHint("locals");
    }
    Scope registers = scope("Registers", () -> run.registers(outwards));
    registers.setPresentationHint("registers");
    scopes.add(registers);
    scopes.add(scope("Stack", () -> run.stack(outwards)));
    scopes.add(scope("Context", run::areas));
    scopes.add(scope("Maps", maps::maps));
    scopes.add(scope("Variables", maps::variables));
    return scopes;
  }

  private int outwards(int frame) {
    if (debugger.run().isDone()) {
      throw DapError.of("the program is at its end");
    }
    if (frame < 1 || frame > debugger.run().depth() + 1) {
      throw DapError.of("there is no frame " + frame);
    }
    return frame - 1;
  }

  private Scope scope(String name, Supplier<List<Node>> nodes) {
    Scope scope = new Scope();
    scope.setName(name);
    scope.setVariablesReference(reference(nodes));
    return scope;
  }

  private int reference(Supplier<List<Node>> nodes) {
    open.add(nodes);
    return open.size();
  }

  private List<Node> nodes(int reference) {
    if (reference < 1 || reference > open.size()) {
      throw DapError.of("nothing to open has the number " + reference);
    }
    return open.get(reference - 1).get();
  }

  List<Variable> variables(int reference) {
    return nodes(reference).stream().map(this::variable).toList();
  }

  private Variable variable(Node node) {
    Variable variable = new Variable();
    variable.setName(node.name());
    variable.setValue(node.value());
    variable.setVariablesReference(node.children().map(this::reference).orElse(0));
    node.address().ifPresent(at -> variable.setMemoryReference(AddressText.text(at)));
    node.watch().ifPresent(variable::setEvaluateName);
    return variable;
  }

  private Node node(int reference, String name) {
    return nodes(reference).stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> DapError.of("there is no '" + name + "'"));
  }

  /** {@return the new value} */
  String set(int reference, String name, String value) {
    node(reference, name)
        .change()
        .orElseThrow(() -> DapError.of("'" + name + "' cannot be changed"))
        .accept(NamedValue.parse(value).value(debugger.run()));
    return node(reference, name).value();
  }

  /** {@return what a data breakpoint on it is called} */
  Optional<String> watch(int reference, String name) {
    return node(reference, name).watch();
  }

  /** {@return a register, a number, memory, a variable or a map, as a node} */
  Variable evaluate(String expression, int frame) {
    Optional<Node> known =
        Stream.of(run.registers(outwards(frame)), run.areas())
            .flatMap(List::stream)
            .filter(node -> node.name().equals(expression.strip()))
            .findFirst()
            .or(() -> named.node(expression.strip(), outwards(frame)));
    return variable(
        known.orElseGet(
            () ->
                Node.of(
                    expression,
                    RunNodes.number(NamedValue.parse(expression).value(debugger.run())))));
  }

  ReadMemoryResponse read(long address, int count) {
    int wanted = Math.min(Math.max(count, 0), MOST_BYTES);
    int there = readable(address, wanted);
    ReadMemoryResponse read = new ReadMemoryResponse();
    read.setAddress(AddressText.text(address));
    read.setData(Base64.getEncoder().encodeToString(debugger.run().memory().read(address, there)));
    read.setUnreadableBytes(wanted - there);
    return read;
  }

  /** How many of {@code wanted} bytes are in the region that the first is in. */
  private int readable(long address, int wanted) {
    int there = 0;
    int step = wanted;
    while (step > 0) {
      if (there + step <= wanted && debugger.run().memory().isReadable(address, there + step)) {
        there += step;
      } else {
        step /= 2;
      }
    }
    return there;
  }

  void write(long address, byte[] bytes) {
    debugger.run().memory().requireWritable(address, bytes.length);
    debugger.change(to -> to.memory().write(address, bytes));
  }
}
