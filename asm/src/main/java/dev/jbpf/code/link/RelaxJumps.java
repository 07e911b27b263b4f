package dev.jbpf.code.link;

import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.isa.Words;
import java.util.Optional;

/**
 * Makes jumps that reach further than 16 bits. Where the target has {@code gotol}, that takes the
 * place of {@code goto}, and a conditional jump becomes one over a {@code gotol}; elsewhere jumps
 * go by {@link Trampolines}.
 */
final class RelaxJumps {
  private final CodeImage code;
  private final ImagePlaces places;
  private final TargetMachine target;
  private final LinkErrors errors;

  RelaxJumps(CodeImage code, ImagePlaces places, TargetMachine target, LinkErrors errors) {
    this.code = code;
    this.places = places;
    this.target = target;
    this.errors = errors;
  }

  /** Changes {@code code} if a jump in it needs it. */
  static void run(CodeImage code, ImagePlaces places, TargetMachine target, LinkErrors errors) {
    if (code.size() > Offset.SLOTS.max()) {
      new RelaxJumps(code, places, target, errors).run();
    }
  }

  private void run() {
    if (!goesTooFar()) {
      return;
    }
    Rewrite rewrite = new Rewrite(code, places);
    boolean changed = lengthen(rewrite);
    if (changed && !target.supports(Op.GOTOL)) {
      new Trampolines(code, places, rewrite, errors).build();
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
    if (code.fixKind(fix) != CodeImage.TARGET) {
      return false;
    }
    int slot = code.fixSlot(fix);
    int place = places.slot(code.fixSymbol(fix));
    return place != ImagePlaces.ELSEWHERE
        && !Rewrite.fits(place - slot - 1)
        && Rewrite.isShort(code.word(slot));
  }

  /** Replaces jumps that go too far as things are. {@return whether there is one} */
  private boolean lengthen(Rewrite rewrite) {
    int[] slots = rewrite.slots();
    boolean changed = false;
    for (int slot = 0; slot < code.size(); slot++) {
      if (!rewrite.isReplaced(slot) && rewrite.isShortJump(slot)) {
        int distance = slots[rewrite.targets[slot]] - slots[slot] - 1;
        if (!Rewrite.fits(distance)) {
          rewrite.replace(slot, longForm(code.word(slot)));
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
