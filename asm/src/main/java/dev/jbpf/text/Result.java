package dev.jbpf.text;

import dev.jbpf.elf.ElfObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Assembles a source, and checks that something came of it. */
final class Result {
  /** The sections that descriptions add: of maps, types and lines, with their relocations. */
  private static final int ROOM = 6;

  private final Context context;
  private final Errors errors;

  Result(Context context) {
    this.context = context;
    this.errors = context.errors;
  }

  static Assembly of(SourceText source, AssemblerOptions options) {
    Context context = new Context(source, options, new Subsections(Map.of()));
    if (TextCheck.isText(source, context.errors)) {
      new Parser(context).parse();
      context = settled(context);
      new Linkage(context).resolve();
    }
    return new Result(context).assembly();
  }

  /** Reads the source again until parts of sections start where they were taken to. */
  private static Context settled(Context first) {
    Context context = first;
    Map<Subsections.Part, Integer> before = Map.of();
    Map<Subsections.Part, Integer> starts = context.parts.starts();
    for (int times = 1; !starts.equals(before); times++) {
      if (!Subsections.canRepeat(times, context.source.size())) {
        context.errors.add(
            "too-deep", 0, 0, "where parts of sections start depends on one another: none settles");
        break;
      }
      context.source.restart();
      context = new Context(context.source, context.options, new Subsections(starts));
      new Parser(context).parse();
      before = starts;
      starts = context.parts.starts();
    }
    context.parts.join(context.regions, context.errors);
    return context;
  }

  private Assembly assembly() {
    if (!errors.hasErrors()) {
      checkSections();
    }
    return new Assembly(context);
  }

  private void checkSections() {
    boolean hasData = false;
    List<String> programs = new ArrayList<>();
    int numbered = ROOM;
    for (Region region : context.regions) {
      hasData |= region.here() > 0;
      numbered += region.relocations.isEmpty() && region.given.isEmpty() ? 1 : 2;
      if (region.isCode()) {
        programs.add(region.name);
      }
    }
    String wanted = context.options.section().orElse("");
    if (context.isObject() && numbered > ElfObject.MAX_SECTIONS) {
      errors.add(
          "too-large",
          0,
          0,
          context.regions.size() + " sections: an object has no room for so many",
          "there is room for " + ElfObject.MAX_SECTIONS + ", one with relocations counts twice");
    } else if (context.isObject() ? !hasData : programs.isEmpty()) {
      errors.add("empty", 0, 0, "there is no instruction in this source");
    } else if (!context.isObject() && !wanted.isEmpty() && !programs.contains(wanted)) {
      errors.add(
          "section-unknown",
          0,
          0,
          "there are no instructions in a section '" + wanted + "'",
          "sections with instructions: " + String.join(", ", programs));
    } else if (!context.isObject() && wanted.isEmpty() && programs.size() > 1) {
      errors.add(
          "section-ambiguous",
          0,
          0,
          "several sections have instructions: " + String.join(", ", programs),
          "`--section NAME` chooses one");
    }
  }
}
