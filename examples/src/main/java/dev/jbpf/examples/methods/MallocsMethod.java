package dev.jbpf.examples.methods;

import dev.jbpf.examples.values.mallocs.MallocProgram;
import dev.jbpf.examples.values.mallocs.MallocProgram.Key;
import dev.jbpf.examples.values.mallocs.MallocProgram.Sum;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.KprobeContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Stacks;
import dev.jbpf.methods.map.Table;

/** Sums what processes ask {@code malloc} for, by their stacks. */
public final class MallocsMethod {
  static final Table<Key, Sum> SUMS = Table.of(MallocProgram.SUMS);
  static final Stacks STACKS = Stacks.of(MallocProgram.STACKS);

  private MallocsMethod() {}

  @BpfProgram("uprobe")
  static int mallocs(KprobeContext call) {
    Cell<Sum> sum = SUMS.findOrInsert(new Key(Kernel.pid(), STACKS.user(call.area())));
    if (sum != null) {
      sum.at(Sum::calls).addAtomic(1);
      sum.at(Sum::bytes).addAtomic(call.argument(1));
    }
    return 0;
  }
}
