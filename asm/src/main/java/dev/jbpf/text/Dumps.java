package dev.jbpf.text;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads what other tools print and people paste: {@code bpftool prog dump xlated}, the kernel's
 * verifier log, {@code llvm-objdump -d}. Their lines have the number of the slot in front.
 *
 * <p>A verifier log walks through the program along its branches: what it passes twice is taken
 * once, and what it comes to later is put in its place. An instruction that it never comes to is
 * missing, which is an error.
 */
final class Dumps {
  /** Lines around the instructions; made when the first line is in doubt. */
  private static final class Around {
    static final Pattern LINES =
        Pattern.compile(
            "Disassembly of section .*|.*\\bfile format elf64-bpf.*|processed \\d+ insns.*"
                + "|from \\d+ to \\d+.*|func#\\d+ @\\d+.*|verification time .*|stack depth .*"
                + "|mark_precise: .*|(regs|last_idx|parent|propagating|caller|callee|returning)\\b.*"
                + "|arg#\\d.*|Live regs before insn:.*|BEGIN PROG LOAD LOG.*|END PROG LOAD LOG.*"
                + "|\\w[\\w *]*\\(.*\\):\\s*");
  }

  private static final int MOST_MISSING = 1 << 20;

  private static final int MAP_FD = Op.LDDW_MAP_FD.fixed(Field.SRC);
  private static final int MAP_VALUE = Op.LDDW_MAP_VALUE.fixed(Field.SRC);
  private static final int FUNCTION = Op.LDDW_FUNC.fixed(Field.SRC);

  private final Context context;
  private final Scanner in;
  private final Errors errors;
  private final Symbols symbols;
  private final Expressions expressions;

  /** The slot of the section at which the dump's numbers start, once one has begun. */
  private int base;

  private boolean hasBegun;

  /** The slots that the dump has passed over so far, and the lines that did. */
  private final NavigableMap<Integer, Integer> missing = new TreeMap<>();

  /** Where the section ends, while a line goes to a slot that was missing; 0 if none does. */
  private int resumeAt;

  Dumps(Context context, Expressions expressions) {
    this.context = context;
    this.in = context.in;
    this.errors = context.errors;
    this.symbols = context.symbols;
    this.expressions = expressions;
  }

  /** What is to be done with the rest of a line. */
  enum Rest {
    /** The line is no dump's. */
    OTHER,
    /** The line has been read. */
    DONE,
    /** A statement follows, and behind a semicolon a comment. */
    STATEMENT
  }

  /** {@return whether the line at {@code from} stands around the instructions of a dump} */
  boolean isAround(int from) {
    int end = from;
    while (in.text[end] != '\n' && end - from < 200) {
      end++;
    }
    return Around.LINES.matcher(in.text(from, end)).matches();
  }

  /** Looks at what follows the number {@code slot} and its colon. */
  Rest line(long slot, int from) {
    int c = in.skip();
    if (c == '(' && hint() >= 0) {
      int hint = hint();
      in.at += 4;
      in.skip();
      if (!begins(slot, from)) {
        in.toLineEnd();
        return Rest.DONE;
      }
      return hint == Op.LDDW.opcode() ? wide(from) : Rest.STATEMENT;
    }
    if (isBytes()) {
      if (begins(slot, from)) {
        bytes(from);
      }
      in.toLineEnd();
      return Rest.DONE;
    }
    boolean isState = c == 'R' && Chars.isDigit(in.text[in.at + 1]) || startsWith("frame");
    if (isState) {
      in.toLineEnd();
    }
    return isState ? Rest.DONE : Rest.OTHER;
  }

  private boolean startsWith(String text) {
    return in.text(in.at, Math.min(in.end, in.at + text.length())).equals(text);
  }

  /** {@return the opcode in parentheses that stands here; -1 if none does} */
  private int hint() {
    byte[] text = in.text;
    int at = in.at;
    boolean isHint =
        Chars.digit(text[at + 1]) < 16
            && Chars.digit(text[at + 2]) < 16
            && text[at + 3] == ')'
            && Chars.isSpace(text[at + 4]);
    return isHint ? Chars.digit(text[at + 1]) * 16 + Chars.digit(text[at + 2]) : -1;
  }

