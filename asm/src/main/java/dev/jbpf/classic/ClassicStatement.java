package dev.jbpf.classic;

import dev.jbpf.diag.Origin;
import java.util.Optional;

/** A statement of the source: an instruction before the places in the program are known. */
sealed interface ClassicStatement {

  /** {@return where it was written} */
  Origin.Source origin();

  /** An instruction without places. */
  record Plain(ClassicInsn insn, Origin.Source origin) implements ClassicStatement {}

  /** An unconditional jump. */
  record Jump(Place target, Origin.Source origin) implements ClassicStatement {}

  /** A comparison; where a place is missing, it goes on with the next statement. */
  record Comparison(
      ClassicOp op, long k, Optional<Place> yes, Optional<Place> no, Origin.Source origin)
      implements ClassicStatement {}

  /** A label that a jump names. */
  record Place(String label, Origin.Source origin, int length) {}
}
