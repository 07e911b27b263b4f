package dev.jbpf.examples.memcpy;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.KprobeContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;

/** The same programs as methods. */
final class MemcpyMethods {
  private static final int LARGEST = 1024;

  static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 17);
  private static final Table<Integer, Long> BY_SIZE = Table.of(COUNTS);

  /** The thread that prints the lines, which is passed over. */
  static int printer;

  private MemcpyMethods() {}

  @BpfProgram(value = "kprobe/memcpy", name = "memcpy_kprobe")
  static int print(KprobeContext call) {
    if (Kernel.tid() != printer) {
      Kernel.print("memcpy size %lu", call.argument(3));
    }
    return 0;
  }

  @BpfProgram(value = "kprobe/memcpy", name = "memcpy_stat")
  static int count(KprobeContext call) {
    long size = call.argument(3);
    long most = Long.compareUnsigned(size, LARGEST) < 0 ? size : LARGEST;
    Cell<Long> count = BY_SIZE.find((int) (most + 63 >>> 6)); // 0, 1 to 64, 65 to 128 …
    if (count != null) {
      count.addAtomic(1);
    }
    return 0;
  }
}
