package dev.jbpf.text.macro;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Texts that are read in the place of others: macros, repetitions, included files. */
public final class Expansions {
  /** What {@code .endr} ends besides {@code .rept}. */
  private static final List<String> REPEATS = List.of(".rep", ".irp", ".irpc");

  private static final int DEEPEST = 64;

  /** Places in all that is read are numbers of 31 bits; arrays end a little before. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;
  private final ConditionalParts conditions;
  private final Map<String, Macro> macros = new HashMap<>();
  private final Deque<Return> returns = new ArrayDeque<>();
  private final ExpansionBudget budget;
  private final MacroValues values;
  private int calls;
  private int locals;

  /** Where to go on behind an expansion. */
  private record Return(int at, int end, int conditions, boolean isMacro) {}

  public Expansions(AssemblyState state, Expressions expressions, Predicate<String> isMacro) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
    this.conditions = new ConditionalParts(state, expressions, isMacro);
    this.budget = new ExpansionBudget(state.source.size());
    this.values = new MacroValues(state, expressions);
  }

  /** {@code .altmacro} or {@code .noaltmacro}. */
  public void setAlternate(boolean isOn) {
    values.setAlternate(isOn);
  }

  /** {@return the parts that are read on a condition, which macros may begin and leave} */
  public ConditionalParts conditions() {
    return conditions;
  }

  /** {@return whether there is something left to read behind the expansion that ends here} */
  public boolean leave() {
    while (in.at >= in.end && !returns.isEmpty()) {
      Return back = returns.pop();
      in.at = back.at;
      in.end = back.end;
    }
    return in.at < in.end;
  }

  /** {@code .exitm}: nothing more of the macro is read, nor of what is open in it. */
  public void leaveMacro(int from, int to) {
    if (returns.stream().noneMatch(Return::isMacro)) {
      errors.add(DiagnosticCode.UNCLOSED, from, to, "there is no macro that .exitm can leave");
      return;
    }
    while (!returns.peek().isMacro()) {
      Return back = returns.pop();
      in.at = back.at;
      in.end = back.end;
    }
    conditions.close(returns.peek().conditions());
    in.at = in.end - 1;
  }

  /** {@code .end}: nothing more is read. */
  public void end() {
    while (!returns.isEmpty()) {
      in.end = returns.pop().end;
    }
    in.at = in.end - 1;
  }

  /** {@code .purgem NAME}: there is no such macro any more. */
  public void forget(int from, int to) {
    in.skip();
    in.name();
    String name = in.text(in.start, in.at);
    if (macros.remove(name) == null) {
      errors.add(DiagnosticCode.BAD_MACRO, in.start, in.at, "there is no macro '" + name + "'");
    }
  }

  /** {@return how many texts are being read within others} */
  public int depth() {
    return returns.size();
  }

  /** {@return whether a text of that length, made of so many values, can be read now} */
  private boolean canEnter(int from, long size, int values) {
    if (returns.size() >= DEEPEST) {
      errors.add(
          DiagnosticCode.TOO_DEEP,
          from,
          in.at,
          "more than " + DEEPEST + " expansions within another");
      leaveAll();
    } else if (!budget.take(size, values) || size > MOST_BYTES - state.source.size()) {
      tooLarge(from);
    } else {
      return true;
    }
    return false;
  }

  private void tooLarge(int from) {
    errors.add(
        DiagnosticCode.TOO_LARGE,
        from,
        in.at,
        "the expansions are too many or too large: over "
            + (ExpansionBudget.LEAST >> 20)
            + " MiB and "
            + ExpansionBudget.PER_BYTE
            + " times the source");
    leaveAll();
  }

  /** Goes on behind the outermost expansion: what is left of those within is as endless. */
  private void leaveAll() {
    if (!returns.isEmpty()) {
      Return back = returns.getLast();
      returns.clear();
      conditions.close(back.conditions());
      in.at = back.at;
      in.end = back.end;
    }
  }

  private void enter(int start) {
    enter(start, false);
  }

  private void enter(int start, boolean isMacro) {
    returns.push(new Return(in.at, in.end, conditions.depth(), isMacro));
    in.text = state.source.bytes();
    in.at = start;
    in.end = state.source.size();
  }

  /** Goes on with the file of that name, then here. */
  public void include(String name, int from, int to) {
    in.toLineEnd();
    if (budget.longest(0) < 0) {
      tooLarge(from);
      return;
    }
    Optional<byte[]> bytes = state.read(name, from, to);
    if (bytes.isPresent()) {
      budget.include(name, bytes.get().length);
      if (canEnter(from, bytes.get().length, 0)) {
        enter(state.source.addFile(name, bytes.get(), from));
      }
    }
  }

  /** Goes on with {@code text}, which {@code name} makes of what stands at {@code from}. */
  public void text(String name, String text, int from) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (canEnter(from, bytes.length, 0)) {
      enter(state.source.addExpansion(name, bytes, from));
    }
  }

  /** Reads {@code .rept COUNT} up to {@code .endr}, and goes on with what it stands for. */
  public void repeat(int from, int to) {
    Operands count = new Operands();
    boolean counted = expressions.read(count) && count.kinds[0] == Operands.NUMBER;
    Optional<String> body = body(from, to, ".rept", ".endr");
    if (body.isEmpty()) {
      return;
    }
    long times = counted ? count.values[0] : -1;
    long size = Math.min(times, MOST_BYTES) * body.get().length();
    if (times < 0) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          to,
          ".rept takes a number of times that is known here");
    } else if (canEnter(from, size, 0)) {
      String text = body.get().repeat((int) times);
      enter(state.source.addExpansion(".rept", text.getBytes(StandardCharsets.UTF_8), from));
    }
  }

  /**
   * Reads {@code .irp NAME, a, b} up to {@code .endr}, and goes on with the lines for each value;
   * {@code .irpc NAME, ab} with those for each character.
   */
  public void repeatFor(boolean isCharacters, int from, int to) {
    List<String> found = new ArrayList<>(values.arguments(2, isCharacters));
    String list = in.text(to, in.at).strip();
    if (found.size() == 1) {
      String[] sides = list.split("\\s+", 2);
      found.set(0, sides[0]);
      found.addAll(List.of(sides).subList(1, sides.length));
    }
    Optional<String> body = body(from, to, ".rept", ".endr");
    if (body.isEmpty()) {
      return;
    }
    if (found.isEmpty()) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE, from, to, in.text(from, to) + " takes a name, and values");
      return;
    }
    List<String> all = found.subList(1, found.size());
    if (isCharacters) {
      all = List.of(String.join(",", all).split(""));
    }
    enter(each(found.get(0), all, body.get()), all.size(), in.text(from, to), from, false);
  }

  /** {@return the body for each value in the place of {@code name}; empty if that is too long} */
  private Optional<String> each(String name, List<String> all, String body) {
    Macro macro = Macro.of("", List.of(new MacroValues.Parameter(name, "", "")), body);
    if (values.isAlternate()) {
      macro = macro.withBody(new AlternateBody(body, Set.of(name), 0).plain(false));
    }
    long longest = budget.longest(all.size());
    StringBuilder text = new StringBuilder();
    for (String value : all) {
      Map<String, String> one = valuesOf(macro, List.of(value));
      Optional<String> expanded = macro.expand(one, calls++, longest - text.length());
      if (expanded.isEmpty()) {
        return Optional.empty();
      }
      text.append(expanded.get());
    }
    return Optional.of(text.toString());
  }

  private Map<String, String> valuesOf(Macro macro, List<String> arguments) {
    return values.isAlternate() ? macro.inOrder(arguments) : macro.values(arguments);
  }

  /** Goes on with {@code text}, which was made of so many values; it is empty if too long. */
  private void enter(Optional<String> text, int values, String name, int from, boolean isMacro) {
    if (text.isEmpty()) {
      tooLarge(from);
    } else if (canEnter(from, text.get().length(), values)) {
      byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
      enter(state.source.addExpansion(name, bytes, from), isMacro);
    }
  }

  /** Reads {@code .macro NAME a, b=1} up to {@code .endm}. */
  public void define(int from, int to) {
    in.skip();
    int start = in.at;
    if (Characters.startsName(in.text[start])) {
      in.name();
    }
    String name = in.text(start, in.at);
    List<MacroValues.Parameter> parameters = values.parameters();
    Optional<String> body = body(from, to, ".macro", ".endm");
    if (name.isEmpty()) {
      errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, ".macro needs a name");
    } else {
      body.ifPresent(text -> macros.put(name, Macro.of(name, parameters, text)));
    }
  }

  /** {@return the lines up to the one with {@code close} that belongs to this place} */
  private Optional<String> body(int from, int to, String open, String close) {
    in.toLineEnd();
    int start = in.at + 1;
    int depth = 1;
    for (int line = start; line < in.end; ) {
      in.at = line;
      in.toLineEnd();
      String first = firstWord(line, in.at);
      boolean opens = first.equals(open) || open.equals(".rept") && REPEATS.contains(first);
      depth += opens ? 1 : first.equals(close) ? -1 : 0;
      if (depth == 0) {
        return Optional.of(in.text(start, line));
      }
      line = in.at + 1;
    }
    in.at = in.end - 1;
    errors.add(DiagnosticCode.UNCLOSED, from, to, open + " has no " + close);
    return Optional.empty();
  }

  private String firstWord(int from, int to) {
    int start = from;
    while (start < to && Characters.isSpace(in.text[start])) {
      start++;
    }
    int end = start;
    while (end < to && Characters.isName(in.text[end])) {
      end++;
    }
    return in.text(start, end);
  }

  /** {@return whether {@code name} is a macro, which is then read next} */
  public boolean call(String name, int from) {
    Macro macro = macros.get(name);
    if (macro == null) {
      return false;
    }
    int most = macro.parameters().size();
    List<String> arguments = values.arguments(most, macro.takesRest());
    arguments = values.isAlternate() ? arguments : macro.fit(arguments);
    if (arguments.size() > most) {
      errors.add(
          DiagnosticCode.BAD_MACRO,
          from,
          in.at,
          String.format("the macro '%s' takes %d values, found %d", name, most, arguments.size()));
      return true;
    }
    Map<String, String> given = valuesOf(macro, arguments);
    Optional<String> missing = macro.missing(given);
    if (missing.isPresent()) {
      errors.add(
          DiagnosticCode.BAD_MACRO,
          from,
          in.at,
          "the macro '" + name + "' needs a value for " + missing.get());
    } else {
      Macro plain = values.isAlternate() ? macro.withBody(alternate(macro, from)) : macro;
      Optional<String> text = plain.expand(given, calls++, budget.longest(most));
      enter(text, most, "macro '" + name + "'", from, true);
    }
    return true;
  }

  private String alternate(Macro macro, int from) {
    AlternateBody body = new AlternateBody(macro.body(), macro.parameters().keySet(), locals);
    String plain = body.plain(true);
    locals = body.number();
    body.taken()
        .ifPresent(
            name ->
                errors.add(
                    DiagnosticCode.BAD_MACRO,
                    from,
                    in.at,
                    "LOCAL " + name + ": there is a '" + name + "' already"));
    return plain;
  }
}
