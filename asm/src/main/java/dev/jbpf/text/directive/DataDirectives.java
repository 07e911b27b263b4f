package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.internal.Exact;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.DataBuffer;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.math.BigInteger;

/** Directives that put data into a section. */
final class DataDirectives {
  private static final int MOST = 1 << 30;

  /** What all directives of a source may fill that say how much in a few letters. */
  private static final int MOST_FILLED = 64 << 20;

  private static final int MAX_POWER = 16;

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Symbols symbols;
  private final Expressions expressions;
  private final Operands value = new Operands();
  private long filled;

  DataDirectives(AssemblyState state, Expressions expressions) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.symbols = state.symbols;
    this.expressions = expressions;
  }

  private boolean read() {
    value.count = 0;
    return expressions.read(value);
  }

  private boolean hasNext() {
    if (in.skip() != ',') {
      return false;
    }
    in.at++;
    return true;
  }

  /** {@return the number that follows; 0, and an error noted, if there is none that is known} */
  private long number(int from, int to, long min, long max) {
    if (!read()) {
      return 0;
    }
    boolean fits =
        value.kinds[0] == Operands.NUMBER && value.values[0] >= min && value.values[0] <= max;
    if (!fits) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          value.from[0],
          value.to[0],
          String.format(
              "%s takes a number from %d to %d that is known here", in.text(from, to), min, max));
    }
    return fits ? value.values[0] : 0;
  }

  /** {@code .raw 0x0123456789abcdef}: a slot that is no instruction. */
  void raw(int from, int to) {
    if (read()) {
      if (value.kinds[0] == Operands.SYMBOL) {
        errors.add(DiagnosticCode.BAD_DIRECTIVE, value.from[0], value.to[0], ".raw takes a number");
      }
      if (!state.sections.current.beginInstruction(from)) {
        errors.add(DiagnosticCode.MISALIGNED, from, to, "a slot starts at a multiple of 8 bytes");
      }
      state.sections.current.code.add(value.values[0], from);
    }
  }

  /** Numbers of {@code width} bytes. */
  void numbers(int width, int from, int to) {
    do {
      if (!read()) {
        return;
      }
      if (value.kinds[0] == Operands.SYMBOL) {
        symbolic(width, from);
      } else {
        checked(width, from);
      }
    } while (hasNext() && hasRoom(from, to, width));
  }

  private void symbolic(int width, int from) {
    if (state.sections.current.isCode()) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          value.from[0],
          value.to[0],
          "among instructions only numbers that are known here can stand as data");
      return;
    }
    DataBuffer data = state.sections.current.data;
    data.fixes.add(
        new DataBuffer.Fix(
            data.size(),
            width,
            value.symbols[0],
            value.minus[0],
            value.values[0],
            value.from[0],
            value.to[0]));
    state.sections.current.addNumber(value.values[0], width, from);
  }

  private void checked(int width, int from) {
    long number = value.values[0];
    int bits = width * 8;
    boolean fits =
        width == 8
            || value.kinds[0] == Operands.NUMBER
                && number >= -1L << bits - 1
                && number < 1L << bits;
    if (!fits) {
      errors.add(
          DiagnosticCode.IMM_RANGE,
          value.from[0],
          value.to[0],
          in.text(value.from[0], value.to[0]) + " does not fit in " + bits + " bits");
    }
    state.sections.current.addNumber(number, width, from);
  }

  private boolean hasRoom(int from, int to, long more) {
    if (state.sections.current.here() + more <= MOST) {
      return true;
    }
    errors.add(DiagnosticCode.TOO_LARGE, from, to, "the section becomes larger than 1 GiB");
    return false;
  }

  private boolean canFill(int from, int to, long more) {
    filled += more;
    if (filled <= MOST_FILLED) {
      return hasRoom(from, to, more);
    }
    errors.add(DiagnosticCode.TOO_LARGE, from, to, "more than 64 MiB are filled in all");
    return false;
  }

  /** A number in groups of seven bits. */
  void leb128(int from, int to, boolean signed) {
    do {
      if (!read()) {
        return;
      }
      BigInteger number = Exact.of(value.values[0], value.kinds[0] == Operands.HUGE);
      if (value.kinds[0] == Operands.SYMBOL) {
        if (!isKnownDifference()) {
          errors.add(
              DiagnosticCode.BAD_DIRECTIVE, value.from[0], value.to[0], "this is not known here");
          return;
        }
        long distance = symbols.value(value.symbols[0]) - symbols.value(value.minus[0]);
        number = number.add(BigInteger.valueOf(distance));
      }
      if (signed ? number.bitLength() >= Long.SIZE : !Exact.fits(number, Long.SIZE)) {
        errors.add(
            DiagnosticCode.IMM_RANGE,
            value.from[0],
            value.to[0],
            number + " does not fit in 64 bits");
      }
      putLeb128(number.longValue(), signed, from);
    } while (hasNext());
  }

  private boolean isKnownDifference() {
    int symbol = value.symbols[0];
    int minus = value.minus[0];
    return symbol != Symbols.NONE
        && minus != Symbols.NONE
        && symbols.section(symbol) >= 0
        && symbols.section(symbol) == symbols.section(minus);
  }

  private void putLeb128(long number, boolean signed, int from) {
    long rest = number;
    while (true) {
      int group = (int) rest & 0x7f;
      rest = signed ? rest >> 7 : rest >>> 7;
      boolean isLast = signed ? rest == ((group & 0x40) != 0 ? -1 : 0) : rest == 0;
      state.sections.current.addByte(isLast ? group : group | 0x80, from);
      if (isLast) {
        return;
      }
    }
  }

  /** Texts in quotes, each with a zero behind it where {@code ended}. */
  void text(int from, int to, boolean ended) {
    do {
      if (in.skip() != '"') {
        errors.add(
            DiagnosticCode.BAD_DIRECTIVE, from, to, in.text(from, to) + " takes texts in quotes");
        return;
      }
      int start = in.at;
      for (byte b : in.text()) {
        state.sections.current.addByte(b, from);
      }
      if (!in.isClosed) {
        errors.add(DiagnosticCode.BAD_TEXT, start, start + 1, "nothing closes this text");
      }
      boolean goesOn = in.skip() == '"';
      if (ended && !goesOn) {
        state.sections.current.addByte(0, from);
      }
    } while (in.text[in.at] == '"' || hasNext());
  }

  /** {@code .zero COUNT[, VALUE]}. */
  void zero(int from, int to) {
    long count = number(from, to, 0, MOST);
    long fill = hasNext() ? number(from, to, -128, 255) : 0;
    fill(count, fill, from, to);
  }

  /** {@code .fill COUNT[, WIDTH[, VALUE]]}. */
  void fill(int from, int to) {
    long count = number(from, to, 0, MOST);
    int width = hasNext() ? (int) number(from, to, 0, 8) : 1;
    long fill = hasNext() ? fillValue(width, from, to) : 0;
    if (canFill(from, to, count * width)) {
      for (long i = 0; i < count; i++) {
        state.sections.current.addNumber(fill, width, from);
      }
    }
  }

  /**
   * Of a value that is repeated, other assemblers take 32 bits and fill with zeros: nothing more.
   */
  private long fillValue(int width, int from, int to) {
    int bits = Math.min(width, 4) * 8;
    long lowest = width > 4 || width == 0 ? 0 : -1L << bits - 1;
    return number(from, to, lowest, Math.max(0, (1L << bits) - 1));
  }

  /** {@code .org OFFSET[, VALUE]}: goes on there in the section, never back. */
  void origin(int from, int to) {
    long place = number(from, to, 0, MOST);
    long fill = hasNext() ? number(from, to, -128, 255) : 0;
    if (place < state.sections.current.here()) {
      errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, "the section is longer than that already");
    } else {
      fill(place - state.sections.current.here(), fill, from, to);
    }
  }

  private void fill(long count, long fill, int from, int to) {
    if (canFill(from, to, count)) {
      for (long i = 0; i < count; i++) {
        state.sections.current.addByte((int) fill, from);
      }
    }
  }

  /** {@code .align MULTIPLE[, VALUE[, MOST]]} or {@code .p2align POWER[, VALUE[, MOST]]}. */
  void align(int from, int to, boolean isPower) {
    long given = number(from, to, 0, isPower ? MAX_POWER : 1 << MAX_POWER);
    boolean filled = hasNext() && in.skip() != ',' && !Characters.endsStatement(in.skip());
    long fill = filled ? number(from, to, -128, 255) : 0;
    long most = hasNext() ? number(from, to, 0, MOST) : MOST;
    int multiple = isPower ? 1 << given : (int) Math.max(1, given);
    if (Integer.bitCount(multiple) != 1) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          to,
          "an alignment is a power of two, found " + multiple);
      return;
    }
    SectionImage region = state.sections.current;
    region.alignment = Math.max(region.alignment, multiple);
    region.isAligned = true;
    int gap = -region.here() & multiple - 1;
    if (gap <= most) {
      fill(gap, fill, from, to);
    }
  }
}