  /** {@return whether the slot is not there yet; what comes next goes to it} */
  private boolean begins(long slot, int from) {
    CodeBuffer code = context.region.code;
    if (!hasBegun) {
      hasBegun = true;
      base = slot <= code.size ? code.size - (int) slot : code.size;
    }
    long place = base + slot;
    if (place > code.size + MOST_MISSING) {
      errors.add("dump-gap", from, in.at, "this is too far behind the line before it");
      return false;
    }
    while (place > code.size) {
      missing.put(code.size, from);
      code.add(0, from);
    }
    if (place < code.size && missing.remove((int) place) != null) {
      resumeAt = code.size;
      code.size = (int) place;
      return true;
    }
    return place == code.size;
  }

  /** Goes on at the end of the section, if the line that ends here went to a place before it. */
  void endLine() {
    if (resumeAt > 0) {
      CodeBuffer code = context.region.code;
      missing.remove(code.size - 1);
      code.size = Math.max(resumeAt, code.size);
      resumeAt = 0;
    }
  }

  /** Says which instructions are missing. */
  void finish() {
    for (Map.Entry<Integer, Integer> gap : missing.entrySet()) {
      int from = gap.getValue();
      errors.add(
          "dump-gap",
          from,
          from,
          "the dump has no instruction " + (gap.getKey() - base),
          "a verifier log shows only what the verifier came to");
    }
  }

  /** {@return whether eight bytes in hexadecimal follow} */
  private boolean isBytes() {
    int at = in.at;
    for (int i = 0; i < Words.BYTES; i++, at += 3) {
      boolean isPair =
          at + 3 < in.end
              && Chars.digit(in.text[at]) < 16
              && Chars.digit(in.text[at + 1]) < 16
              && (Chars.isSpace(in.text[at + 2]) || in.text[at + 2] == '\n');
      if (!isPair) {
        return false;
      }
    }
    return true;
  }

  private void bytes(int from) {
    while (isBytes()) {
      byte[] slot = new byte[Words.BYTES];
      for (int i = 0; i < slot.length; i++, in.at += 3) {
        slot[i] = (byte) (Chars.digit(in.text[in.at]) << 4 | Chars.digit(in.text[in.at + 1]));
      }
      in.at--;
      context.region.code.add(Words.load(slot, 0, order()), from);
      if (in.text[in.at] != ' ') {
        return;
      }
      in.at++;
    }
  }

  private ByteOrder order() {
    return context.order();
  }

  /** {@code r1 = 0x1122334455667788}, {@code map[id:5][0]+8}, {@code subprog[+3]}: no ll. */
  private Rest wide(int from) {
    in.skip();
    int start = in.at;
    in.name();
    int register = in.register();
    if (register < 0 || in.skip() != '=') {
      in.at = start;
      return Rest.STATEMENT;
    }
    in.at++;
    in.skip();
    long word = Op.LDDW.template() | (long) (register & ~Scanner.HALF) << 8;
    if (startsWith("map[id:")) {
      map(word, from);
    } else if (startsWith("subprog[")) {
      in.at += "subprog[".length();
      put(Words.withSrc(word, FUNCTION), number(), 0, from);
    } else {
      Operands value = new Operands();
      if (expressions.read(value)) {
        long number = value.values[0];
        put(word, number, (int) (number >>> 32), from);
      }
    }
    in.toLineEnd();
    return Rest.DONE;
  }

  private long number() {
    Operands value = new Operands();
    return expressions.read(value) ? value.values[0] : 0;
  }

  private void put(long word, long lower, int upper, int from) {
    context.region.code.add(Words.withImm(word, (int) lower), from);
    context.region.code.add((long) upper << 32, from);
  }

  /** A map that was loaded has only a number: it gets a name from that. */
  private void map(long word, int from) {
    in.at += "map[id:".length();
    int start = in.at;
    long id = number();
    int map = symbols.intern("map_id_" + id);
    context.region.code.fix(CodeBuffer.IMMEDIATE, map, start, in.at);
    boolean isValue = startsWith("][");
    if (!isValue) {
      put(Words.withSrc(word, MAP_FD), 0, 0, from);
      return;
    }
    while (in.text[in.at] != '+' && in.text[in.at] != '\n') {
      in.at++;
    }
    int offset = in.text[in.at] == '+' ? (int) number() : 0;
    put(Words.withSrc(word, MAP_VALUE), 0, offset, from);
  }
}
