package dev.jbpf.runtime.object;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperPredecessors;
import java.util.Optional;

/** A program with the predecessors of the helpers that it calls, for kernels that lack these. */
final class OlderHelpers {
  private OlderHelpers() {}

  /** {@return the program with the older ones; empty if it calls none of these} */
  static Optional<Program> in(Program program) {
    long[] words = new long[program.size()];
    boolean hasChanged = false;
    for (int slot = 0; slot < words.length; slot++) {
      Optional<Helper> older = older(program, slot);
      words[slot] =
          older.isPresent()
              ? Words.withImm(program.word(slot), older.get().value())
              : program.word(slot);
      hasChanged |= older.isPresent();
    }
    return hasChanged
        ? Optional.of(
            Program.ofWords(
                words, words.length, program.origins(), program.labels(), program.maps()))
        : Optional.empty();
  }

  /** {@return whether that instruction calls a helper that has an older one} */
  static boolean isCalledAt(Program program, int slot) {
    return slot < program.size() && older(program, slot).isPresent();
  }

  private static Optional<Helper> older(Program program, int slot) {
    return program.isAt(slot, Op.CALL)
        ? Helper.of(Words.imm(program.word(slot))).flatMap(HelperPredecessors::of)
        : Optional.empty();
  }
}
