package dev.jbpf.runtime;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.TestRunFlags;
import java.util.OptionalInt;

/**
 * What a program is given when it is run for a test.
 *
 * @param data the packet, for programs that see one; empty for others
 * @param context the program's context; empty for that which the kernel makes
 * @param repeat how often it runs, at least once
 * @param cpu where it runs: of raw tracepoints the kernel sees to it, since Linux 5.10; for others
 *     the thread goes there, and back when the program has run
 * @param liveBatch XDP only, since Linux 5.18: that many frames at a time really go where the
 *     program sends them, and nothing comes back
 * @param hasChecksum whether the kernel checks that the program keeps a packet's checksum right:
 *     packet programs, since Linux 6.18
 * @param room by how many bytes the packet may have grown when it comes back
 */
public record TestRun(
    byte[] data,
    byte[] context,
    int repeat,
    OptionalInt cpu,
    OptionalInt liveBatch,
    boolean hasChecksum,
    int room) {

  /** A program may make room in front of a packet and behind it: mostly at most this much. */
  private static final int USUAL_ROOM = 512;

  /** The most that the kernel takes as a batch. */
  private static final int MOST_LIVE = 256;

  /**
   * Input for a run.
   *
   * @throws IllegalArgumentException if {@code repeat} is not positive, or a number is out of range
   */
  public TestRun {
    require("repeat", repeat, 1, Integer.MAX_VALUE);
    cpu.ifPresent(number -> require("cpu", number, 0, Integer.MAX_VALUE));
    liveBatch.ifPresent(count -> require("liveBatch", count, 1, MOST_LIVE));
    require("room", room, 0, 1 << 20);
    data = data.clone();
    context = context.clone();
  }

  private static void require(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " is " + value + ", must be at least " + min + " and at most " + max);
    }
  }

  private static TestRun of(byte[] data, byte[] context) {
    return new TestRun(
        data, context, 1, OptionalInt.empty(), OptionalInt.empty(), false, USUAL_ROOM);
  }

  /**
   * {@return a run on that packet, which starts with an Ethernet header} Programs of some types,
   * socket filters among them, see what is behind that header only.
   */
  public static TestRun onPacket(byte[] data) {
    return of(data, new byte[0]);
  }

  /**
   * {@return a run in which a program of {@code type} sees {@code packet} from its first byte on}
   * For control groups and tunnels that is the header of the network. {@link
   * TestRunResult#packet(ProgramType)} has it afterwards.
   */
  public static TestRun onPacket(ProgramType type, byte[] packet) {
    return onPacket(ProgramInput.of(type).testPacket(packet));
  }

  /** {@return a run on that context, without a packet} */
  public static TestRun onContext(byte[] context) {
    return of(new byte[0], context);
  }

  /** {@return the same with that context} */
  public TestRun withContext(byte[] context) {
    return new TestRun(data, context, repeat, cpu, liveBatch, hasChecksum, room);
  }

  /** {@return the same, that often} */
  public TestRun withRepeat(int repeat) {
    return new TestRun(data, context, repeat, cpu, liveBatch, hasChecksum, room);
  }

  /** {@return the same on that CPU} */
  public TestRun onCpu(int cpu) {
    return new TestRun(data, context, repeat, OptionalInt.of(cpu), liveBatch, hasChecksum, room);
  }

  /** {@return the same with frames that are really sent, {@code batch} at a time} */
  public TestRun live(int batch) {
    return new TestRun(data, context, repeat, cpu, OptionalInt.of(batch), hasChecksum, room);
  }

  /** {@return the same, and the kernel checks the packet's checksum behind the program} */
  public TestRun withChecksum() {
    return new TestRun(data, context, repeat, cpu, liveBatch, true, room);
  }

  /** {@return the same, and a packet that has grown by up to {@code bytes} comes back whole} */
  public TestRun withRoom(int bytes) {
    return new TestRun(data, context, repeat, cpu, liveBatch, hasChecksum, bytes);
  }

  int flagBits(boolean choosesCpu) {
    return (cpu.isPresent() && choosesCpu ? TestRunFlags.BPF_F_TEST_RUN_ON_CPU : 0)
        | (liveBatch.isPresent() ? TestRunFlags.BPF_F_TEST_XDP_LIVE_FRAMES : 0)
        | (hasChecksum ? TestRunFlags.BPF_F_TEST_SKB_CHECKSUM_COMPLETE : 0);
  }
}
