package dev.jbpf.cli.prog;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramInput.Start;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import java.util.Optional;

/**
 * What a program is run on.
 *
 * @param packet what it sees
 * @param frame the packet with a header of Ethernet, which not all programs see
 * @param room how long the packet that comes back may be, if that is said
 */
record TestInput(
    Optional<byte[]> packet,
    Optional<byte[]> frame,
    Optional<byte[]> context,
    int repeat,
    Optional<Integer> room) {
  /** The kernel takes no shorter packet than the header of Ethernet. */
  private static final byte[] SHORTEST = new byte[Ethhdr.SIZE];

  /** A header of IPv4, and nothing behind it. */
  private static final byte[] NO_DATA = new byte[Iphdr.SIZE];

  TestOutput run(Kernel kernel, long id) {
    try (KernelProgram program = kernel.openProgram(id)) {
      return new TestOutput(program.type(), program.testRun(input(program.type())));
    }
  }

  private TestRun input(ProgramType type) {
    boolean isOnContext = packet.isEmpty() && frame.isEmpty() && context.isPresent();
    TestRun run = isOnContext ? TestRun.onContext(context.get()) : onPacket(type);
    TestRun whole = isOnContext || context.isEmpty() ? run : run.withContext(context.get());
    TestRun often = repeat == 1 ? whole : whole.withRepeat(repeat);
    return room.isEmpty() ? often : often.withRoom(Math.max(0, room.get() - often.data().length));
  }

  private TestRun onPacket(ProgramType type) {
    return frame
        .map(TestRun::onPacket)
        .or(() -> packet.map(bytes -> TestRun.onPacket(type, bytes)))
        .orElseGet(() -> onNothing(type));
  }

  /** The least that the kernel takes for such programs. */
  private static TestRun onNothing(ProgramType type) {
    ProgramInput input = ProgramInput.of(type);
    if (input.testRun() == ProgramInput.TestRun.CONTEXT) {
      return TestRun.onContext(new byte[0]);
    }
    boolean isOfNetwork = input.start() == Start.NETWORK || type == ProgramType.NETFILTER;
    return isOfNetwork
        ? TestRun.onPacket(ProgramInput.of(ProgramType.CGROUP_SKB).testPacket(NO_DATA))
        : TestRun.onPacket(type, SHORTEST);
  }
}
