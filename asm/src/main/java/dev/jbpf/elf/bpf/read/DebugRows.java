package dev.jbpf.elf.bpf.read;

import dev.jbpf.btf.BtfExt;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.isa.Words;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of {@code .BTF.ext} by section, found by the slots that they are about. */
public final class DebugRows {
  private final Map<String, BtfExt.Rows> bySection = new LinkedHashMap<>();

  public DebugRows(List<BtfExt.Rows> all) {
    for (BtfExt.Rows rows : all) {
      checkOrder(rows);
      bySection.put(rows.section(), rows);
    }
  }

  private static void checkOrder(BtfExt.Rows rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (Integer.compareUnsigned(rows.offset(i - 1), rows.offset(i)) > 0) {
        throw new BpfObjectException(".BTF.ext: rows of " + rows.section() + " are out of order");
      }
    }
  }

  /** Those of all sections, in the order of the object. */
  public Collection<BtfExt.Rows> all() {
    return bySection.values();
  }

  public interface Action {
    void accept(BtfExt.Rows rows, int row, int slot);
  }

  /** Gives each row about {@code function}, with its slot counted from the function's start. */
  public void forEach(CodeFunction function, Action action) {
    BtfExt.Rows rows = bySection.get(function.code().name());
    if (rows == null) {
      return;
    }
    for (int row = first(rows, function.start()); row < rows.size(); row++) {
      long slot = Integer.toUnsignedLong(rows.offset(row)) / Words.BYTES;
      if (slot >= function.end()) {
        return;
      }
      action.accept(rows, row, (int) slot - function.start());
    }
  }

  private static int first(BtfExt.Rows rows, int slot) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Integer.toUnsignedLong(rows.offset(middle)) < (long) slot * Words.BYTES) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
