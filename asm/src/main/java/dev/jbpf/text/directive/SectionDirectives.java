package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.elf.section.Section;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.section.SectionKinds;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Directives that say where statements go. */
final class SectionDirectives {
  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;
  private final Deque<SectionImage> pushed = new ArrayDeque<>();
  private SectionImage before;

  SectionDirectives(AssemblyState state, Expressions expressions) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
    this.before = state.sections.current;
  }

  /** Goes on in the section of that name. */
  void enter(String name) {
    before = state.sections.current;
    state.sections.current = state.sections.named(name);
  }

  /** Goes on in the section before this one. */
  void previous() {
    SectionImage here = state.sections.current;
    state.sections.current = before;
    before = here;
  }

  /** {@code .pushsection NAME[, PART]}: as {@code .section}, to come back later. */
  void push(int from, int to) {
    pushed.push(state.sections.current);
    section(from, to, true);
  }

  /** Goes on where {@code .pushsection} stood. */
  void pop(int from, int to) {
    if (pushed.isEmpty()) {
      errors.add(DiagnosticCode.UNCLOSED, from, to, "nothing was begun that .popsection can end");
    } else {
      before = state.sections.current;
      state.sections.current = pushed.pop();
    }
  }

  /** {@code .subsection NUMBER}: goes on in that part of the section. */
  void subsection(int from, int to) {
    before = state.sections.current;
    part(from, to);
  }

  /** {@code .data NUMBER} and its kind: goes on in that section, in the part if one is given. */
  void enter(String name, int from, int to) {
    enter(name);
    if (!Characters.endsStatement(in.skip())) {
      part(from, to);
    }
  }

  /** Goes on in the part of the section whose number follows, 0 where none does. */
  private void part(int from, int to) {
    Operands number = new Operands();
    boolean isGiven = !Characters.endsStatement(in.skip());
    if (isGiven && !expressions.read(number)) {
      return;
    }
    boolean isNumber = number.kinds[0] == Operands.NUMBER;
    if (!isNumber || number.values[0] != (int) number.values[0]) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          to,
          in.text(from, to) + " takes a number that is known here");
      return;
    }
    SectionImage section = state.sections.named(state.sections.current.name);
    int part = (int) number.values[0];
    state.sections.current = part == 0 ? section : state.sections.part(section, part);
  }

  /** {@code .section NAME[, "flags"[, @type[, entrysize]]]}. */
  void section(int from, int to) {
    section(from, to, false);
  }

  private void section(int from, int to, boolean hasPart) {
    String name = name();
    if (name.isEmpty()) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          to,
          in.text(from, to) + " takes the name of a section");
      return;
    }
    enter(name);
    boolean hasMore = hasNext();
    if (hasMore && hasPart && in.skip() != '"') {
      part(from, to);
      hasMore = hasNext();
    }
    if (hasMore && in.skip() == '"') {
      int start = in.at;
      kind(new String(in.text(), StandardCharsets.UTF_8), start);
    }
  }

  private boolean hasNext() {
    if (in.skip() != ',') {
      return false;
    }
    in.at++;
    return true;
  }

  /** Names of sections have slashes and dashes: {@code tracepoint/syscalls/sys_enter_open}. */
  private String name() {
    int c = in.skip();
    if (c == '"') {
      return new String(in.text(), StandardCharsets.UTF_8);
    }
    int start = in.at;
    while (in.text[in.at] > ' ' && in.text[in.at] != ',' && in.text[in.at] != ';') {
      in.at++;
    }
    return in.text(start, in.at);
  }

  private void kind(String letters, int from) {
    long flags = 0;
    for (char letter : letters.toCharArray()) {
      OptionalLong flag = SectionKinds.flag(letter);
      if (flag.isEmpty()) {
        errors.add(
            DiagnosticCode.BAD_DIRECTIVE,
            from,
            in.at,
            "a section's flags are a, w, x, M, S, T, e, found " + letter);
      }
      flags |= flag.orElse(0L);
    }
    int type = Section.PROGBITS;
    int entrySize = 0;
    if (hasNext()) {
      type = type();
      entrySize = hasNext() ? entrySize() : 0;
    }
    state.sections.current.kind = Optional.of(new SectionImage.Kind(type, flags, entrySize));
  }

  /** {@code @progbits}, {@code %progbits}, or the number of a type that has no name. */
  private int type() {
    int mark = in.skip();
    int from = in.at;
    if (mark != '@' && mark != '%') {
      return noType(from, "a section's type is written @progbits, found " + in.found(from));
    }
    int start = ++in.at;
    if (Characters.isDigit(in.text[start]) && in.number()) {
      return (int) in.number;
    }
    in.at = start;
    in.name();
    String word = in.text(start, in.at);
    OptionalInt type = SectionKinds.type(word);
    return type.isPresent()
        ? type.getAsInt()
        : noType(
            from,
            "no section has the type " + in.quote(from, in.at),
            errors.didYouMean(word, SectionKinds.words()));
  }

  private int noType(int from, String message, String... notes) {
    errors.add(DiagnosticCode.BAD_DIRECTIVE, from, Math.max(from + 1, in.at), message, notes);
    return Section.PROGBITS;
  }

  private int entrySize() {
    int from = in.at;
    Operands value = new Operands();
    if (!expressions.read(value)) {
      return 0;
    }
    long size = value.values[0];
    if (value.kinds[0] != Operands.NUMBER || size < 0 || size > Integer.MAX_VALUE) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          in.at,
          "the size of a section's entries is a number of bytes that is known here");
    }
    return (int) size;
  }
}
