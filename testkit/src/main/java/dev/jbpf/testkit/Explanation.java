package dev.jbpf.testkit;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testkit.text.Divergence;
import dev.jbpf.testkit.text.ProgramText;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.packet.DecodedPacket;
import java.util.Optional;

/**
 * What stands behind a failure: the way that the run took, in the program's own lines.
 *
 * @param program that has run
 * @param input what it ran with
 * @param isAlone whether the run can be done again, as it depended on none before
 */
record Explanation(Program program, RunInput input, boolean isAlone) {
  /** {@return the way of the run, or all of the program if it is not known} */
  String text() {
    if (!isAlone || program.size() == 0) {
      return "the program:\n" + new ProgramText(program);
    }
    try {
      return "the way of the run on VM:\n" + Engines.path(program, input);
    } catch (RuntimeException e) {
      return "the program:\n" + new ProgramText(program);
    }
  }

  /** {@return where the two engines go different ways, if both can tell} */
  Optional<String> divergence(TestEngine first, TestEngine second) {
    Optional<ProgramCoverage> one = Engines.counted(first, program, input);
    Optional<ProgramCoverage> other = Engines.counted(second, program, input);
    return one.isPresent() && other.isPresent()
        ? Divergence.text(
            first.toString(),
            one.get(),
            second.toString(),
            other.get(),
            Engines.order(program, input))
        : Optional.empty();
  }

  ProgramType type() {
    return input.type();
  }

  /** {@return the packet as programs of this type see it} */
  DecodedPacket decoded(byte[] packet) {
    return Outcome.decoded(type(), packet);
  }
}
