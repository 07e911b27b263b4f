package dev.jbpf.text.emit;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import java.util.ArrayList;
import java.util.List;

/** Checks that what was assembled is what can be made of a source. */
final class OutputCheck {
  /** The sections that descriptions add: of maps, types and lines, with their relocations. */
  private static final int ROOM = 6;

  private final AssemblyState state;
  private final SourceErrors errors;

  OutputCheck(AssemblyState state) {
    this.state = state;
    this.errors = state.errors;
  }

  /** Notes an error where nothing can be made. */
  void run() {
    boolean hasData = false;
    List<String> programs = new ArrayList<>();
    int numbered = ROOM;
    for (SectionImage region : state.sections.all()) {
      hasData |= region.here() > 0;
      numbered += region.relocations.isEmpty() && region.given.isEmpty() ? 1 : 2;
      if (region.isCode()) {
        programs.add(region.name);
      }
    }
    String wanted = state.settings.section().orElse("");
    if (state.isObject() && numbered > ElfObject.MAX_SECTIONS) {
      errors.add(
          DiagnosticCode.TOO_LARGE,
          0,
          0,
          state.sections.count() + " sections: an object has no room for so many",
          "there is room for " + ElfObject.MAX_SECTIONS + ", one with relocations counts twice");
    } else if (state.isObject() ? !hasData : programs.isEmpty()) {
      errors.add(DiagnosticCode.PROGRAM_EMPTY, 0, 0, "there is no instruction in this source");
    } else if (!state.isObject() && !wanted.isEmpty() && !programs.contains(wanted)) {
      errors.add(
          DiagnosticCode.SECTION_UNKNOWN,
          0,
          0,
          "there are no instructions in a section '" + wanted + "'",
          "sections with instructions: " + String.join(", ", programs));
    } else if (!state.isObject() && wanted.isEmpty() && programs.size() > 1) {
      errors.add(
          DiagnosticCode.SECTION_AMBIGUOUS,
          0,
          0,
          "several sections have instructions: " + String.join(", ", programs),
          "`--section NAME` chooses one");
    }
  }
}
