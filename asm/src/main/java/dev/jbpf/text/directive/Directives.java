package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.macro.ConditionalParts;
import dev.jbpf.text.macro.Expansions;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.value.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what starts with a dot. */
public final class Directives {
  /** What a misspelt one may have been meant to be. */
  private static final List<String> NAMES =
      List.of(
          ".raw",
          ".byte",
          ".short",
          ".half",
          ".long",
          ".word",
          ".quad",
          ".dword",
          ".2byte",
          ".4byte",
          ".8byte",
          ".uleb128",
          ".sleb128",
          ".ascii",
          ".asciz",
          ".string",
          ".zero",
          ".skip",
          ".space",
          ".fill",
          ".org",
          ".align",
          ".balign",
          ".p2align",
          ".section",
          ".text",
          ".data",
          ".rodata",
          ".bss",
          ".previous",
          ".pushsection",
          ".popsection",
          ".globl",
          ".weak",
          ".local",
          ".comm",
          ".lcomm",
          ".protected",
          ".internal",
          ".subsection",
          ".incbin",
          ".octa",
          ".print",
          ".purgem",
          ".exitm",
          ".altmacro",
          ".noaltmacro",
          ".end",
          ".hidden",
          ".map",
          ".type",
          ".size",
          ".reloc",
          ".set",
          ".equ",
          ".macro",
          ".endm",
          ".rept",
          ".irp",
          ".irpc",
          ".endr",
          ".rename",
          ".include",
          ".if",
          ".ifdef",
          ".ifndef",
          ".ifeq",
          ".ifne",
          ".iflt",
          ".ifle",
          ".ifgt",
          ".ifge",
          ".ifb",
          ".ifnb",
          ".ifc",
          ".ifnc",
          ".elseif",
          ".else",
          ".endif",
          ".error",
          ".warning",
          ".file",
          ".loc");

  private final AssemblyState state;
  private final Declarations declarations;
  private final Expressions expressions;
  private final Cursor in;
  private final SourceErrors errors;
  private final DataDirectives data;
  private final FileDirectives files;
  private final SymbolDirectives symbols;
  private final SectionDirectives sections;
  private final MapDirective maps;
  private final ConditionalParts conditions;
  private final Expansions expansions;

  public Directives(
      AssemblyState state,
      Declarations declarations,
      Expressions expressions,
      Expansions expansions) {
    this.state = state;
    this.declarations = declarations;
    this.expressions = expressions;
    this.in = state.in;
    this.errors = state.errors;
    this.files = new FileDirectives(state, expressions);
    this.data = new DataDirectives(state, expressions);
    this.symbols = new SymbolDirectives(state, declarations, expressions);
    this.sections = new SectionDirectives(state, expressions);
    this.maps = new MapDirective(state, declarations, expressions);
    this.conditions = expansions.conditions();
    this.expansions = expansions;
  }

  /**
   * Reads the directive whose name stands there.
   *
   * @return whether another text is read next
   */
  public boolean read(int from, int to) {
    String name = in.text(from, to);
    int depth = expansions.depth();
    if (!data(name, from, to) && !symbol(name, from, to) && !flow(name, from, to)) {
      unknown(name, from, to);
    }
    return expansions.depth() > depth;
  }

  private void unknown(String name, int from, int to) {
    String instead = instead(name);
    errors.add(
        DiagnosticCode.UNKNOWN_DIRECTIVE,
        from,
        to,
        "unknown directive " + in.quote(from, to),
        instead.isEmpty() ? errors.didYouMean(name, NAMES) : instead);
    skip();
  }

  /** What GNU as has, for BPF or for other machines, and what to write here instead. */
  private static String instead(String name) {
    return switch (name) {
      case ".inst" ->
          "GNU as has no .inst for BPF: `.raw 0x95` is an instruction of 8 bytes, as a number";
      default -> "";
    };
  }

