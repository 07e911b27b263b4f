package com.example;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.SocketContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;

/** Counts packets by their length, in steps of 256 bytes; lets none through. */
final class Lengths {
  static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 8);
  private static final Table<Integer, Long> TABLE = Table.of(COUNTS);

  private Lengths() {}

  @BpfProgram("socket")
  static int count(SocketContext context) {
    Cell<Long> cell = TABLE.find(Math.min(context.length() >>> 8, 7));
    if (cell != null) {
      cell.addAtomic(1);
    }
    return 0;
  }
}
