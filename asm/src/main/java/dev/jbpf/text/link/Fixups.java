package dev.jbpf.text.link;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.code.link.LinkFrontEnd;
import dev.jbpf.code.link.LinkPasses;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.isa.Words;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import java.util.ArrayList;
import java.util.List;

/** Resolves what depends on symbols, once all of them are known. */
public final class Fixups implements LinkFrontEnd {
  private final AssemblyState state;
  private final Declarations declarations;
  private final Assignments assignments;
  private final SymbolValues values;
  private final Symbols symbols;
  private final SourceErrors errors;
  private final List<CodeFixups> units = new ArrayList<>();

  private Fixups(AssemblyState state, Declarations declarations) {
    this.state = state;
    this.declarations = declarations;
    this.assignments = new Assignments(state, declarations);
    this.values = new SymbolValues(state);
    this.symbols = state.symbols;
    this.errors = state.errors;
  }

  /** Completes the sections of a source that has been read. */
  public static void resolve(AssemblyState state, Declarations declarations) {
    new Fixups(state, declarations).resolve();
  }

  private void resolve() {
    for (SectionImage each : state.sections.all()) {
      defineSection(each);
    }
    assignments.definePlaces();
    for (String map : declarations.maps.keySet()) {
      checkMap(map);
    }
    defineExit();
    NameHints hints = new NameHints(state, declarations, values);
    for (SectionImage each : state.sections.all()) {
      units.add(new CodeFixups(state, declarations, values, hints, each));
    }
    LinkPasses.run(this);
    DataFixups data = new DataFixups(state, values);
    for (SectionImage each : state.sections.all()) {
      data.resolve(each);
    }
  }

  @Override
  public List<CodeFixups> units() {
    return units;
  }

  @Override
  public TargetMachine target() {
    return state.settings.machine();
  }

  @Override
  public void placesAreFinal() {
    assignments.defineNumbers();
  }

  /** A mark is the offset of what was written there. */
  @Override
  public void add(
      Severity severity, DiagnosticCode code, int mark, String message, String... notes) {
    errors.add(severity, code, mark, mark, message, notes);
  }

  /** The name of a section that nothing else defines is its start. */
  private void defineSection(SectionImage section) {
    int symbol = symbols.find(section.name);
    boolean isMap = declarations.maps.containsKey(section.name);
    if (symbol != Symbols.NONE && !symbols.isDefined(symbol) && !isMap) {
      symbols.define(symbol, section.index, 0, 0);
      symbols.mark(symbol, Symbols.SECTION);
    }
  }

  /** What a map is called nothing else may be: labels, numbers and other names of places. */
  private void checkMap(String map) {
    int symbol = symbols.find(map);
    if (symbol != Symbols.NONE && symbols.isDefined(symbol)) {
      int at = Math.max(0, symbols.definition(symbol));
      errors.add(
          DiagnosticCode.LABEL_DUPLICATE,
          at,
          at + map.length(),
          "'" + map + "' is defined twice",
          "`.map " + map + "` defines a map of that name");
    }
  }

  /**
   * The conformance suite's assembler knows a label {@code exit} that nobody defines: it is the
   * first {@code exit}.
   */
  private void defineExit() {
    int exit = symbols.find("exit");
    if (exit != Symbols.NONE && !symbols.isDefined(exit)) {
      for (SectionImage region : state.sections.all()) {
        if (defineExit(exit, region)) {
          return;
        }
      }
    }
  }

  private boolean defineExit(int exit, SectionImage region) {
    CodeImage code = region.code;
    for (int slot = 0; slot < code.size(); slot++) {
      if (code.word(slot) == Op.EXIT.template()) {
        symbols.define(exit, region.index, (long) slot * Words.BYTES, code.mark(slot));
        return true;
      }
    }
    return false;
  }
}
