package dev.jbpf.code.link;

import static dev.jbpf.isa.Op.*;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Fits code to its target: an instruction that the target lacks becomes others that do exactly the
 * same, with the same registers; where there are none, it is an error.
 */
final class LowerForTarget {
  private final CodeImage code;
  private final TargetMachine target;
  private final LinkErrors errors;
  private final Rewrite rewrite;

  LowerForTarget(CodeImage code, ImagePlaces places, TargetMachine target, LinkErrors errors) {
    this.code = code;
    this.target = target;
    this.errors = errors;
    this.rewrite = new Rewrite(code, places);
  }

  /** Changes {@code code} to what {@code target} has, and notes what it cannot. */
  static void run(CodeImage code, ImagePlaces places, TargetMachine target, LinkErrors errors) {
    if (!target.isComplete()) {
      new LowerForTarget(code, places, target, errors).run();
    }
  }

  private void run() {
    for (int slot = 0; slot < code.size(); slot++) {
      Op op = Op.of(code.word(slot)).orElse(EXIT);
      if (!target.supports(op)) {
        Optional<long[]> words = words(op, code.word(slot));
        if (words.isPresent()) {
          rewrite.replace(slot, words.get());
        }
        report(op, words.isPresent(), code.mark(slot));
      } else if (op == CALL) {
        checkHelper(Words.imm(code.word(slot)), code.mark(slot));
      }
      slot += op.slots() - 1;
    }
    if (!rewrite.isEmpty()) {
      rewrite.apply();
    }
  }

  private void checkHelper(int number, int mark) {
    Optional<Helper> helper = Helper.of(number).filter(found -> target.isBefore(found.since()));
    if (helper.isPresent()) {
      String name = helper.get().functionName();
      String need = TargetMachine.from(helper.get().since());
      String message = "the helper " + name + " needs " + need;
      errors.add(Severity.ERROR, DiagnosticCode.TARGET, mark, message, target.describe());
    }
  }

  private void report(Op op, boolean isLowered, int mark) {
    String what = op.mnemonic() + " needs " + target.need(op);
    if (isLowered) {
      errors.add(
          Severity.NOTE, DiagnosticCode.LOWERED, mark, what + ": written with older instructions");
    } else {
      String message = what + ", and nothing older does the same";
      errors.add(Severity.ERROR, DiagnosticCode.TARGET, mark, message, target.describe());
    }
  }

  /** {@return what does the same as {@code word}, the jump last if it is one} */
  private Optional<long[]> words(Op op, long word) {
    return switch (op.operation()) {
      case ALWAYS -> one(JA.template());
      case LT, LE, SLT, SLE -> op.readsSrc() ? exchanged(op, word) : over(op, word);
      case SWAP -> one(Words.withOp(word, op, swapped(op)));
      case SX8, SX16, SX32 -> extendedMove(op, word);
      case READ_SIGNED -> extendedLoad(op, word);
      default -> Optional.empty();
    };
  }

  private static Optional<long[]> one(long word) {
    return Optional.of(new long[] {word});
  }

  /** The same jump with its two registers exchanged. */
  private Optional<long[]> exchanged(Op op, long word) {
    return op.sibling(op.operation().exchanged(), op.width())
        .filter(target::supports)
        .map(other -> Words.pack(other, Words.src(word), Words.dst(word), 0, 0))
        .map(jump -> new long[] {jump});
  }

  /** The opposite jump, over a jump. */
  private Optional<long[]> over(Op op, long word) {
    return op.opposite()
        .filter(target::supports)
        .map(other -> Words.withOff(Words.withOp(word, op, other), (short) 1))
        .map(jump -> new long[] {jump, JA.template()});
  }

  /** To the other byte order than the target's. */
  private Op swapped(Op op) {
    boolean isLittle = target.order() == ByteOrder.LITTLE_ENDIAN;
    return op.sibling(isLittle ? Operation.TO_BE : Operation.TO_LE, op.width()).orElseThrow();
  }

  private static Optional<long[]> extendedMove(Op op, long word) {
    Op move = op.sibling(Operation.MOV, op.width()).orElseThrow();
    long first = Words.pack(move, Words.dst(word), Words.src(word), 0, 0);
    return extended(first, op.width(), op.operation().extendedBits());
  }

  private static Optional<long[]> extendedLoad(Op op, long word) {
    Op load = op.sibling(Operation.READ, op.width()).orElseThrow();
    return extended(Words.withOp(word, op, load), Long.SIZE, op.width());
  }

  /** What {@code first} writes in so many bits, shifted up and down again with its sign. */
  private static Optional<long[]> extended(long first, int width, int bits) {
    boolean isHalf = width == Integer.SIZE;
    int dst = Words.dst(first);
    return Optional.of(
        new long[] {
          first,
          Words.pack(isHalf ? LSH32_IMM : LSH_IMM, dst, 0, 0, width - bits),
          Words.pack(isHalf ? ARSH32_IMM : ARSH_IMM, dst, 0, 0, width - bits)
        });
  }
}
