package dev.jbpf.code;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.diag.Suggestions;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives elements their slots, and labels their distances. One program each. */
final class Linker {
  private final Map<Label, Integer> places = new HashMap<>();
  private final Map<Label, Origin> bound = new HashMap<>();
  private final Map<String, Slot> names = new LinkedHashMap<>();
  private final List<MapReference> maps = new ArrayList<>();
  private final List<Diagnostic> errors = new ArrayList<>();
  private long[] words = {};
  private Origin[] origins = {};
  private int size;

  Program link(List<? extends CodeElement> elements) {
    bindLabels(elements);
    for (CodeElement element : elements) {
      if (element instanceof Located located) {
        emit(located.element(), located.origin());
      } else {
        emit(element, Origin.UNKNOWN);
      }
    }
    if (!errors.isEmpty()) {
      throw new LinkException(errors);
    }
    Origin[] all = origins;
    return Program.ofWords(words, size, slot -> all[slot], names, maps);
  }

  private void bindLabels(List<? extends CodeElement> elements) {
    int slot = 0;
    for (CodeElement element : elements) {
      CodeElement plain = element instanceof Located located ? located.element() : element;
      if (plain instanceof Label label) {
        bind(label, slot, element instanceof Located located ? located.origin() : Origin.UNKNOWN);
      }
      slot += slots(plain);
    }
    words = new long[slot];
    origins = new Origin[slot];
    Arrays.fill(origins, Origin.UNKNOWN);
  }

  private void bind(Label label, int slot, Origin origin) {
    if (places.putIfAbsent(label, slot) == null) {
      bound.put(label, origin);
      if (!label.name().isEmpty()) {
        names.put(label.name(), new Slot(slot));
      }
      return;
    }
    error(
        "label-duplicate",
        "'" + label + "' is bound twice",
        origin,
        "it is bound first at " + bound.get(label));
  }

  private static int slots(CodeElement element) {
    if (element instanceof Insn insn) {
      return insn.slots();
    } else if (element instanceof Branch branch) {
      return branch.op().slots();
    } else if (element instanceof MapLoad) {
      return 2;
    }
    return element instanceof RawWord ? 1 : 0;
  }

  private void emit(CodeElement element, Origin origin) {
    if (element instanceof Insn insn) {
      emit(insn, origin);
    } else if (element instanceof RawWord raw) {
      put(raw.bits(), origin);
    } else if (element instanceof Branch branch) {
      emit(branch, origin);
    } else if (element instanceof MapLoad load) {
      maps.add(new MapReference(new Slot(size), load.map()));
      emit(load.unlinked(), origin);
    }
  }

  private void emit(Insn insn, Origin origin) {
    put(insn.word(), origin);
    if (insn.slots() == 2) {
      put(insn.secondWord(), origin);
    }
  }

  private void emit(Branch branch, Origin origin) {
    Insn insn = branch.unlinked();
    int distance = distance(branch, origin);
    long word =
        branch.isLong()
            ? Words.withImm(insn.word(), distance)
            : Words.withOff(insn.word(), (short) distance);
    put(word, origin);
    if (insn.slots() == 2) {
      put(0, origin);
    }
  }

  /** The distance to the target; zero, and an error noted, if there is none that fits. */
  private int distance(Branch branch, Origin origin) {
    Integer place = places.get(branch.target());
    if (place == null) {
      unbound(branch, origin);
      return 0;
    }
    int distance = place - (size + 1);
    if (!branch.isLong() && distance != (short) distance) {
      tooFar(branch, distance, origin);
      return 0;
    }
    return distance;
  }

  private void unbound(Branch branch, Origin origin) {
    String message = "'" + branch.target() + "' is not bound";
    String near =
        Suggestions.nearest(branch.target().name(), names.keySet())
            .map(name -> "did you mean '" + name + "'?")
            .orElse("put the label itself among the elements, where it belongs");
    error("label-undefined", message, origin, near);
  }

  private void tooFar(Branch branch, int distance, Origin origin) {
    error(
        "jump-range",
        String.format(
            "%s to '%s' is %d slots away, must be from %d to %d",
            branch.op().mnemonic(), branch.target(), distance, Short.MIN_VALUE, Short.MAX_VALUE),
        origin,
        branch.op() == Op.JA
            ? "gotol reaches further"
            : "jump over a gotol by the opposite condition");
  }

  private void error(String code, String message, Origin origin, String note) {
    errors.add(new Diagnostic(Severity.ERROR, code, message, origin, 1, List.of(note)));
  }

  private void put(long word, Origin origin) {
    words[size] = word;
    origins[size] = origin;
    size++;
  }
}
