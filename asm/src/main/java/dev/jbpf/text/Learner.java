package dev.jbpf.text;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Reg;

/**
 * Learns statements that the {@link Matcher} has read, for the {@link QuickReader}.
 *
 * <p>What a statement is remains the matcher's word. It goes by tokens, from left to right, so that
 * statements which differ in nothing but the digits of numbers and registers, and the letters of a
 * place at their end, are the same instruction. What is less plain is not learnt: expressions,
 * constants, operands that are left out, comments within, forms that depend on an operand's value.
 */
final class Learner {
  private static final Skeletons.Hole DESTINATION =
      new Skeletons.Hole(Field.DST, 0, Reg.COUNT - 1, false);
  private static final Skeletons.Hole SOURCE =
      new Skeletons.Hole(Field.SRC, 0, Reg.COUNT - 1, false);

  private final Skeletons skeletons;
  private final Scanner in;
  private final Operands operands;

  Learner(Context context, Skeletons skeletons) {
    this.skeletons = skeletons;
    this.in = context.in;
    this.operands = context.operands;
  }

  /**
   * Learns the statement that starts at {@code from} and ends where reading goes on.
   *
   * @param shape what it is, whatever its numbers are
   * @param dialect the only one that it belongs to, a set of one; 0 if there are several
   */
  void learn(Shape shape, int dialect, int from) {
    skeletons.begin();
    int at = from;
    for (int i = 0; i < operands.count && skeletons.isLearning(); i++) {
      boolean isPlace = operands.kinds[i] == Operands.SYMBOL;
      int start = isPlace ? operands.from[i] : digits(i);
      letters(at, start);
      if (isPlace) {
        place(shape, i);
      } else {
        number(shape, i, start);
      }
      at = operands.to[i];
    }
    letters(at, in.at);
    skeletons.end(in.text, in.text[in.at], new Skeletons.End(shape.template, shape.wide, dialect));
  }

  /** Where the digits of an operand start; its end if there are none. */
  private int digits(int operand) {
    int at = operands.from[operand];
    while (at < operands.to[operand] && !Chars.isDigit(in.text[at])) {
      at++;
    }
    return at;
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

  private void number(Shape shape, int operand, int start) {
    int from = operands.from[operand];
    int sign = sign(from, start);
    boolean isPlain =
        operands.kinds[operand] == Operands.NUMBER && isPlain(start, operands.to[operand]);
    if (isPlain && isRegister(from, start)) {
      register(shape, operand);
    } else if (isPlain && sign != 0) {
      number(shape, operand, sign < 0);
    } else {
      skeletons.leave();
    }
  }

  /** {@code r1}, {@code %w1}, {@code BPF_REG_1}, but not {@code BPF_REG_ARG1}. */
  private boolean isRegister(int from, int start) {
    return start > from && "rRwW_".indexOf(in.text[start - 1]) >= 0;
  }

  private void register(Shape shape, int operand) {
    if (operand == shape.dst) {
      follow(operand, Skeletons.REGISTER, DESTINATION);
    } else if (operand == shape.src) {
      follow(operand, Skeletons.REGISTER, SOURCE);
    } else if (isDestinationAgain(shape, operand)) {
      follow(operand, Skeletons.SAME, DESTINATION);
    } else {
      skeletons.leave();
    }
  }

  private static boolean isDestinationAgain(Shape shape, int operand) {
    for (Shape.Condition condition : shape.conditions) {
      if (condition.at() == operand && condition.same() == shape.dst) {
        return true;
      }
    }
    return false;
  }

  private void number(Shape shape, int operand, boolean isNegative) {
    boolean isSixteenBits =
        operand == shape.off || operand == shape.target && !shape.immediate.isTarget();
    if (isSixteenBits) {
      Offset range = operand == shape.off ? Offset.BYTES : Offset.SLOTS;
      number(operand, Field.OFF, range.min(), range.max(), isNegative);
    } else if (operand == shape.target && !shape.wide) {
      Immediate range = shape.immediate;
      number(operand, Field.IMM, range.min(), range.max(), isNegative);
    } else if (operand == shape.imm && shape.immediate == Immediate.S64) {
      number(operand, Field.IMM, Long.MIN_VALUE, Long.MAX_VALUE, isNegative);
    } else if (operand == shape.imm && !shape.wide) {
      number(operand, Field.IMM, Integer.MIN_VALUE, Emitter.MAX_IMMEDIATE, isNegative);
    } else {
      skeletons.leave();
    }
  }

  private void number(int operand, Field field, long min, long max, boolean isNegative) {
    follow(operand, Skeletons.NUMBER, new Skeletons.Hole(field, min, max, isNegative));
  }

  private void follow(int operand, int kind, Skeletons.Hole hole) {
    skeletons.follow(in.text, kind, hole, operands.to[operand]);
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
