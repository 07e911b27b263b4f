package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.elf.ElfBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source was assembled to: nothing changes any more. */
final class AssembledSource {
  private final AssemblyState state;
  private final Declarations declarations;
  private final Programs programs;
  private final List<Diagnostic> diagnostics;

  /** What {@code state} has come to, once all fixups are resolved. */
  AssembledSource(AssemblyState state, Declarations declarations) {
    this.state = state;
    this.declarations = declarations;
    this.programs = new Programs(state);
    if (!hasErrors()) {
      new OutputCheck(state).run();
    }
    if (!hasErrors() && !state.sections.describesItself()) {
      new SymbolDefaults(state, declarations).complete();
    }
    this.diagnostics = state.errors.sorted();
  }

  /** {@return whether a message is an error} */
  boolean hasErrors() {
    return state.errors.hasErrors();
  }

  /** {@return all messages, in the order of the source} */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** {@return what was read} */
  SourceText source() {
    return state.source;
  }

  /** {@return the section that is asked for, if one is} */
  Optional<String> section() {
    return state.settings.section();
  }

  /** {@return the programs by the names of their sections, in the order of the source} */
  Map<String, Program> programs() {
    return programs.all();
  }

  /** {@return a new object with all sections, symbols and relocations} */
  ElfBuilder object() {
    ElfBuilder elf = new Objects(state, declarations).build();
    Descriptions.add(state, declarations, elf);
    return elf;
  }
}
