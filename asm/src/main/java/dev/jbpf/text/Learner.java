package dev.jbpf.text;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Reg;

/**
 * Learns statements that the {@link Matcher} or {@link CArrays} have read, for the {@link
 * QuickReader}.
 *
 * <p>What a statement is remains their word. They go by tokens, from left to right, so that
 * statements which differ in nothing but the digits of numbers and registers, and the letters of a
 * place at their end, are the same instruction. The kernel's names are part of what must be the
 * same. What is less plain is not learnt: other expressions, operands that are left out, comments
 * within, forms that depend on an operand's value.
 */
final class Learner {
  private static final Skeletons.Hole DESTINATION =
      new Skeletons.Hole(Field.DST, 0, Reg.COUNT - 1, false);
  private static final Skeletons.Hole SOURCE =
      new Skeletons.Hole(Field.SRC, 0, Reg.COUNT - 1, false);
  private static final Skeletons.Hole OFFSET =
      new Skeletons.Hole(Field.OFF, Offset.BYTES.min(), Offset.BYTES.max(), false);
  private static final Skeletons.Hole DISTANCE =
      new Skeletons.Hole(Field.OFF, Offset.SLOTS.min(), Offset.SLOTS.max(), false);
  private static final Skeletons.Hole IMMEDIATE =
      new Skeletons.Hole(Field.IMM, Integer.MIN_VALUE, Emitter.MAX_IMMEDIATE, false);
  private static final Skeletons.Hole WIDE =
      new Skeletons.Hole(Field.IMM, Long.MIN_VALUE, Long.MAX_VALUE, false);

  private final Skeletons skeletons;
  private final Scanner in;
  private final Operands operands;
  private final Symbols symbols;

  /** The slot without what differs between statements. */
  private long template;

  Learner(AssemblyState state, Operands operands, Skeletons skeletons) {
    this.skeletons = skeletons;
    this.in = state.in;
    this.operands = operands;
    this.symbols = state.symbols;
  }

  /**
   * Learns the statement that starts at {@code from} and ends where reading goes on.
   *
   * @param shape what it is, whatever its numbers are
   * @param dialect the only one that it belongs to, a set of one; 0 if there are several
   */
  void learn(Shape shape, int dialect, int from) {
    template = shape.template;
    skeletons.begin();
    int at = from;
    for (int i = 0; i < operands.count && skeletons.isLearning(); i++) {
      letters(at, operands.from[i]);
      if (operands.kinds[i] == Operands.SYMBOL) {
        place(shape, i);
      } else {
        operand(shape, i);
      }
      at = operands.to[i];
    }
    end(at, shape.wide, dialect);
  }

  /** Learns a slot that is written field by field, into which the operands go one by one. */
  void learn(Skeletons.Hole[] fields, int from) {
    template = 0;
    skeletons.begin();
    int at = from;
    for (int i = 0; i < operands.count && skeletons.isLearning(); i++) {
      letters(at, operands.from[i]);
      field(i, fields[i]);
      at = operands.to[i];
    }
    end(at, false, 0);
  }

  private void end(int from, boolean isWide, int dialect) {
    letters(from, in.at);
    skeletons.end(in.text, in.text[in.at], new Skeletons.End(template, isWide, dialect));
  }

  private void letters(int from, int to) {
    for (int at = from; at < to && skeletons.isLearning(); at++) {
      int c = in.text[at];
      int next = in.text[at + 1];
      boolean isComment = c == '/' && (next == '/' || next == '*');
      if (c < 0 || c == '\n' || isComment) {
        skeletons.leave();
      } else {
        skeletons.follow(in.text, at);
      }
    }
  }

  /** A name at the end. With a number sign behind it, it would be one of the kernel's. */
  private void place(Shape shape, int operand) {
    boolean isPlain =
        operand == shape.target
            && !shape.wide
            && operands.minus[operand] == Symbols.NONE
            && operands.values[operand] == 0
            && Chars.startsName(in.text[operands.from[operand]])
            && operands.to[operand] == in.at
            && in.text[in.at] != '#';
    if (isPlain) {
      skeletons.followPlace(in.text, in.at);
    } else {
      skeletons.leave();
    }
  }

  private void operand(Shape shape, int operand) {
    if (operand == shape.dst) {
      register(operand, DESTINATION);
    } else if (operand == shape.src) {
      register(operand, SOURCE);
    } else if (operand == shape.off) {
      number(operand, OFFSET);
    } else if (operand == shape.target && !shape.wide) {
      number(operand, shape.immediate.isTarget() ? range(shape.immediate) : DISTANCE);
    } else if (operand == shape.imm && shape.immediate == Immediate.S64) {
      number(operand, WIDE);
    } else if (operand == shape.imm && !shape.wide) {
      number(operand, IMMEDIATE);
    } else if (isDestinationAgain(shape, operand)) {
      register(operand, Skeletons.SAME, DESTINATION);
    } else {
      skeletons.leave();
    }
  }

