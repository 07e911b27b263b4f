package dev.jbpf.code.link;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A change to the instructions of an image: some are replaced by others, more or fewer of them.
 *
 * <p>What moves takes along its labels, its place in the source and what depends on symbols;
 * distances that were written as numbers count the instructions of the source.
 */
final class Rewrite {
  /** The target of what does not jump within the image. */
  static final int NO_TARGET = -1;

  private final CodeImage code;
  private final ImagePlaces places;

  /** The slot that the jump in a slot goes to, before anything moves. */
  final int[] targets;

  private final Map<Integer, long[]> replaced = new HashMap<>();

  /** A change to the instructions of {@code code}, none at first. */
  Rewrite(CodeImage code, ImagePlaces places) {
    this.code = code;
    this.places = places;
    this.targets = new int[code.size()];
    findTargets();
  }

  private void findTargets() {
    Arrays.fill(targets, NO_TARGET);
    for (int slot = 0; slot < code.size(); slot++) {
      Op op = Op.of(code.word(slot)).orElse(Op.EXIT);
      if (op.format().hasTarget()) {
        targets[slot] = checked(slot + 1L + op.distance(code.word(slot)));
      }
      slot += op.slots() - 1;
    }
    for (int fix = 0; fix < code.fixCount(); fix++) {
      if (code.fixKind(fix) == CodeImage.TARGET) {
        targets[code.fixSlot(fix)] = checked(places.slot(code.fixSymbol(fix)));
      }
    }
  }

  private int checked(long target) {
    return target >= 0 && target <= code.size() ? (int) target : NO_TARGET;
  }

  /** {@return whether the slot has a jump whose distance has 16 bits} */
  boolean isShortJump(int slot) {
    return targets[slot] != NO_TARGET && isShort(code.word(slot));
  }

  /** {@return whether {@code word} is an instruction with 16 bits for an offset or distance} */
  static boolean isShort(long word) {
    return Op.of(word).filter(op -> op.format().has(Field.OFF)).isPresent();
  }

  static boolean fits(int distance) {
    return distance == (short) distance;
  }

  /** Puts {@code words} in the place of the slot; the last one takes over where it jumps to. */
  void replace(int slot, long... words) {
    replaced.put(slot, words);
  }

  boolean isReplaced(int slot) {
    return replaced.containsKey(slot);
  }

  boolean isEmpty() {
    return replaced.isEmpty();
  }

  /** {@return where each slot goes, and behind the last one the new size} */
  int[] slots() {
    int[] slots = new int[code.size() + 1];
    for (int slot = 0; slot < code.size(); slot++) {
      long[] words = replaced.get(slot);
      slots[slot + 1] = slots[slot] + (words == null ? 1 : words.length);
    }
    return slots;
  }

  /** Makes the change. */
  void apply() {
    int[] slots = slots();
    long[] words = new long[slots[code.size()]];
    int[] marks = new int[words.length];
    for (int slot = 0; slot < code.size(); slot++) {
      int place = slots[slot];
      int last = slots[slot + 1] - 1;
      Arrays.fill(marks, place, last + 1, code.mark(slot));
      long[] sequence = replaced.getOrDefault(slot, new long[] {code.word(slot)});
      System.arraycopy(sequence, 0, words, place, sequence.length);
      if (targets[slot] != NO_TARGET) {
        words[last] = withDistance(words[last], slots[targets[slot]] - last - 1);
      }
    }
    places.move(slots);
    code.move(words, marks, slots, this::isReplaced);
  }

  /** {@return the jump {@code word} with that distance} */
  static long withDistance(long word, int distance) {
    return isShort(word) ? Words.withOff(word, (short) distance) : Words.withImm(word, distance);
  }
}
