package dev.jbpf.verifier.testing;

import java.util.ArrayList;
import java.util.List;

/** Describes single accesses by as few ranges of bytes as will do, as the tables of layouts do. */
final class FieldRows {
  private static final int[] BLOCKS = {8, 4, 2, 1};

  /** Accesses by offset; the sizes are bits, the value is empty for a number. */
  interface Accesses {
    int loads(int offset);

    int stores(int offset);

    String value(int offset);
  }

  /** A range of bytes, in which all aligned accesses of these sizes are allowed. */
  private record Row(int offset, int size, boolean isAtStart, int loads, int stores, String value) {
    boolean continues(Row before) {
      return before.offset + before.size == offset
          && before.loads == loads
          && before.stores == stores
          && !isAtStart
          && !before.isAtStart
          && value.isEmpty()
          && before.value.isEmpty();
    }

    Row and(Row next) {
      return new Row(offset, size + next.size, false, loads, stores, value);
    }

    String line() {
      return offset
          + " "
          + size
          + (isAtStart ? " s" : " r")
          + digits(loads)
          + " w"
          + digits(stores)
          + (value.isEmpty() ? "" : " " + value);
    }

    private static String digits(int sizes) {
      StringBuilder text = new StringBuilder();
      for (int size = 1; size <= 8; size *= 2) {
        text.append((sizes & size) != 0 ? String.valueOf(size) : "");
      }
      return text.toString();
    }
  }

  private final int size;
  private final Accesses accesses;

  FieldRows(int size, Accesses accesses) {
    this.size = size;
    this.accesses = accesses;
  }

  List<String> lines() {
    List<Row> rows = new ArrayList<>();
    for (int offset = 0; offset < size; ) {
      Row row = widest(offset);
      offset += describes(row) ? row.size : 1;
      if (row.loads + row.stores != 0) {
        Row last = rows.isEmpty() ? row : rows.get(rows.size() - 1);
        if (!rows.isEmpty() && row.continues(last) && describes(last.and(row))) {
          rows.set(rows.size() - 1, last.and(row));
        } else {
          rows.add(row);
        }
      }
    }
    return rows.stream().map(Row::line).toList();
  }

  /** The largest aligned block from there on that one line can describe. */
  private Row widest(int offset) {
    for (int block : BLOCKS) {
      if (offset % block == 0 && offset + block <= size) {
        for (boolean isAtStart : new boolean[] {false, true}) {
          Row row = block(offset, block, isAtStart);
          if (describes(row)) {
            return row;
          }
        }
      }
    }
    return alone(offset);
  }

  /** What starts there, where what starts behind it is different. */
  private Row alone(int offset) {
    int loads = accesses.loads(offset);
    int stores = accesses.stores(offset);
    int longest = Integer.highestOneBit(Math.max(1, loads | stores));
    return new Row(offset, longest, true, loads, stores, accesses.value(offset));
  }

  private Row block(int offset, int block, boolean isAtStart) {
    int loads = 0;
    int stores = 0;
    for (int at = offset; at < Math.min(size, offset + block); at++) {
      loads |= accesses.loads(at);
      stores |= accesses.stores(at);
    }
    return new Row(offset, block, isAtStart, loads, stores, accesses.value(offset));
  }

  private boolean describes(Row row) {
    for (int at = row.offset; at < row.offset + row.size; at++) {
      if (accesses.loads(at) != fitting(row, at, row.loads)
          || accesses.stores(at) != fitting(row, at, row.stores)
          || !accesses.value(at).equals(accesses.loads(at) == 0 ? "" : row.value)) {
        return false;
      }
    }
    return true;
  }

  /** Those sizes that are aligned there and end within the row. */
  private static int fitting(Row row, int at, int sizes) {
    if (row.isAtStart && at != row.offset) {
      return 0;
    }
    int fitting = 0;
    for (int size = 1; size <= 8; size *= 2) {
      if ((sizes & size) != 0 && at % size == 0 && at + size <= row.offset + row.size) {
        fitting |= size;
      }
    }
    return fitting;
  }
}
