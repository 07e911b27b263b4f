package dev.jbpf.examples.profile;

import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.PerfEventContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Stacks;
import dev.jbpf.methods.map.Table;

/** The same program as a method; the process is a variable. */
final class SampleMethod {
  private static final Table<SampleProgram.Key, Long> COUNTS = Table.of(SampleProgram.COUNTS);
  private static final Stacks STACKS = Stacks.of(SampleProgram.STACKS);

  /** The process that is counted; 0: all but the idle one. */
  static int process;

  private SampleMethod() {}

  @BpfProgram("perf_event")
  static int profile(PerfEventContext context) {
    int pid = Kernel.pid();
    if (process == 0 ? pid == 0 : pid != process) {
      return 0;
    }
    Cell<SampleProgram.Key> key = Cell.room(SampleProgram.Key.class);
    key.set(SampleProgram.Key::pid, pid);
    key.set(SampleProgram.Key::userStack, STACKS.user(context.area()));
    key.set(SampleProgram.Key::kernelStack, STACKS.kernel(context.area()));
    Kernel.command(key.at(SampleProgram.Key::comm));
    COUNTS.increment(key);
    return 0;
  }
}
