package dev.jbpf.text.statement;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Reg;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.grammar.Form;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;

/**
 * Learns statements that the {@link StatementMatcher} and readers of pasted text have read, for the
 * {@link CacheReader}.
 *
 * <p>What a statement is remains their word. They go by tokens, from left to right, so that
 * statements which differ in nothing but the digits of numbers and registers, and the letters of a
 * place at their end, are the same instruction. The kernel's names are part of what must be the
 * same. What is less plain is not learnt: other expressions, operands that are left out, comments
 * within, forms that depend on an operand's value.
 */
public final class CacheWriter {
  private static final StatementCache.Hole DESTINATION =
      new StatementCache.Hole(Field.DST, 0, Reg.COUNT - 1, false);
  private static final StatementCache.Hole SOURCE =
      new StatementCache.Hole(Field.SRC, 0, Reg.COUNT - 1, false);
  private static final StatementCache.Hole OFFSET =
      new StatementCache.Hole(Field.OFF, Offset.BYTES.min(), Offset.BYTES.max(), false);
  private static final StatementCache.Hole DISTANCE =
      new StatementCache.Hole(Field.OFF, Offset.SLOTS.min(), Offset.SLOTS.max(), false);
  private static final StatementCache.Hole IMMEDIATE =
      new StatementCache.Hole(Field.IMM, Integer.MIN_VALUE, Emitter.MAX_IMMEDIATE, false);
  private static final StatementCache.Hole WIDE =
      new StatementCache.Hole(Field.IMM, Long.MIN_VALUE, Long.MAX_VALUE, false);

  private final StatementCache skeletons;
  private final Cursor in;
  private final Operands operands;
  private final Symbols symbols;

  /** The slot without what differs between statements. */
  private long template;

  public CacheWriter(AssemblyState state, Operands operands, StatementCache skeletons) {
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
  public void learn(Form shape, int dialect, int from) {
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
  public void learn(StatementCache.Hole[] fields, int from) {
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
    skeletons.end(in.text, in.text[in.at], new StatementCache.End(template, isWide, dialect));
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
  private void place(Form shape, int operand) {
    boolean isPlain =
        operand == shape.target
            && !shape.wide
            && operands.minus[operand] == Symbols.NONE
            && operands.values[operand] == 0
            && Characters.startsName(in.text[operands.from[operand]])
            && operands.to[operand] == in.at
            && in.text[in.at] != '#';
    if (isPlain) {
      skeletons.followPlace(in.text, in.at);
    } else {
      skeletons.leave();
    }
  }

  private void operand(Form shape, int operand) {
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
      register(operand, StatementCache.SAME, DESTINATION);
    } else {
      skeletons.leave();
    }
  }

  private static StatementCache.Hole range(Immediate immediate) {
    return new StatementCache.Hole(Field.IMM, immediate.min(), immediate.max(), false);
  }

  private static boolean isDestinationAgain(Form shape, int operand) {
    for (Form.Condition condition : shape.conditions) {
      if (condition.at() == operand && condition.same() == shape.dst) {
        return true;
      }
    }
    return false;
  }

  private void field(int operand, StatementCache.Hole hole) {
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

  private void register(int operand, StatementCache.Hole hole) {
    register(operand, StatementCache.REGISTER, hole);
  }

  private void register(int operand, int kind, StatementCache.Hole hole) {
    int start = digits(operand);
    if (isRegister(operand)) {
      letters(operands.from[operand], start);
      follow(operand, kind, hole);
    } else if (kind == StatementCache.REGISTER) {
      constant(operand, hole);
    } else {
      skeletons.leave();
    }
  }

  private void number(int operand, StatementCache.Hole hole) {
    int from = operands.from[operand];
    int start = digits(operand);
    int sign = sign(from, start);
    // C takes a number in hexadecimal for one without a sign: there is no plain negative one.
    boolean isPlain = sign > 0 || hole != WIDE || in.text[start] != '0';
    if (isNumber(operand) && sign != 0 && isPlain) {
      letters(from, start);
      follow(operand, StatementCache.NUMBER, hole.negative(sign < 0));
    } else if (hole != WIDE) {
      constant(operand, hole);
    } else {
      skeletons.leave();
    }
  }

  private void follow(int operand, int kind, StatementCache.Hole hole) {
    skeletons.follow(in.text, kind, hole, operands.to[operand]);
  }

  /** What has the same value wherever it stands. */
  private void constant(int operand, StatementCache.Hole hole) {
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
      if (Characters.startsName(c)) {
        in.name();
        isOfKernel = RegisterNames.of(in) >= 0 || symbols.isBuiltIn(in.text(in.start, in.at));
      } else {
        isOfKernel = !Characters.isDigit(c) && c != '\'';
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
    while (at < operands.to[operand] && !Characters.isDigit(in.text[at])) {
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
      isPlain &= Characters.digit(in.text[at]) < base;
    }
    return isPlain;
  }
}
