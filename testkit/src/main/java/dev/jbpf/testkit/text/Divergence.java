package dev.jbpf.testkit.text;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.vm.coverage.ProgramCoverage;
import java.util.Optional;

/** Where two runs of a program went different ways, by how often each instruction ran. */
public final class Divergence {
  private Divergence() {}

  /**
   * {@return the first instruction, in the order of the program, that did not run as often or did
   * not jump as often; empty if there is none}
   */
  public static Optional<String> text(
      String first, ProgramCoverage one, String second, ProgramCoverage other) {
    Program program = one.program();
    ProgramText text = new ProgramText(program);
    for (int number = 0; number < program.size(); number++) {
      Slot slot = new Slot(number);
      boolean isSame =
          one.executed(slot) == other.executed(slot) && one.taken(slot) == other.taken(slot);
      if (!isSame) {
        return Optional.of(
            String.format(
                "they part at %s, %s: on %s it ran %d times and jumped %d times, on %s %d and %d",
                text.place(number),
                text.at(number),
                first,
                one.executed(slot),
                one.taken(slot),
                second,
                other.executed(slot),
                other.taken(slot)));
      }
    }
    return Optional.empty();
  }
}
