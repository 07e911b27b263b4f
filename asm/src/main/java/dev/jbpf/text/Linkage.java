package dev.jbpf.text;

import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.List;

/** Gives jumps and calls their distances once all labels are known. */
final class Linkage {
  private final Scanner in;
  private final Symbols symbols;
  private final Errors errors;
  private final CodeBuffer code;
  private List<String> names = List.of();

  Linkage(Scanner in, Symbols symbols, Errors errors, CodeBuffer code) {
    this.in = in;
    this.symbols = symbols;
    this.errors = errors;
    this.code = code;
  }

  void resolve() {
    defineExit();
    for (int fix = 0; fix < code.fixCount(); fix++) {
      int slot = code.fixSlot(fix);
      int place = symbols.place(code.fixSymbol(fix));
      if (place == Symbols.UNKNOWN) {
        undefined(fix);
        continue;
      }
      int distance = place - (slot + 1);
      long word = code.words[slot];
      if (isLong(word)) {
        code.words[slot] = Words.withImm(word, distance);
      } else if (distance == (short) distance) {
        code.words[slot] = Words.withOff(word, (short) distance);
      } else {
        tooFar(fix, word, distance);
      }
    }
  }

  /**
   * The conformance suite's assembler knows a label {@code exit} that nobody defines: it is the
   * first {@code exit}.
   */
  private void defineExit() {
    int exit = symbols.find("exit");
    for (int slot = 0; exit >= 0 && slot < code.size; slot++) {
      if (symbols.place(exit) == Symbols.UNKNOWN && code.words[slot] == Op.EXIT.template()) {
        symbols.define(exit, slot, code.offsets[slot]);
      }
    }
  }

  /** Jumps keep the distance in the offset, but for gotol; calls and addresses in the immediate. */
  private static boolean isLong(long word) {
    int opcode = Words.opcode(word);
    return opcode == Op.GOTOL.opcode()
        || opcode == Op.CALL_LOCAL.opcode()
        || opcode == Op.LDDW_FUNC.opcode();
  }

  private void tooFar(int fix, long word, int distance) {
    errors.add(
        "jump-range",
        code.fixFrom(fix),
        code.fixTo(fix),
        Complaints.quote(in, code.fixFrom(fix), code.fixTo(fix))
            + " is "
            + distance
            + " slots away, a distance is from "
            + Offset.SLOTS.min()
            + " to "
            + Offset.SLOTS.max(),
        Words.opcode(word) == Op.JA.opcode()
            ? "gotol reaches further"
            : "jump over a gotol by the opposite condition");
  }

  private void undefined(int fix) {
    int from = code.fixFrom(fix);
    int to = code.fixTo(fix);
    String name = in.text(from, to);
    errors.add(
        "label-undefined",
        from,
        to,
        "there is no label " + Complaints.quote(in, from, to),
        Chars.isDigit(name.charAt(0))
            ? "a label like `1:` is needed " + (name.endsWith("b") ? "before" : "after") + " this"
            : errors.didYouMean(name, names()));
  }

  private List<String> names() {
    if (names.isEmpty()) {
      List<String> found = new ArrayList<>();
      symbols.inOrderOfPlace((name, place) -> found.add(name));
      names = found;
    }
    return names;
  }
}
