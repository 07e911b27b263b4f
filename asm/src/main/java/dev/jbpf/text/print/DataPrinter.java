package dev.jbpf.text.print;

import dev.jbpf.elf.section.Section;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes bytes as directives: texts and zeros where there are some, and numbers for the rest. */
final class DataPrinter {
  private static final int SHORTEST_TEXT_IN_DATA = 3;
  private static final int SHORTEST_ZEROS = 8;
  private static final int BYTES_A_LINE = 16;

  private final Section section;
  private final ByteBuffer bytes;
  private final TextBuffer out;
  private final int shortestText;

  DataPrinter(Section section, ByteOrder order, TextBuffer out) {
    this.section = section;
    this.bytes = section.data(order);
    this.out = out;
    this.shortestText = (section.flags() & Section.STRINGS) == 0 ? SHORTEST_TEXT_IN_DATA : 1;
  }

  /** Writes a number that depends on a symbol. */
  void number(RelocationExpressions.Expression expression) {
    out.append("\t." + expression.width() + "byte ");
    out.append(expression.text());
    out.append('\n');
  }

  /** Writes what stands there. */
  void bytes(int from, int to) {
    if (section.isZeros()) {
      zeros(to - from);
      return;
    }
    for (int at = from; at < to; ) {
      int plain = plainEnd(at, to);
      if (plain > at) {
        numbers(at, plain);
        at = plain;
      } else if (bytes.get(at) == 0) {
        int end = zerosEnd(at, to);
        zeros(end - at);
        at = end;
      } else {
        int end = textEnd(at, to);
        text(at, end);
        at = end + 1;
      }
    }
  }

  /** Where the first text or run of zeros starts that is written as such. */
  private int plainEnd(int from, int to) {
    int at = from;
    while (at < to) {
      int zeros = zerosEnd(at, to);
      int text = textEnd(at, to);
      if (zeros - at >= SHORTEST_ZEROS) {
        return at;
      }
      if (text - at >= shortestText && text < to && bytes.get(text) == 0) {
        return at;
      }
      at = Math.max(at + 1, Math.max(zeros, text));
    }
    return to;
  }

  private int zerosEnd(int from, int to) {
    int at = from;
    while (at < to && bytes.get(at) == 0) {
      at++;
    }
    return at;
  }

  private int textEnd(int from, int to) {
    int at = from;
    while (at < to && isText(bytes.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isText(byte c) {
    return c >= ' ' && c <= '~' || c == '\n' || c == '\t';
  }

  private void zeros(int count) {
    out.append("\t.zero " + count + '\n');
  }

  private void text(int from, int to) {
    out.append("\t.asciz \"");
    for (int at = from; at < to; at++) {
      switch (bytes.get(at)) {
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> out.append((char) bytes.get(at));
      }
    }
    out.append("\"\n");
  }

  /** As wide as fits the place: what is aligned is likely to be a number of that width. */
  private void numbers(int from, int to) {
    for (int at = from; at < to; ) {
      int width = to - at >= Integer.BYTES && at % Integer.BYTES == 0 ? Integer.BYTES : 1;
      int next = width == 1 ? Math.min(to, (at | Integer.BYTES - 1) + 1) : to & -Integer.BYTES;
      int end = Math.min(next, at + BYTES_A_LINE);
      out.append(width == 1 ? "\t.byte " : "\t.4byte ");
      for (int i = at; i < end; i += width) {
        out.append(i == at ? "" : ", ");
        out.appendHex(width == 1 ? bytes.get(i) & 0xff : bytes.getInt(i) & 0xffff_ffffL, 1);
      }
      out.append('\n');
      at = end;
    }
  }
}
