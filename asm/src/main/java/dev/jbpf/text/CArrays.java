package dev.jbpf.text;

import java.util.List;

/**
 * Reads what stands around and between the macros in C sources: {@code struct bpf_insn prog[] = {},
 * {@code BPF_RAW_INSN(…)}, {@code { .code = BPF_JMP | BPF_EXIT }} and {@code };}.
 */
final class CArrays {
  /** The fields of {@code struct bpf_insn}, in its order. */
  private static final List<String> FIELDS = List.of("code", "dst_reg", "src_reg", "off", "imm");

  private static final long[] MIN = {0, 0, 0, Short.MIN_VALUE, Integer.MIN_VALUE};
  private static final long[] MAX = {0xff, 0xf, 0xf, Short.MAX_VALUE, 0xffff_ffffL};
  private static final int[] SHIFTS = {0, 8, 12, 16, 32};
  private static final int OFF = 3;
  private static final int IMM = 4;

  private final Context context;
  private final Scanner in;
  private final Errors errors;
  private final Expressions expressions;

  CArrays(Context context, Expressions expressions) {
    this.context = context;
    this.in = context.in;
    this.errors = context.errors;
    this.expressions = expressions;
  }

  /** {@return whether the statement that starts with {@code c} was C's, and is read} */
  boolean punctuation(int c) {
    int from = in.at;
    if (c == '{') {
      in.at++;
      int next = skipLines();
      if (next == '.' || Chars.isDigit(next) || isName("BPF_LD", "BPF_ALU", "BPF_JMP", "BPF_ST")) {
        if (!fields('}', from)) {
          in.toLineEnd();
        }
      }
      return true;
    }
    if (c == '}' || c == ',') {
      in.at++;
      return true;
    }
    return false;
  }

  private boolean isName(String... starts) {
    for (String start : starts) {
      if (in.text(in.at, Math.min(in.end, in.at + start.length())).equals(start)) {
        return in.text(in.at, Math.min(in.end, in.at + 40)).matches("(?s)[A-Z0-9_]+\\s*[|,].*");
      }
    }
    return false;
  }

  /** Blanks, comments and the ends of lines. {@return the byte after them} */
  private int skipLines() {
    int c = in.skip();
    while (c == '\n' && in.at + 1 < in.end) {
      in.at++;
      c = in.skip();
    }
    return c;
  }

  /** {@return whether {@code name}, which was read, starts something of C's, which is read too} */
  boolean name(String name, int from) {
    if (name.equals("BPF_RAW_INSN") && in.skip() == '(') {
      in.at++;
      return fields(')', from);
    }
    if (List.of("struct", "static", "const").contains(name)) {
      while (in.text[in.at] != '\n' && in.text[in.at] != '{') {
        in.at++;
      }
      return true;
    }
    return false;
  }

  private boolean fields(char close, int from) {
    long word = 0;
    for (int next = 0; skipLines() != close; next++) {
      int start = in.at;
      int field = name(next);
      if (field < 0 || field >= FIELDS.size()) {
        String names = Complaints.orList(FIELDS);
        errors.add(
            "bad-operand",
            start,
            in.at,
            "the fields of a bpf_insn are " + names.replace(" or ", " and "));
        return false;
      }
      Operands value = new Operands();
      if (!value(value)) {
        return false;
      }
      word |= (checked(value, field) << SHIFTS[field]) & mask(field);
      next = field;
      int c = skipLines();
      if (c == ',') {
        in.at++;
      } else if (c != close) {
        String found = Complaints.found(in, in.at);
        errors.add(
            "bad-operand", in.at, in.at + 1, "expected ',' or '" + close + "', found " + found);
        return false;
      }
    }
    in.at++;
    if (!context.region.beginInstruction(from)) {
      errors.add("misaligned", from, from, "an instruction starts at a multiple of 8 bytes");
    }
    context.region.code.add(word, from);
    return true;
  }

  private static long mask(int field) {
    return field == OFF ? 0xffff0000L : field == IMM ? -1L << SHIFTS[IMM] : -1L;
  }

  /** {@return the field that is named next, or else the one whose turn it is} */
  private int name(int turn) {
    if (in.text[in.at] != '.') {
      return turn;
    }
    int start = ++in.at;
    in.name();
    int field = FIELDS.indexOf(in.text(start, in.at));
    if (in.skip() == '=') {
      in.at++;
    }
    return field;
  }

  private boolean value(Operands into) {
    int c = skipLines();
    if (Chars.startsName(c)) {
      int at = in.at;
      in.name();
      int register = in.register();
      if (register >= 0) {
        into.add(Operands.NUMBER, register, at, in.at);
        return true;
      }
      in.at = at;
    }
    return expressions.read(into);
  }

  private long checked(Operands value, int field) {
    if (value.kinds[0] == Operands.SYMBOL && field == IMM) {
      context.region.code.fix(
          CodeBuffer.IMMEDIATE, value.symbols[0], value.minus[0], value.from[0], value.to[0]);
      return value.values[0];
    }
    long number = value.values[0];
    boolean isNumber = value.kinds[0] == Operands.NUMBER;
    if (!isNumber || number < MIN[field] || number > MAX[field]) {
      errors.add(
          field == IMM ? "imm-range" : field == OFF ? "off-range" : "bad-operand",
          value.from[0],
          value.to[0],
          in.text(value.from[0], value.to[0])
              + " is out of range: "
              + FIELDS.get(field)
              + " is from "
              + MIN[field]
              + " to "
              + MAX[field]);
    }
    return number;
  }
}
