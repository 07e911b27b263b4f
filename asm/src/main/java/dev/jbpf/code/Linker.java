package dev.jbpf.code;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.diag.Suggestions;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gives elements their slots, and labels their distances: elements go in one by one, a program
 * comes out. An element is encoded as it arrives and not kept; only branches wait for their labels.
 */
public final class Linker {
  private static final int FIRST_ORIGINS = 64;
  private static final int FIRST_BRANCHES = 16;
  private static final Origin[] NONE = {};

  private final Places places = new Places();

  /** Where labels were bound, as far as that is known. */
  private final Map<Label, Origin> bound = new HashMap<>();

  private final Map<String, Slot> names = new LinkedHashMap<>();
  private final List<MapReference> maps = new ArrayList<>();
  private final List<Label> targets = new ArrayList<>();
  private final List<Diagnostic> errors = new ArrayList<>();
  private long[] words = SpareWords.take();
  private Origin[] origins = NONE;
  private int size;
  private int lastBound;

  /** The slots of the branches to {@code targets}, whose distances are filled in at the end. */
  private int[] branches = new int[FIRST_BRANCHES];

  /** {@return the number of slots so far} */
  public int size() {
    return size;
  }

  /**
   * {@return whether control can reach the place behind the last slot: the last instruction goes on
   * to the next, or a label is bound there}
   */
  public boolean isOpen() {
    return lastBound == size || Op.of(words[size - 1]).filter(Op::isFinal).isEmpty();
  }

  /** Adds {@code element} behind the others. */
  public void add(CodeElement element) {
    if (element instanceof Located located) {
      add(located.element(), located.origin());
    } else {
      add(element, Origin.UNKNOWN);
    }
  }

  /**
   * Adds the instruction with these operands: the same as {@code add(Insn.of(…))}, without making
   * it.
   *
   * @throws InvalidFieldException as {@link Insn#of} does
   */
  public void add(Op op, Reg dst, Reg src, int off, long imm) {
    long operands = Words.operands(dst.number(), src.number(), off, imm);
    if (op.isWhole(operands) && off == (short) off && imm == (int) imm) {
      put(op.template() | operands);
    } else {
      add(Insn.of(op, dst, src, off, imm));
    }
  }

  /** Adds {@code element}, itself not located, that was written at {@code origin}. */
  private void add(CodeElement element, Origin origin) {
    if (element instanceof Insn insn) {
      emit(insn, origin);
    } else if (element instanceof Branch branch) {
      await(branch.target());
      emit(branch.unlinked(), origin);
    } else if (element instanceof Label label) {
      bind(label, origin);
    } else if (element instanceof MapLoad load) {
      maps.add(new MapReference(new Slot(size), load.map()));
      emit(load.unlinked(), origin);
    } else if (element instanceof RawWord raw) {
      put(raw.bits(), origin);
    }
  }

  private void await(Label target) {
    if (targets.size() == branches.length) {
      branches = Arrays.copyOf(branches, 2 * branches.length);
    }
    branches[targets.size()] = size;
    targets.add(target);
  }

  private void emit(Insn insn, Origin origin) {
    put(insn.word(), origin);
    if (insn.slots() == 2) {
      put(insn.secondWord(), origin);
    }
  }

  private void put(long word, Origin origin) {
    if (origin != Origin.UNKNOWN) {
      place(origin);
    }
    put(word);
  }

  private void put(long word) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
    }
    words[size++] = word;
  }

  private void place(Origin origin) {
    if (size >= origins.length) {
      int known = origins.length;
      origins = Arrays.copyOf(origins, Math.max(FIRST_ORIGINS, 2 * size));
      Arrays.fill(origins, known, origins.length, Origin.UNKNOWN);
    }
    origins[size] = origin;
  }

  private void bind(Label label, Origin origin) {
    lastBound = size;
    if (places.add(label, size)) {
      if (origin != Origin.UNKNOWN) {
        bound.put(label, origin);
      }
      if (!label.name().isEmpty()) {
        names.put(label.name(), new Slot(size));
      }
      return;
    }
    error(
        "label-duplicate",
        "'" + label + "' is bound twice",
        origin,
        "it is bound first at " + bound.getOrDefault(label, Origin.UNKNOWN));
  }

  /**
   * {@return the program of all elements, as {@link #link} does} It is the last thing that is asked
   * of this linker.
   *
   * @throws LinkException if they make none
   */
  public Program finish() {
    Program program = link();
    SpareWords.give(words);
    words = new long[1];
    size = 0;
    return program;
  }

  /**
   * {@return the program of all elements so far}
   *
   * @throws LinkException if they make none: a label is bound twice or not at all, or a target is
   *     out of reach
   */
  public Program link() {
    for (int i = 0; i < targets.size(); i++) {
      fillIn(branches[i], targets.get(i));
    }
    targets.clear();
    if (!errors.isEmpty()) {
      throw new LinkException(errors);
    }
    Origin[] all = Arrays.copyOf(origins, Math.min(origins.length, size));
    Origins known = slot -> slot < all.length ? all[slot] : Origin.UNKNOWN;
    return Program.ofWords(words, size, all.length == 0 ? Origins.NONE : known, names, maps);
  }

  private void fillIn(int slot, Label target) {
    OptionalInt place = places.find(target);
    if (place.isEmpty()) {
      unbound(target, origin(slot));
      return;
    }
    Op op = Op.of(words[slot]).orElseThrow();
    int distance = place.getAsInt() - (slot + 1);
    if (!op.format().has(Field.OFF)) {
      words[slot] = Words.withImm(words[slot], distance);
    } else if (distance == (short) distance) {
      words[slot] = Words.withOff(words[slot], (short) distance);
    } else {
      tooFar(op, target, distance, origin(slot));
    }
  }

  private Origin origin(int slot) {
    return slot < origins.length ? origins[slot] : Origin.UNKNOWN;
  }

  private void unbound(Label target, Origin origin) {
    String near =
        Suggestions.nearest(target.name(), names.keySet())
            .map(name -> "did you mean '" + name + "'?")
            .orElse("put the label itself among the elements, where it belongs");
    error("label-undefined", "'" + target + "' is not bound", origin, near);
  }

  private void tooFar(Op op, Label target, int distance, Origin origin) {
    error(
        "jump-range",
        String.format(
            "%s to '%s' is %d slots away, must be from %d to %d",
            op.mnemonic(), target, distance, Short.MIN_VALUE, Short.MAX_VALUE),
        origin,
        op == Op.JA ? "gotol reaches further" : "jump over a gotol by the opposite condition");
  }

  private void error(String code, String message, Origin origin, String note) {
    errors.add(new Diagnostic(Severity.ERROR, code, message, origin, 1, List.of(note)));
  }
}
