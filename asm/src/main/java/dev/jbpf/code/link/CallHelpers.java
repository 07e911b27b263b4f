package dev.jbpf.code.link;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.OptionalInt;

/** Lets calls by the name of a helper call it by its number. */
final class CallHelpers {
  private static final int LOCAL = Op.CALL_LOCAL.fixed(Field.SRC);

  private CallHelpers() {}

  /** Changes calls of functions that are none of the program's. */
  static void run(LinkUnit unit) {
    CodeImage code = unit.image();
    for (int fix = 0; fix < code.fixCount(); fix++) {
      int slot = code.fixSlot(fix);
      if (code.fixKind(fix) == CodeImage.TARGET && isLocalCall(code.word(slot))) {
        OptionalInt helper = unit.helper(code.fixSymbol(fix));
        if (helper.isPresent()) {
          code.setWord(slot, Words.withImm(Op.CALL.template(), helper.getAsInt()));
        }
      }
    }
  }

  /** {@return whether {@code word} calls, be it a function or a helper} */
  static boolean isCall(long word) {
    return Words.opcode(word) == Op.CALL_LOCAL.opcode();
  }

  /** {@return whether {@code word} calls a function of the program} */
  static boolean isLocalCall(long word) {
    return isCall(word) && Words.src(word) == LOCAL;
  }
}
