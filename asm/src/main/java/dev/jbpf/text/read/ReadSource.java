package dev.jbpf.text.read;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.SourceFile;
import dev.jbpf.text.section.Subsections;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Settings;
import java.util.Map;

/**
 * A source that has been read: its sections and symbols, and what is wrong with it.
 *
 * @param state what was read, up to what depends on symbols
 * @param declarations what directives say of symbols
 */
public record ReadSource(AssemblyState state, Declarations declarations) {
  /** Reads {@code source}, as often as parts of its sections move. */
  public static ReadSource of(SourceFile source, Settings settings) {
    ReadSource read = empty(source, settings, Map.of());
    if (TextCheck.isText(source, read.state.errors)) {
      read.parse();
      read = read.settled();
    }
    return read;
  }

  private static ReadSource empty(
      SourceFile source, Settings settings, Map<Subsections.Part, Integer> starts) {
    AssemblyState state = new AssemblyState(source, settings, new Subsections(starts));
    return new ReadSource(state, new Declarations(state.symbols));
  }

  private void parse() {
    new Parser(state, declarations).parse();
  }

  private Map<Subsections.Part, Integer> starts() {
    return state.sections.parts().starts();
  }

  private ReadSource settled() {
    ReadSource read = this;
    Map<Subsections.Part, Integer> before = Map.of();
    Map<Subsections.Part, Integer> starts = read.starts();
    for (int times = 1; !starts.equals(before); times++) {
      if (!Subsections.canRepeat(times, state.source.size())) {
        read.state.errors.add(
            DiagnosticCode.TOO_DEEP,
            0,
            0,
            "where parts of sections start depends on one another: none settles");
        break;
      }
      state.source.restart();
      read = empty(state.source, state.settings, starts);
      read.parse();
      before = starts;
      starts = read.starts();
    }
    read.state.sections.joinParts(read.state.errors);
    return read;
  }
}
