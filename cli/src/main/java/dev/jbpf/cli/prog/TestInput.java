package dev.jbpf.cli.prog;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import java.util.Optional;

/** What a program is run on. */
record TestInput(Optional<byte[]> packet, Optional<byte[]> context, int repeat) {
  /** The kernel takes no shorter packet than the header of Ethernet. */
  private static final byte[] SHORTEST = new byte[14];

  TestOutput run(Kernel kernel, long id) {
    try (KernelProgram program = kernel.openProgram(id)) {
      return new TestOutput(program.testRun(input(program)));
    }
  }

  private TestRun input(KernelProgram program) {
    boolean isOnContext = packet.isEmpty() && context.isPresent();
    TestRun run =
        isOnContext
            ? TestRun.onContext(context.get())
            : TestRun.onPacket(program.type(), packet.orElse(SHORTEST));
    TestRun whole = isOnContext || context.isEmpty() ? run : run.withContext(context.get());
    return repeat == 1 ? whole : whole.withRepeat(repeat);
  }
}
