package dev.jbpf.elf.link;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.btf.BtfExtBuilder;

/** What the inputs say of their instructions, at the places that these have now. */
final class MergedExt {
  private final SectionPlacement placement;
  private final MergedTypes.Ids ids;
  private final BtfBuilder types;
  private final BtfExtBuilder output;

  MergedExt(SectionPlacement placement, MergedTypes.Ids ids, BtfBuilder types) {
    this.placement = placement;
    this.ids = ids;
    this.types = types;
    this.output = new BtfExtBuilder(types);
  }

  void add(LinkInput input) {
    input.ext().ifPresent(ext -> add(input, input.types().orElseThrow(), ext));
  }

  private void add(LinkInput input, Btf old, BtfExt ext) {
    for (BtfExt.Rows rows : ext.functions()) {
      forEach(
          input,
          rows,
          (at, row) -> output.function(rows.section(), at, ids.of(input, rows.at(row, 1))));
    }
    for (BtfExt.Rows rows : ext.lines()) {
      forEach(input, rows, (at, row) -> line(old, rows, row, at));
    }
    for (BtfExt.Rows rows : ext.relocations()) {
      forEach(
          input,
          rows,
          (at, row) ->
              output.relocation(
                  rows.section(),
                  at,
                  ids.of(input, rows.at(row, 1)),
                  string(old, rows.at(row, 2)),
                  rows.at(row, 3)));
    }
  }

  private void line(Btf old, BtfExt.Rows rows, int row, int at) {
    output.line(
        rows.section(),
        at,
        string(old, rows.at(row, 1)),
        string(old, rows.at(row, 2)),
        BtfExt.line(rows.at(row, 3)),
        BtfExt.column(rows.at(row, 3)));
  }

  private int string(Btf old, int offset) {
    return types.string(old.string(offset));
  }

  private interface Row {
    void add(int offset, int row);
  }

  private void forEach(LinkInput input, BtfExt.Rows rows, Row action) {
    placement
        .of(input, rows.section())
        .ifPresent(
            place -> {
              for (int row = 0; row < rows.size(); row++) {
                action.add(place.offset() + rows.offset(row), row);
              }
            });
  }

  boolean isEmpty() {
    return output.isEmpty();
  }

  byte[] toBytes() {
    return output.toBytes();
  }
}
