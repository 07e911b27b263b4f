package dev.jbpf.verifier.testing;

import static dev.jbpf.verifier.testing.Code.all;
import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.load;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.store;

import dev.jbpf.verifier.testing.RunningVerifier.Answer;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a kernel which bytes behind a pointer a program may load and store, and what a load gives:
 * one program for each offset, size and direction.
 */
final class LayoutProbe {
  private static final int[] SIZES = {1, 2, 4, 8};
  private static final Pattern LOADED = Pattern.compile("R2(?:_w)?=([\\w]+)\\(");
  private static final int WHOLE_LOG = 2;

  /** What may be done with the bytes from an offset on; bits are sizes. */
  private record Cell(int loads, int stores, String value) {
    static final Cell NONE = new Cell(0, 0, "");
  }

  private final RunningVerifier kernel;
  private final Question place;

  /**
   * A probe.
   *
   * @param place the type of program, and the code that leaves the pointer in R1
   */
  LayoutProbe(RunningVerifier kernel, Question place) {
    this.kernel = kernel;
    this.place = place;
  }

  /** {@return the lines of the table that describe the first {@code size} bytes} */
  List<String> rows(int size) {
    List<Cell> cells = new ArrayList<>();
    for (int offset = 0; offset < size; offset++) {
      cells.add(cell(offset));
    }
    return new FieldRows(cells.size(), this.new Found(cells)).lines();
  }

  /** What was found, as {@link FieldRows} wants it. */
  private final class Found implements FieldRows.Accesses {
    private final List<Cell> cells;

    Found(List<Cell> cells) {
      this.cells = cells;
    }

    @Override
    public int loads(int offset) {
      return cells.get(offset).loads();
    }

    @Override
    public int stores(int offset) {
      return cells.get(offset).stores();
    }

    @Override
    public String value(int offset) {
      return cells.get(offset).value();
    }
  }

  private Cell cell(int offset) {
    int loads = 0;
    int stores = 0;
    String value = "";
    for (int size : SIZES) {
      if (offset % size == 0) {
        Answer loaded = ask(2, load(size, 2, 1, offset));
        loads |= loaded.isAccepted() ? size : 0;
        value = loaded.isAccepted() ? value(loaded.log()) : value;
        stores |= ask(0, set(0, 1), store(size, 1, offset, 0)).isAccepted() ? size : 0;
      }
    }
    return loads + stores == 0 ? Cell.NONE : new Cell(loads, stores, value);
  }

  private Answer ask(int logLevel, long... access) {
    long[] code = all(place.code(), access, new long[] {set(0, 1), exit()});
    return kernel.ask(place.withCode(code), logLevel == 0 ? 0 : WHOLE_LOG);
  }

  /** What the last load gave, in our tables' words. */
  private static String value(String log) {
    Matcher m = LOADED.matcher(log);
    String word = "";
    while (m.find()) {
      word = m.group(1);
    }
    return switch (word) {
      case "", "scalar" -> "";
      case "pkt" -> "packet";
      case "pkt_end" -> "packet-end";
      case "pkt_meta" -> "packet-meta";
      case "flow_keys" -> "flow-keys";
      case "sock" -> "socket";
      case "sock_or_null" -> "socket?";
      case "sock_common" -> "sock";
      case "sock_common_or_null" -> "sock?";
      case "tp_buffer" -> "tp-buffer";
      default ->
          word.startsWith("trusted_ptr_") ? "btf:" + word.substring("trusted_ptr_".length()) : word;
    };
  }
}
