package dev.jbpf.verifier.step.machine;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * {@return the instruction that {@code word} is meant to be, if that kernel has the opcode}
   * Fields that an older kernel knows nothing of are to it fields that are not used.
   */
  static Optional<Op> of(long word, KernelVersion version) {
    return strict(word)
        .filter(op -> isIn(op, version) || isToNext(op, word))
        .or(() -> in(word, version).filter(op -> hasSource(op, word)).findFirst())
        .or(() -> in(word, version).findFirst());
  }

  private static Stream<Op> in(long word, KernelVersion version) {
    return BY_OPCODE.get(Words.opcode(word)).stream().filter(op -> isIn(op, version));
  }

  private static boolean isIn(Op op, KernelVersion version) {
    return op.feature().kernel().compareTo(version) <= 0;
  }

  /** A long jump to the next instruction was taken before there were any. */
  private static boolean isToNext(Op op, long word) {
    return op == Op.GOTOL && Words.imm(word) == 0;
  }

  /**
   * {@return whether the source field, where it tells instructions apart, is that of {@code op}}
   */
  static boolean hasSource(Op op, long word) {
    return op.format().has(Field.SRC) || Words.src(Words.pack(op, 0, 0, 0, 0)) == Words.src(word);
  }
}
