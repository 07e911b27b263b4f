package dev.jbpf.text.print;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.btf.core.operand.OperandText;
import dev.jbpf.btf.core.resolve.CoreException;
import dev.jbpf.btf.core.resolve.CoreRecord;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import dev.jbpf.isa.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What instructions depend on, as comments: the object says it in {@code .BTF.ext}, which is
 * printed too.
 */
public final class CoreComments {
  /** The bytes of a header that says where relocations are, and of one that does not. */
  private static final int HEADER = 32;

  private static final int SIZE_AT = 28;

  private final Btf types;
  private final List<BtfExt.Rows> rows;

  private CoreComments(Btf types, List<BtfExt.Rows> rows) {
    this.types = types;
    this.rows = rows;
  }

  /** {@return those of an object; none where it says nothing, or what cannot be read} */
  public static Optional<CoreComments> of(ElfObject object) {
    Optional<Section> types = object.section(".BTF");
    Optional<Section> ext = object.section(".BTF.ext");
    // No lambda: this is on the way of each disassembly.
    if (types.isEmpty() || ext.isEmpty() || !says(object, ext.get())) {
      return Optional.empty();
    }
    try {
      Btf read = Btf.parse(types.get().toBytes());
      return Optional.of(
          new CoreComments(read, BtfExt.parse(ext.get().toBytes(), read).relocations()));
    } catch (BtfException e) {
      return Optional.empty();
    }
  }

  private static boolean says(ElfObject object, Section ext) {
    return ext.size() > HEADER && ext.data(object.order()).getInt(SIZE_AT) > 0;
  }

  /** {@return by slot what the instructions of that section depend on} */
  public Map<Integer, String> in(String section) {
    Map<Integer, String> comments = new HashMap<>();
    BtfExt.of(rows, section).ifPresent(found -> add(found, comments));
    return comments;
  }

  private void add(BtfExt.Rows found, Map<Integer, String> comments) {
    for (int row = 0; row < found.size(); row++) {
      int slot = found.offset(row) / Words.BYTES;
      try {
        OperandText.of(types, CoreRecord.of(found, row, types))
            .ifPresent(text -> comments.put(slot, text));
      } catch (CoreException e) {
        comments.remove(slot);
      }
    }
  }
}
