package dev.jbpf.text.emit;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.source.SourceFile;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source was assembled to: nothing changes any more. */
public final class AssembledSource {
  private final AssemblyState state;
  private final Declarations declarations;
  private final AssembledPrograms programs;
  private final List<Diagnostic> diagnostics;

  /** What {@code state} has come to, once all fixups are resolved. */
  public AssembledSource(AssemblyState state, Declarations declarations) {
    this.state = state;
    this.declarations = declarations;
    this.programs = new AssembledPrograms(state);
    if (!hasErrors()) {
      new OutputCheck(state).run();
      if (!state.coreUses.isEmpty()) {
        new CoreCheck(state).run();
      }
    }
    if (!hasErrors() && !state.sections.describesItself()) {
      new SymbolDefaults(state, declarations).complete();
    }
    this.diagnostics = state.errors.sorted();
  }

  /** {@return whether a message is an error} */
  public boolean hasErrors() {
    return state.errors.hasErrors();
  }

  /** {@return all messages, in the order of the source} */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** {@return what was read} */
  public SourceFile source() {
    return state.source;
  }

  /** {@return the section that is asked for, if one is} */
  public Optional<String> section() {
    return state.settings.section();
  }

  /** {@return the programs by the names of their sections, in the order of the source} */
  public Map<String, Program> programs() {
    return programs.all();
  }

  /** {@return a new object with all sections, symbols and relocations} */
  public ElfBuilder object() {
    ElfBuilder elf = new ObjectWriter(state, declarations).build();
    ObjectDescriptions.add(state, declarations, elf);
    return elf;
  }
}
