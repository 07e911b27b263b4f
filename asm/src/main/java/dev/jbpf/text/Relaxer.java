package dev.jbpf.text;

import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.Optional;

/**
 * Makes jumps that reach further than 16 bits. Where the target has {@code gotol}, that takes the
 * place of {@code goto}, and a conditional jump becomes one over a {@code gotol}; elsewhere jumps
 * go by {@link Trampolines}.
 */
final class Relaxer {
  private final Context context;
  private final Region region;
  private final CodeBuffer code;

  Relaxer(Context context, Region region) {
    this.context = context;
    this.region = region;
    this.code = region.code;
  }

  /** Changes the section if a jump in it needs it. */
  void relax() {
    if (code.size <= Offset.SLOTS.max() || !goesTooFar()) {
      return;
    }
    CodeRewrite rewrite = new CodeRewrite(context, region);
    boolean hasGotol = new Lowering(context.options).supports(Op.GOTOL);
    boolean changed = lengthen(rewrite);
    if (changed && !hasGotol) {
      new Trampolines(context, region, rewrite).build();
    } else if (changed) {
      while (changed) {
        changed = lengthen(rewrite);
      }
      rewrite.apply();
    }
  }

  /** Jumps to labels only can: a distance that is written as a number has been checked. */
  private boolean goesTooFar() {
    for (int fix = 0; fix < code.fixCount(); fix++) {
      if (goesTooFar(fix)) {
        return true;
      }
    }
    return false;
  }

  /** The decoding comes last: few distances do not fit. */
  private boolean goesTooFar(int fix) {
    int symbol = code.fixSymbol(fix);
    int slot = code.fixSlot(fix);
    return code.fixKind(fix) == CodeBuffer.TARGET
        && context.symbols.section(symbol) == region.index
        && !CodeRewrite.fits((int) (context.symbols.value(symbol) / Words.BYTES) - slot - 1)
        && CodeRewrite.isShort(code.words[slot]);
  }

  /** Replaces jumps that go too far as things are. {@return whether there is one} */
  private boolean lengthen(CodeRewrite rewrite) {
    int[] places = rewrite.places();
    boolean changed = false;
    for (int slot = 0; slot < code.size; slot++) {
      if (!rewrite.isReplaced(slot) && rewrite.isShortJump(slot)) {
        int distance = places[rewrite.targets[slot]] - places[slot] - 1;
        if (!CodeRewrite.fits(distance)) {
          rewrite.replace(slot, longForm(code.words[slot]));
          changed = true;
        }
      }
    }
    return changed;
  }

  private static long[] longForm(long word) {
    Op op = Op.of(word).orElseThrow();
    long gotol = Op.GOTOL.template();
    if (op == Op.JA) {
      return new long[] {gotol};
    }
    Optional<Op> opposite = op.opposite();
    return opposite.isPresent()
        ? new long[] {Words.withOff(Words.withOp(word, op, opposite.get()), (short) 1), gotol}
        : new long[] {
          Words.withOff(word, (short) 1), Words.withOff(Op.JA.template(), (short) 1), gotol
        };
  }
}
