package dev.jbpf.elf.bpf.describe;

import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.BitSet;
import java.util.Optional;

/**
 * Places of a section that calls lead to, though nobody may have said that a function starts there
 * ({@code .type f, @function}): for the kernel one does, and it wants to hear of all or of none.
 */
record CalledPlaces(BitSet slots) {
  private static final int CALL = Op.CALL_LOCAL.opcode();
  private static final int WIDE = Op.LDDW_FUNC.opcode();

  /** {@return those of {@code section}} A call that is still to be linked leads nowhere yet. */
  static CalledPlaces of(SectionBuilder section) {
    BitSet targets = new BitSet();
    int slots = section.size() / Words.BYTES;
    for (int slot = 0; slot < slots; slot++) {
      long word = section.word(slot * Words.BYTES);
      int opcode = Words.opcode(word);
      if (opcode != CALL && opcode != WIDE) {
        continue; // Sections have a million slots.
      }
      Optional<Op> op = Op.of(word);
      if (op.isPresent() && op.get().namesFunction()) { // no lambda: jbpf-asm starts without any
        int target = slot + 1 + op.get().distance(word);
        if (target >= 0 && target < slots && target != slot) {
          targets.set(target);
        }
      }
    }
    return new CalledPlaces(targets);
  }

  /**
   * {@return the first behind {@code place}, in bytes, and before {@code end}; else {@code end}}
   */
  int after(int place, int end) {
    int next = slots.nextSetBit(place / Words.BYTES + 1);
    return next < 0 ? end : Math.min(end, next * Words.BYTES);
  }
}
