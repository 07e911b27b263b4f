package dev.jbpf.text.emit;

import dev.jbpf.code.origin.Origins;
import dev.jbpf.elf.bpf.describe.ObjectDescriber;
import dev.jbpf.elf.bpf.describe.ObjectTypes;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.source.SourceFile;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.CoreUse;
import dev.jbpf.text.state.Declarations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds to an object the maps that the source defines, and types for its functions, variables and
 * lines, so that loaders, bpftool and the verifier's log quote the source. A source that has a
 * section {@code .BTF} of its own, as a compiler's, says all of this itself.
 */
final class ObjectDescriptions {
  private ObjectDescriptions() {}

  /** The files that a source was read from. */
  private record Files(SourceFile source) implements Function<String, Optional<byte[]>> {
    @Override
    public Optional<byte[]> apply(String name) {
      return source.file(name);
    }
  }

  /** Adds what {@code state} has come to. */
  static void add(AssemblyState state, Declarations declarations, ElfBuilder elf) {
    if (!state.sections.describesItself()) {
      ObjectTypes types = new ObjectTypes(state.order());
      for (ObjectMap map : declarations.maps.values()) {
        types.map(elf, map);
      }
      new ObjectDescriber(elf, types, new Files(state.source)).sections(origins(state));
      if (!state.coreUses.isEmpty()) {
        relocations(state, types);
      }
      types.writeTo(elf);
    }
  }

  /** They rise from row to row of a section. */
  private static void relocations(AssemblyState state, ObjectTypes types) {
    List<CoreUse> uses = new ArrayList<>(state.coreUses);
    uses.sort((a, b) -> Long.compare(place(state, a), place(state, b)));
    for (CoreUse use : uses) {
      String section = state.sections.get(state.symbols.section(use.place())).name;
      types.core(section, (int) place(state, use), use.operand());
    }
  }

  private static long place(AssemblyState state, CoreUse use) {
    return state.symbols.value(use.place());
  }

  private static Map<String, Origins> origins(AssemblyState state) {
    Map<String, Origins> origins = new HashMap<>();
    for (SectionImage section : state.sections.all()) {
      if (section.isCode()) {
        origins.put(section.name, AssembledPrograms.origins(state.source, section.code.marks()));
      }
    }
    return origins;
  }
}