  private boolean data(String name, int from, int to) {
    switch (name) {
      case ".raw" -> data.raw(from, to);
      case ".incbin" -> files.incbin(from, to);
      case ".octa" -> files.octa(from, to);
      case ".byte", ".1byte" -> data.numbers(1, from, to);
      case ".short", ".half", ".hword", ".2byte" -> data.numbers(2, from, to);
      case ".long", ".int", ".word", ".4byte" -> data.numbers(4, from, to);
      case ".quad", ".dword", ".xword", ".8byte" -> data.numbers(8, from, to);
      case ".uleb128" -> data.leb128(from, to, false);
      case ".sleb128" -> data.leb128(from, to, true);
      case ".ascii" -> data.text(from, to, false);
      case ".asciz", ".string" -> data.text(from, to, true);
      case ".zero", ".skip", ".space" -> data.zero(from, to);
      case ".fill" -> data.fill(from, to);
      case ".org" -> data.origin(from, to);
      case ".align", ".balign" -> data.align(from, to, false);
      case ".p2align" -> data.align(from, to, true);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean symbol(String name, int from, int to) {
    switch (name) {
      case ".map" -> maps.read(from, to);
      case ".section" -> sections.section(from, to);
      case ".text", ".data", ".rodata", ".bss" -> sections.enter(name, from, to);
      case ".previous" -> sections.previous();
      case ".pushsection" -> sections.push(from, to);
      case ".popsection" -> sections.pop(from, to);
      case ".globl", ".global" -> symbols.mark(from, to, Symbols.GLOBAL);
      case ".weak" -> symbols.mark(from, to, Symbols.GLOBAL | Symbols.WEAK);
      case ".local" -> symbols.mark(from, to, Symbols.LOCAL);
      case ".hidden" -> symbols.mark(from, to, Symbols.HIDDEN);
      case ".protected" -> symbols.mark(from, to, Symbols.PROTECTED);
      case ".internal" -> symbols.mark(from, to, Symbols.INTERNAL);
      case ".comm" -> new CommonDirectives(state, declarations, expressions).read(false, from, to);
      case ".lcomm" -> new CommonDirectives(state, declarations, expressions).read(true, from, to);
      case ".subsection" -> sections.subsection(from, to);
      case ".type" -> symbols.type(from, to);
      case ".size" -> symbols.size(from, to);
      case ".rename" -> symbols.rename(from, to);
      case ".reloc" -> new RelocationDirective(state, expressions).read(from, to);
      case ".set", ".equ", ".equiv", ".eqv" -> symbols.set(from, to);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean flow(String name, int from, int to) {
    switch (name) {
      case ".macro" -> expansions.define(from, to);
      case ".rept", ".rep" -> expansions.repeat(from, to);
      case ".irp" -> expansions.repeatFor(false, from, to);
      case ".irpc" -> expansions.repeatFor(true, from, to);
      case ".include" -> include(from, to);
      case ".if" -> conditions.begin(from, to);
      case ".ifdef" -> conditions.beginDefined(true, from, to);
      case ".ifndef", ".ifnotdef" -> conditions.beginDefined(false, from, to);
      case ".ifeq", ".ifne", ".iflt", ".ifle", ".ifgt", ".ifge" ->
          conditions.beginCompared(name, from, to);
      case ".ifb" -> conditions.beginTexts(false, true, from, to);
      case ".ifnb" -> conditions.beginTexts(false, false, from, to);
      case ".ifc" -> conditions.beginTexts(true, true, from, to);
      case ".ifnc" -> conditions.beginTexts(true, false, from, to);
      case ".error", ".err" -> told(Severity.ERROR, from, to);
      case ".warning" -> told(Severity.WARNING, from, to);
      case ".print" -> told(Severity.NOTE, from, to);
      case ".abort" -> told(Severity.ERROR, from, to);
      case ".altmacro" -> expansions.setAlternate(true);
      case ".noaltmacro" -> expansions.setAlternate(false);
      case ".purgem" -> expansions.forget(from, to);
      case ".exitm" -> expansions.leaveMacro(from, to);
      case ".end" -> expansions.end();
      case ".else", ".elseif" -> conditions.otherwise(from, to);
      case ".endif" -> conditions.end(from, to);
      case ".endm", ".endr" -> stray(from, to);
      case ".file" -> file();
      // What compilers write for debuggers, and for linkers that fold equal functions.
      case ".loc",
          ".ident",
          ".addrsig",
          ".addrsig_sym",
          ".version",
          ".title",
          ".sbttl",
          ".list",
          ".nolist",
          ".psize",
          ".eject",
          ".line",
          ".ln",
          ".linefile",
          ".extern" ->
          skip();
      default -> {
        boolean isForDebuggers = name.startsWith(".cfi_");
        if (isForDebuggers) {
          skip();
        }
        return isForDebuggers;
      }
    }
    return true;
  }

  /** Says so if something that was begun has no end. */
  public void finish() {
    conditions.finish();
  }

  /** Gives {@code symbol}, whose name stands there, the value that follows. */
  public void assign(int symbol, int from, int to) {
    symbols.assign(symbol, from, to);
  }

  /** {@code .file "NAME"}; with a number in front, it is for debuggers. */
  private void file() {
    if (in.skip() == '"') {
      String name = new String(in.text(), StandardCharsets.UTF_8);
      declarations.files.add(name.replace("\0", ""));
    }
    skip();
  }

  /** What the source itself says of what it is given. */
  private void told(Severity severity, int from, int to) {
    String text = in.text(from, to);
    if (in.skip() == '"') {
      text = new String(in.text(), StandardCharsets.UTF_8);
    }
    errors.add(severity, DiagnosticCode.ERROR_DIRECTIVE, from, to, text);
  }

  private void stray(int from, int to) {
    errors.add(
        DiagnosticCode.UNCLOSED,
        from,
        to,
        "nothing was begun that " + in.text(from, to) + " can end");
  }

  private void include(int from, int to) {
    if (in.skip() != '"') {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE, from, to, ".include takes the name of a file in quotes");
      return;
    }
    int start = in.at;
    String name = new String(in.text(), StandardCharsets.UTF_8);
    expansions.include(name, start, in.at);
  }

  private void skip() {
    while (!Characters.endsStatement(in.skip())) {
      if (in.text[in.at] == '"') {
        in.text();
      } else {
        in.at++;
      }
    }
  }
}
