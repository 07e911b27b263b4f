package dev.jbpf.code.link;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jumps that go far in steps. At even distances the code has a landing: a {@code goto} over it,
 * where the code before goes on, and behind that one {@code goto} for each far place that is jumped
 * to across it, to the next landing or to the place itself.
 */
final class Trampolines {
  /** Slots of code between two landings: half of what a jump reaches is left for the landings. */
  private static final int STEP = 16_000;

  private final CodeImage code;
  private final ImagePlaces labels;
  private final LinkErrors errors;
  private final Rewrite jumps;
  private final int[] targets;

  /** The slot before which each landing is. */
  private final int[] landings;

  /** The far places that are jumped to across each landing, forward and backward, in order. */
  private final List<Map<Hop, Integer>> hops = new ArrayList<>();

  /** A way to the slot {@code target} that comes from below it, or from above. */
  private record Hop(int target, boolean forward) {}

  Trampolines(CodeImage code, ImagePlaces labels, Rewrite jumps, LinkErrors errors) {
    this.code = code;
    this.labels = labels;
    this.errors = errors;
    this.jumps = jumps;
    this.targets = jumps.targets;
    this.landings = new int[(code.size() - 1) / STEP];
    for (int i = 0; i < landings.length; i++) {
      landings[i] = startAt((i + 1) * STEP);
      hops.add(new LinkedHashMap<>());
    }
  }

  /** No landing is between the two slots of one instruction. */
  private int startAt(int slot) {
    boolean isSecond =
        Op.of(code.word(slot - 1)).filter(op -> op.slots() == 2).isPresent()
            && Words.opcode(code.word(slot)) == 0;
    return isSecond ? slot - 1 : slot;
  }

  void build() {
    for (int slot = 0; slot < code.size(); slot++) {
      if (isFar(slot)) {
        addHops(slot);
      }
    }
    int[] places = places();
    write(places);
  }

  /** Far is what is more than a step away: nothing nearer can get out of reach by landings. */
  private boolean isFar(int slot) {
    return jumps.isShortJump(slot) && Math.abs(targets[slot] - slot) > STEP;
  }

  private void addHops(int slot) {
    boolean forward = targets[slot] > slot;
    Hop hop = new Hop(targets[slot], forward);
    for (int i = 0; i < landings.length; i++) {
      if (isBetween(i, slot, targets[slot])) {
        hops.get(i).putIfAbsent(hop, hops.get(i).size());
      }
    }
  }

  private boolean isBetween(int landing, int slot, int target) {
    return slot < target
        ? landings[landing] > slot && landings[landing] < target
        : landings[landing] <= slot && landings[landing] > target;
  }

  private int sizeOf(int landing) {
    int count = hops.get(landing).size();
    return count == 0 ? 0 : count + detour(landing);
  }

  /**
   * {@return 1 for the jump over a landing; 0 where none gets there: verifiers want no dead code}
   */
  private int detour(int landing) {
    return Op.of(code.word(landings[landing] - 1)).filter(Op::isFinal).isPresent() ? 0 : 1;
  }

  private int[] places() {
    int[] places = new int[code.size() + 1];
    int next = 0;
    int place = 0;
    for (int slot = 0; slot <= code.size(); slot++) {
      if (next < landings.length && landings[next] == slot) {
        place += sizeOf(next++);
      }
      places[slot] = place++;
    }
    return places;
  }

  private void write(int[] places) {
    long[] words = new long[places[code.size()]];
    int[] marks = new int[words.length];
    for (int slot = 0; slot < code.size(); slot++) {
      int place = places[slot];
      marks[place] = code.mark(slot);
      words[place] = code.word(slot);
      if (targets[slot] != Rewrite.NO_TARGET) {
        int distance = firstStep(slot, places) - place - 1;
        if (isFar(slot)) {
          check(distance, code.mark(slot));
        }
        words[place] = Rewrite.withDistance(words[place], distance);
      }
    }
    for (int i = 0; i < landings.length; i++) {
      writeLanding(i, words, marks, places);
    }
    labels.move(places);
    code.move(words, marks, places, this::isFar);
  }

  private int firstStep(int slot, int[] places) {
    if (!isFar(slot)) {
      return places[targets[slot]];
    }
    boolean forward = targets[slot] > slot;
    int first = forward ? 0 : landings.length - 1;
    for (int i = first; i >= 0 && i < landings.length; i += forward ? 1 : -1) {
      if (isBetween(i, slot, targets[slot])) {
        return hopPlace(i, new Hop(targets[slot], forward), places);
      }
    }
    return places[targets[slot]];
  }

  private int landingPlace(int landing, int[] places) {
    return places[landings[landing]] - sizeOf(landing);
  }

  private int hopPlace(int landing, Hop hop, int[] places) {
    return landingPlace(landing, places) + detour(landing) + hops.get(landing).get(hop);
  }

  private void writeLanding(int landing, long[] words, int[] marks, int[] places) {
    Map<Hop, Integer> here = hops.get(landing);
    if (here.isEmpty()) {
      return;
    }
    int start = landingPlace(landing, places);
    Arrays.fill(marks, start, places[landings[landing]], code.mark(landings[landing]));
    int detour = detour(landing);
    if (detour > 0) {
      words[start] = jump(here.size(), marks[start]);
    }
    here.forEach(
        (hop, i) -> {
          int place = start + detour + i;
          int distance = nextStep(landing, hop, places) - place - 1;
          words[place] = jump(distance, marks[start]);
        });
  }

  private int nextStep(int landing, Hop hop, int[] places) {
    int next = hop.forward ? landing + 1 : landing - 1;
    boolean isMore =
        next >= 0
            && next < landings.length
            && (hop.forward ? landings[next] < hop.target : landings[next] > hop.target);
    return isMore ? hopPlace(next, hop, places) : places[hop.target];
  }

  private long jump(int distance, int mark) {
    check(distance, mark);
    return Words.withOff(Op.JA.template(), (short) distance);
  }

  private void check(int distance, int mark) {
    if (!Rewrite.fits(distance)) {
      errors.add(
          Severity.ERROR,
          DiagnosticCode.JUMP_RANGE,
          mark,
          "more than " + STEP + " far places are jumped to across this one",
          "a target with gotol, --cpu v4, needs no steps in between");
    }
  }
}
