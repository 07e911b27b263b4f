package dev.jbpf.code.link;

import dev.jbpf.internal.Exact;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/** Fills in distances and numbers, once all places are final. */
final class FillInFixes {
  private final LinkUnit unit;
  private final CodeImage code;

  private FillInFixes(LinkUnit unit) {
    this.unit = unit;
    this.code = unit.image();
  }

  /** Fills in what depends on symbols, as far as they are known. */
  static void run(LinkUnit unit) {
    FillInFixes fill = new FillInFixes(unit);
    int count = fill.code.fixCount();
    for (int fix = 0; fix < count && !unit.isFull(); fix++) {
      fill.fix(fix);
    }
  }

  private void fix(int fix) {
    switch (code.fixKind(fix)) {
      case CodeImage.TARGET -> distance(fix);
      case CodeImage.WIDE -> wide(fix);
      case CodeImage.OFFSET -> offset(fix);
      default -> immediate(fix);
    }
  }

  private void distance(int fix) {
    int slot = code.fixSlot(fix);
    long word = code.word(slot);
    if (CallHelpers.isCall(word) && !CallHelpers.isLocalCall(word)) {
      return;
    }
    OptionalInt target = unit.target(fix);
    if (target.isEmpty()) {
      return;
    }
    int distance = target.getAsInt() - (slot + 1);
    if (isLong(word)) {
      code.setWord(slot, Words.withImm(word, distance));
    } else if (Rewrite.fits(distance)) {
      code.setWord(slot, Words.withOff(word, (short) distance));
    } else {
      unit.tooFar(fix, distance);
    }
  }

  /** Jumps keep the distance in the offset, but for gotol; calls and addresses in the immediate. */
  private static boolean isLong(long word) {
    int opcode = Words.opcode(word);
    return opcode == Op.GOTOL.opcode()
        || opcode == Op.CALL_LOCAL.opcode()
        || opcode == Op.LDDW_FUNC.opcode();
  }

  private Optional<BigInteger> sum(int fix, long addend) {
    Optional<BigInteger> number = unit.number(code.fixSymbol(fix), code.fixMinus(fix));
    if (number.isEmpty()) {
      unit.fillIn(fix);
      return number;
    }
    return Optional.of(number.get().add(BigInteger.valueOf(addend)));
  }

  private void wide(int fix) {
    int slot = code.fixSlot(fix);
    long addend = Words.immediate(Op.LDDW, code.word(slot), code.word(slot + 1));
    Optional<BigInteger> sum = sum(fix, addend);
    if (sum.isPresent()) {
      code.setWide(slot, sum.get().longValue());
      if (!Exact.fits(sum.get(), Long.SIZE)) {
        unit.tooLarge(fix, sum.get(), Long.SIZE);
      }
    }
  }

  private void offset(int fix) {
    int slot = code.fixSlot(fix);
    long word = code.word(slot);
    Optional<BigInteger> sum = sum(fix, Words.off(word));
    if (sum.isPresent()) {
      code.setWord(slot, Words.withOff(word, sum.get().shortValue()));
      if (sum.get().bitLength() >= Short.SIZE) {
        unit.tooLarge(fix, sum.get(), Short.SIZE);
      }
    }
  }

  private void immediate(int fix) {
    int slot = code.fixSlot(fix);
    long word = code.word(slot);
    Optional<BigInteger> sum = sum(fix, Words.imm(word));
    if (sum.isPresent()) {
      code.setWord(slot, Words.withImm(word, sum.get().intValue()));
      if (!Exact.fits(sum.get(), Integer.SIZE)) {
        unit.tooLarge(fix, sum.get(), Integer.SIZE);
      }
    }
  }
}
