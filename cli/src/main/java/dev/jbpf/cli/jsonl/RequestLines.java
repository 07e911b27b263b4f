package dev.jbpf.cli.jsonl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of standard input, of which none may be endless. */
public final class RequestLines {
  /** The longest line that is read. */
  public static final int MOST = 64 << 20;

  private final InputStream in;
  private final byte[] piece = new byte[1 << 13];
  private int at;
  private int end;

  RequestLines(InputStream in) {
    this.in = in;
  }

  /**
   * A line.
   *
   * @param text what it says, without its end; as far as it was read where it is too long
   * @param isTooLong whether it has more than {@link #MOST} bytes
   */
  record Line(String text, boolean isTooLong) {}

  /** {@return the next line; empty at the end of the input} */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean isTooLong = false;
    boolean isAny = false;
    while (fill()) {
      isAny = true;
      int from = at;
      while (at < end && piece[at] != '\n') {
        at++;
      }
      isTooLong |= line.size() > MOST - (at - from);
      if (!isTooLong) {
        line.write(piece, from, at - from);
      }
      if (at < end) {
        at++;
        return Optional.of(new Line(line.toString(StandardCharsets.UTF_8), isTooLong));
      }
    }
    return isAny
        ? Optional.of(new Line(line.toString(StandardCharsets.UTF_8), isTooLong))
        : Optional.empty();
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(piece));
    }
    return end > 0;
  }
}
