package dev.jbpf.text;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A change to the instructions of a section: some are replaced by others, more or fewer of them.
 *
 * <p>What moves takes along its labels, its place in the source and what depends on symbols;
 * distances that were written as numbers count the instructions of the source.
 */
final class CodeRewrite {
  /** The target of what does not jump within the section. */
  static final int NO_TARGET = -1;

  private final Context context;
  private final Region region;
  private final CodeBuffer code;

  /** The slot that the jump in a slot goes to, before anything moves. */
  final int[] targets;

  private final Map<Integer, long[]> replaced = new HashMap<>();

  /** A change to the instructions of {@code region}, none at first. */
  CodeRewrite(Context context, Region region) {
    this.context = context;
    this.region = region;
    this.code = region.code;
    this.targets = new int[code.size];
    findTargets();
  }

  private void findTargets() {
    Arrays.fill(targets, NO_TARGET);
    for (int slot = 0; slot < code.size; slot++) {
      Op op = Op.of(code.words[slot]).orElse(Op.EXIT);
      if (op.format().hasTarget()) {
        targets[slot] = checked(slot + 1L + op.distance(code.words[slot]));
      }
      slot += op.slots() - 1;
    }
    for (int fix = 0; fix < code.fixCount(); fix++) {
      if (code.fixKind(fix) == CodeBuffer.TARGET) {
        int symbol = code.fixSymbol(fix);
        boolean isHere = context.symbols.section(symbol) == region.index;
        targets[code.fixSlot(fix)] =
            isHere ? checked(context.symbols.value(symbol) / Words.BYTES) : NO_TARGET;
      }
    }
  }

  private int checked(long target) {
    return target >= 0 && target <= code.size ? (int) target : NO_TARGET;
  }

  /** {@return whether the slot has a jump whose distance has 16 bits} */
  boolean isShortJump(int slot) {
    return targets[slot] != NO_TARGET && isShort(code.words[slot]);
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
  int[] places() {
    int[] places = new int[code.size + 1];
    for (int slot = 0; slot < code.size; slot++) {
      long[] words = replaced.get(slot);
      places[slot + 1] = places[slot] + (words == null ? 1 : words.length);
    }
    return places;
  }

  /** Makes the change. */
  void apply() {
    int[] places = places();
    long[] words = new long[places[code.size]];
    int[] offsets = new int[words.length];
    for (int slot = 0; slot < code.size; slot++) {
      int place = places[slot];
      int last = places[slot + 1] - 1;
      Arrays.fill(offsets, place, last + 1, code.offsets[slot]);
      long[] sequence = replaced.getOrDefault(slot, new long[] {code.words[slot]});
      System.arraycopy(sequence, 0, words, place, sequence.length);
      if (targets[slot] != NO_TARGET) {
        words[last] = withDistance(words[last], places[targets[slot]] - last - 1);
      }
    }
    region.move(words, offsets, places, context.symbols, this::isReplaced);
  }

  /** {@return the jump {@code word} with that distance} */
  static long withDistance(long word, int distance) {
    return isShort(word) ? Words.withOff(word, (short) distance) : Words.withImm(word, distance);
  }
}
