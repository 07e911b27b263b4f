package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes programs of the sections that were assembled. */
final class Result {
  private final Context context;
  private final Errors errors;

  Result(Context context) {
    this.context = context;
    this.errors = context.errors;
  }

  static Assembly of(SourceText source, AssemblerOptions options) {
    Context context = new Context(source, options);
    if (TextCheck.isText(source, context.errors)) {
      new Parser(context).parse();
      new Linkage(context).resolve();
    }
    return new Result(context).assembly();
  }

  private Assembly assembly() {
    Map<String, Program> programs = new LinkedHashMap<>();
    if (!errors.hasErrors()) {
      for (Region region : context.regions) {
        if (region.isCode()) {
          programs.put(region.name, program(region));
        }
      }
      checkSections(programs);
    }
    return new Assembly(context, errors.hasErrors() ? Map.of() : programs);
  }

  private void checkSections(Map<String, Program> programs) {
    boolean hasData = false;
    for (Region region : context.regions) {
      hasData |= region.here() > 0;
    }
    String wanted = context.options.section().orElse("");
    if (context.isObject() ? !hasData : programs.isEmpty()) {
      errors.add("empty", 0, 0, "there is no instruction in this source");
    } else if (!context.isObject() && !wanted.isEmpty() && !programs.containsKey(wanted)) {
      errors.add(
          "section-unknown",
          0,
          0,
          "there are no instructions in a section '" + wanted + "'",
          "sections with instructions: " + String.join(", ", programs.keySet()));
    } else if (!context.isObject() && wanted.isEmpty() && programs.size() > 1) {
      errors.add(
          "section-ambiguous",
          0,
          0,
          "several sections have instructions: " + String.join(", ", programs.keySet()),
          "`--section NAME` chooses one");
    }
  }

  private Program program(Region region) {
    CodeBuffer code = region.code;
    SourceText source = context.source;
    int[] offsets = Arrays.copyOf(code.offsets, code.size);
    return Program.ofWords(
        code.words, code.size, slot -> source.origin(offsets[slot]), labels(region), region.maps);
  }

  /** A name that was given a place elsewhere by {@code .set} is no label. */
  private Map<String, Slot> labels(Region region) {
    Symbols symbols = context.symbols;
    Map<String, Slot> labels = new LinkedHashMap<>();
    symbols.inOrder(
        region.index,
        symbol -> {
          long at = symbols.value(symbol);
          if (at >= 0 && at <= region.here()) {
            labels.put(symbols.name(symbol), new Slot((int) at / Words.BYTES));
          }
        });
    return labels;
  }
}
