package dev.jbpf.cli.dap;

import dev.jbpf.cli.debug.Named;
import dev.jbpf.vm.debug.Debugger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what an editor is shown by the names that C has for it. */
public final class NamedNodes implements Named {
  private static final Pattern FIRST = Pattern.compile("\\w+");
  private static final Pattern MEMBER = Pattern.compile("->(\\w+)");
  private static final Pattern STEP = Pattern.compile("(?:->|\\.)(\\w+)|(\\[[^\\]]*\\])");

  private final MapNodes maps;
  private final RunNodes run;
  private final LocalNodes locals;

  /** Of what {@code debugger} runs in the worlds of {@code debuggee}. */
  public NamedNodes(Debuggee debuggee, Debugger debugger) {
    this.maps = new MapNodes(debuggee);
    this.run = new RunNodes(debugger);
    this.locals = new LocalNodes(debuggee, debugger);
  }

  @Override
  public Optional<String> value(String path, int outwards) {
    return node(path, outwards).map(NamedNodes::text);
  }

  @Override
  public Optional<String> place(String path, int outwards) {
    return node(path, outwards).flatMap(Node::watch);
  }

  @Override
  public Optional<String> type(String name, int outwards) {
    return locals.type(name, outwards);
  }

  /** {@return the variables of that function} */
  List<Node> own(int outwards) {
    return locals.of(outwards);
  }

  @Override
  public List<String> locals(int outwards) {
    return lines(locals.of(outwards));
  }

  /** {@return what {@code path} names: a function's own comes before what all see} */
  Optional<Node> node(String path, int outwards) {
    Matcher first = FIRST.matcher(path);
    if (!first.lookingAt()) {
      return Optional.empty();
    }
    String rest = path.substring(first.end());
    Stream<List<Node>> places = Stream.of(locals.of(outwards), maps.variables(), maps.maps());
    Optional<Node> found = named(places, first.group()).flatMap(node -> inside(node, rest));
    return found.or(() -> ofContext(rest));
  }

  /** Whatever the program calls its context: the members say which it is. */
  private Optional<Node> ofContext(String rest) {
    Matcher member = MEMBER.matcher(rest);
    return member.matches()
        ? named(run.areas().stream().map(NamedNodes::children), member.group(1))
        : Optional.empty();
  }

  private static Optional<Node> named(Stream<List<Node>> places, String name) {
    return places.flatMap(List::stream).filter(node -> node.name().equals(name)).findFirst();
  }

  private static Optional<Node> inside(Node node, String rest) {
    Matcher step = STEP.matcher(rest);
    if (rest.isEmpty()) {
      return Optional.of(node);
    }
    if (!step.lookingAt()) {
      return Optional.empty();
    }
    String name = step.group(1) == null ? step.group(2) : step.group(1);
    return named(Stream.of(children(node)), name)
        .flatMap(child -> inside(child, rest.substring(step.end())));
  }

  private static List<Node> children(Node node) {
    return node.children().map(all -> all.get()).orElse(List.of());
  }

  /** Maps show their entries. */
  private static String text(Node node) {
    boolean isOpened = node.children().isPresent() && !node.value().matches("(?s)[{\"].*");
    List<Node> inside = isOpened ? children(node) : List.of();
    StringBuilder text = new StringBuilder(node.value());
    inside.forEach(
        child -> text.append("\n  ").append(child.name()).append(" = ").append(child.value()));
    return text.toString();
  }

  private static List<String> lines(List<Node> nodes) {
    return nodes.stream().map(node -> node.name() + " = " + node.value()).toList();
  }

  @Override
  public List<String> variables() {
    return lines(maps.variables());
  }

  @Override
  public List<String> maps() {
    return lines(maps.maps());
  }
}
