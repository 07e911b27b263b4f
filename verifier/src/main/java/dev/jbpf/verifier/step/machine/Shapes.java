package dev.jbpf.verifier.step.machine;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What instruction a slot is, whether or not the fields that it does not use are as they should.
 */
final class Shapes {
  private static final List<List<Op>> BY_OPCODE = new ArrayList<>();

  static {
    for (int opcode = 0; opcode < 256; opcode++) {
      BY_OPCODE.add(new ArrayList<>());
    }
    Op.all().forEach(op -> BY_OPCODE.get(op.opcode()).add(op));
  }

  private Shapes() {}

  /** {@return the instruction that {@code word} is; empty if its fields do not let it be one} */
  static Optional<Op> strict(long word) {
    Optional<Op> op = Op.of(word);
    return op.isPresent() ? op : exit(word);
  }

  /** Kernels do not look at the offset of an exit. */
  private static Optional<Op> exit(long word) {
    return Op.of(Words.withOff(word, (short) 0)).filter(op -> op.operation() == Operation.RETURN);
  }

  /** {@return the instruction that {@code word} is meant to be, if that kernel has the opcode} */
  static Optional<Op> of(long word, KernelVersion version) {
    List<Op> candidates = BY_OPCODE.get(Words.opcode(word));
    return strict(word)
        .or(() -> candidates.stream().filter(op -> hasSource(op, word)).findFirst())
        .or(() -> candidates.stream().findFirst())
        .filter(op -> op.feature().kernel().compareTo(version) <= 0);
  }

  /**
   * {@return whether the source field, where it tells instructions apart, is that of {@code op}}
   */
  static boolean hasSource(Op op, long word) {
    return op.format().has(Field.SRC) || Words.src(Words.pack(op, 0, 0, 0, 0)) == Words.src(word);
  }
}