  private static Skeletons.Hole range(Immediate immediate) {
    return new Skeletons.Hole(Field.IMM, immediate.min(), immediate.max(), false);
  }

  private static boolean isDestinationAgain(Shape shape, int operand) {
    for (Shape.Condition condition : shape.conditions) {
      if (condition.at() == operand && condition.same() == shape.dst) {
        return true;
      }
    }
    return false;
  }

  private void field(int operand, Skeletons.Hole hole) {
    if (!isRegister(operand)) {
      number(operand, hole);
    } else if (hole.shift() == DESTINATION.shift()) {
      register(operand, DESTINATION);
    } else if (hole.shift() == SOURCE.shift()) {
      register(operand, SOURCE);
    } else {
      constant(operand, hole);
    }
  }

  private void register(int operand, Skeletons.Hole hole) {
    register(operand, Skeletons.REGISTER, hole);
  }

  private void register(int operand, int kind, Skeletons.Hole hole) {
    int start = digits(operand);
    if (isRegister(operand)) {
      letters(operands.from[operand], start);
      follow(operand, kind, hole);
    } else if (kind == Skeletons.REGISTER) {
      constant(operand, hole);
    } else {
      skeletons.leave();
    }
  }

  private void number(int operand, Skeletons.Hole hole) {
    int from = operands.from[operand];
    int start = digits(operand);
    int sign = sign(from, start);
    // C takes a number in hexadecimal for one without a sign: there is no plain negative one.
    boolean isPlain = sign > 0 || hole != WIDE || in.text[start] != '0';
    if (isNumber(operand) && sign != 0 && isPlain) {
      letters(from, start);
      follow(operand, Skeletons.NUMBER, hole.negative(sign < 0));
    } else if (hole != WIDE) {
      constant(operand, hole);
    } else {
      skeletons.leave();
    }
  }

  private void follow(int operand, int kind, Skeletons.Hole hole) {
    skeletons.follow(in.text, kind, hole, operands.to[operand]);
  }

  /** What has the same value wherever it stands. */
  private void constant(int operand, Skeletons.Hole hole) {
    int from = operands.from[operand];
    int to = operands.to[operand];
    boolean isNumber = operands.kinds[operand] == Operands.NUMBER;
    if (isNumber && hole.admits(operands.values[operand]) && isOfKernel(from, to)) {
      letters(from, to);
      template |= hole.place(operands.values[operand]);
    } else {
      skeletons.leave();
    }
  }

  /** Whether that is made of names of registers and the kernel's numbers; these are few. */
  private boolean isOfKernel(int from, int to) {
    int end = in.at;
    boolean isOfKernel = true;
    in.at = from;
    while (in.at < to && isOfKernel) {
      int c = in.text[in.at];
      if (Chars.startsName(c)) {
        in.name();
        isOfKernel = in.register() >= 0 || symbols.isBuiltIn(in.text(in.start, in.at));
      } else {
        isOfKernel = !Chars.isDigit(c) && c != '\'';
        in.at++;
      }
    }
    in.at = end;
    return isOfKernel;
  }

  /** {@code r1}, {@code %w1}, {@code BPF_REG_1}, but not {@code BPF_REG_ARG1}. */
  private boolean isRegister(int operand) {
    int start = digits(operand);
    return start > operands.from[operand]
        && "rRwW_".indexOf(in.text[start - 1]) >= 0
        && isNumber(operand);
  }

  /** Whether there are only digits behind what comes before them, of a number in plain form. */
  private boolean isNumber(int operand) {
    return operands.kinds[operand] == Operands.NUMBER
        && isPlain(digits(operand), operands.to[operand]);
  }

  /** Where the digits of an operand start; its end if there are none. */
  private int digits(int operand) {
    int at = operands.from[operand];
    while (at < operands.to[operand] && !Chars.isDigit(in.text[at])) {
      at++;
    }
    return at;
  }

  /** 1 or -1, or 0 if there is more than signs in front of the digits at {@code start}. */
  private int sign(int from, int start) {
    int sign = 1;
    for (int at = from; at < start; at++) {
      int c = in.text[at];
      if (c == '-') {
        sign = -sign;
      } else if (c != '+' && c != ' ') {
        return 0;
      }
    }
    return sign;
  }

  /** Whether there are only digits, of a decimal number or behind {@code 0x}. */
  private boolean isPlain(int from, int to) {
    boolean isHexadecimal = to - from > 2 && in.text[from] == '0' && in.text[from + 1] == 'x';
    int base = isHexadecimal ? 16 : 10;
    boolean isPlain = from < to && (isHexadecimal || in.text[from] != '0' || to - from == 1);
    for (int at = isHexadecimal ? from + 2 : from; at < to; at++) {
      isPlain &= Chars.digit(in.text[at]) < base;
    }
    return isPlain;
  }
}
