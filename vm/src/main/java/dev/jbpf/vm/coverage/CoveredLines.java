package dev.jbpf.vm.coverage;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what programs have covered by the lines that their instructions come from. */
final class CoveredLines {
  private final SortedMap<String, Source> sources = new TreeMap<>();

  private static final class Source {
    final SortedMap<Integer, LineCoverage> lines = new TreeMap<>();
    final Map<String, FunctionCoverage> functions = new LinkedHashMap<>();
  }

  /** A line of a source. */
  private record Place(String file, int line, Optional<String> method) {
    /** Instructions from bytes stand on no line. */
    static Optional<Place> of(Origin origin) {
      if (origin instanceof Origin.Source source) {
        return Optional.of(new Place(source.file(), source.line(), Optional.empty()));
      }
      return origin instanceof Origin.Java java
          ? Optional.of(new Place(path(java), java.line(), Optional.of(java.method())))
          : Optional.empty();
    }

    private static String path(Origin.Java java) {
      int end = java.className().lastIndexOf('.') + 1;
      return java.className().substring(0, end).replace('.', '/') + java.file();
    }
  }

  void add(ProgramCoverage coverage) {
    Program program = coverage.program();
    String[] texts = Disassembler.bySlot(program, Dialect.LLVM);
    Map<Place, List<InstructionCoverage>> lines = new LinkedHashMap<>();
    for (int slot = 0; slot < program.size(); slot += slots(program, slot)) {
      Slot at = new Slot(slot);
      InstructionCoverage one =
          new InstructionCoverage(texts[slot], coverage.executed(at), coverage.branch(at));
      Place.of(program.origin(at))
          .map(place -> new Place(place.file(), place.line(), Optional.empty()))
          .ifPresent(place -> lines.computeIfAbsent(place, p -> new ArrayList<>()).add(one));
    }
    lines.forEach(this::add);
    coverage.functions().stream().forEach(slot -> addFunction(coverage, new Slot(slot)));
  }

  private static int slots(Program program, int slot) {
    return program.opAt(slot).map(op -> op.slots()).orElse(1);
  }

  private void add(Place place, List<InstructionCoverage> instructions) {
    long hits = instructions.stream().mapToLong(InstructionCoverage::hits).max().orElse(0);
    source(place)
        .lines
        .merge(place.line(), new LineCoverage(hits, instructions), CoveredLines::together);
  }

  private Source source(Place place) {
    return sources.computeIfAbsent(place.file(), name -> new Source());
  }

  /** Of two programs from one line, the instructions at the same place belong together. */
  private static LineCoverage together(LineCoverage a, LineCoverage b) {
    List<InstructionCoverage> all = new ArrayList<>();
    int count = Math.max(a.instructions().size(), b.instructions().size());
    for (int i = 0; i < count; i++) {
      if (i >= b.instructions().size()) {
        all.add(a.instructions().get(i));
      } else if (i >= a.instructions().size()) {
        all.add(b.instructions().get(i));
      } else {
        all.add(a.instructions().get(i).plus(b.instructions().get(i)));
      }
    }
    return new LineCoverage(a.hits() + b.hits(), all);
  }

  private void addFunction(ProgramCoverage coverage, Slot slot) {
    Program program = coverage.program();
    Place.of(program.origin(slot))
        .ifPresent(
            place -> {
              String name = name(program, slot, place);
              source(place)
                  .functions
                  .merge(
                      name,
                      new FunctionCoverage(name, place.line(), coverage.entered(slot)),
                      FunctionCoverage::plus);
            });
  }

  private static String name(Program program, Slot slot, Place place) {
    return program.labels().entrySet().stream()
        .filter(label -> label.getValue().equals(slot))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(place::method)
        .orElse(slot.number() == 0 ? "program" : "slot " + slot.number());
  }

  List<FileCoverage> files() {
    List<FileCoverage> files = new ArrayList<>();
    sources.forEach(
        (name, source) ->
            files.add(
                new FileCoverage(name, source.lines, List.copyOf(source.functions.values()))));
    return files;
  }
}
