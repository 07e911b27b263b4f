package dev.jbpf.runtime.object;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import java.util.Map;
import java.util.Optional;

/**
 * Helpers in the place of which kernels before 5.5 have one that reads both the kernel's memory and
 * a process's.
 */
final class OlderHelpers {
  private static final Map<Helper, Helper> OLDER =
      Map.of(
          Helper.PROBE_READ_KERNEL, Helper.PROBE_READ,
          Helper.PROBE_READ_USER, Helper.PROBE_READ,
          Helper.PROBE_READ_KERNEL_STR, Helper.PROBE_READ_STR,
          Helper.PROBE_READ_USER_STR, Helper.PROBE_READ_STR);

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
        ? Helper.of(Words.imm(program.word(slot))).map(OLDER::get)
        : Optional.empty();
  }
}
