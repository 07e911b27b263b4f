package dev.jbpf.text.emit;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.link.CodeImage;
import dev.jbpf.code.origin.Origins;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Words;
import dev.jbpf.source.SourceFile;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The programs of the sections that were assembled, made when they are first asked for: an object
 * needs none of them, and they are copies.
 */
final class AssembledPrograms {
  private final AssemblyState state;

  /** Places in a source, an offset a slot. */
  private record Written(SourceFile source, int[] offsets) implements Origins {
    @Override
    public Origin at(int slot) {
      return source.origin(offsets[slot]);
    }
  }

  /** How many symbols the source has; an object adds its own. */
  private final int symbols;

  private Map<String, Program> made = Map.of();

  AssembledPrograms(AssemblyState state) {
    this.state = state;
    this.symbols = state.symbols.count();
  }

  /** {@return the programs by the names of their sections, in the order of the source} */
  synchronized Map<String, Program> all() {
    if (made.isEmpty()) {
      Map<String, Program> all = new LinkedHashMap<>();
      int[][] inOrder = state.symbols.inOrder(state.sections.count());
      for (SectionImage section : state.sections.all()) {
        if (section.isCode()) {
          all.put(section.name, program(section, inOrder[section.index]));
        }
      }
      made = Collections.unmodifiableMap(all);
    }
    return made;
  }

  private Program program(SectionImage section, int[] inOrder) {
    CodeImage code = section.code;
    int[] offsets = code.marks();
    return Program.ofWords(
        code.words(),
        code.size(),
        origins(state.source, offsets),
        labels(section, inOrder),
        section.maps);
  }

  /** {@return where each slot was written, as {@code offsets} into {@code source} say} */
  static Origins origins(SourceFile source, int[] offsets) {
    return new Written(source, offsets);
  }

  /** A name that was given a place elsewhere by {@code .set} is no label. */
  private Map<String, Slot> labels(SectionImage section, int[] inOrder) {
    Map<String, Slot> labels = new LinkedHashMap<>();
    for (int symbol : inOrder) {
      long at = state.symbols.value(symbol);
      if (symbol < symbols && at >= 0 && at <= section.here()) {
        labels.put(state.symbols.name(symbol), new Slot((int) at / Words.BYTES));
      }
    }
    return labels;
  }
}
