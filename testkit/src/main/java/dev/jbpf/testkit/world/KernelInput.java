package dev.jbpf.testkit.world;

import dev.jbpf.kernel.BpfFlowKeys;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.FunctionCall;
import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.context.Xdp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/**
 * What the kernel's test run is given for an input; skips the test, with the reason, where it has
 * none for such a program, or takes no such context.
 */
final class KernelInput {
  /** Packets grow as far as a program can make them. */
  private static final int ROOM = 1 << 16;

  /** The members that the kernel takes; the others it finds in the packet. */
  private static final Set<StructField> TAKEN =
      Set.of(
          SkBuff.MARK,
          SkBuff.PRIORITY,
          SkBuff.INGRESS_IFINDEX,
          SkBuff.IFINDEX,
          SkBuff.CB,
          SkBuff.TSTAMP,
          SkBuff.WIRE_LEN,
          SkBuff.GSO_SEGS,
          SkBuff.GSO_SIZE,
          SkBuff.HWTSTAMP);

  private final RunInput input;

  private KernelInput(RunInput input) {
    this.input = input;
  }

  static TestRun of(RunInput input) {
    TestRun run = new KernelInput(input).testRun();
    return input.cpu().isPresent() ? run.onCpu(input.cpu().getAsInt()) : run;
  }

  static TestAbortedException skipped(String what) {
    return new TestAbortedException("the kernel is not asked to run " + what);
  }

  /** {@return whether user space calls such programs: plain memory is their context} */
  static boolean isCalled(RunInput input) {
    return input.type() == ProgramType.SYSCALL;
  }

  private TestRun testRun() {
    return switch (ProgramInput.of(input.type()).testRun()) {
      case NONE -> throw skipped(input.type() + " programs: it has no test run for them");
      case CONTEXT -> TestRun.onContext(record());
      case PACKET -> onPacket().withRoom(ROOM);
    };
  }

  private TestRun onPacket() {
    if (input.isMemory()) {
      throw skipped("programs on plain memory: r1 is the context of their type there");
    }
    if (input.given().isEmpty()) {
      return onPacket(input.bytes());
    }
    Context context = input.given().get();
    if (context instanceof dev.jbpf.vm.context.SocketBuffer skb) {
      return with(onPacket(skb.packet()), skb.given());
    } else if (context instanceof Xdp xdp) {
      return onPacket(xdp.packet()).withContext(members(xdp));
    }
    throw skipped("programs of type " + input.type() + " on a context of that kind");
  }

  /** It wants an Ethernet header at least, be it one that programs do not see. */
  private TestRun onPacket(byte[] packet) {
    TestRun run = TestRun.onPacket(input.type(), packet);
    if (packet.length == 0 || run.data().length < Ethhdr.SIZE) {
      throw skipped(
          "programs on a packet of "
              + packet.length
              + " bytes: its test run wants "
              + Ethhdr.SIZE
              + " at least");
    }
    return run;
  }

  private static TestRun with(TestRun run, Map<StructField, byte[]> given) {
    if (given.containsKey(BpfFlowKeys.FLAGS)) {
      return run.withContext(members(given, BpfFlowKeys.SIZE));
    }
    List<StructField> left =
        given.keySet().stream().filter(member -> !TAKEN.contains(member)).toList();
    if (!left.isEmpty()) {
      throw skipped("programs with a given " + left.get(0) + ": it finds that in the packet");
    }
    if (given.isEmpty()) {
      return run;
    }
    return run.withContext(members(given, SkBuff.SIZE));
  }

  private static byte[] members(Map<StructField, byte[]> given, int size) {
    byte[] members = new byte[size];
    given.forEach(
        (member, bytes) -> System.arraycopy(bytes, 0, members, member.offset(), bytes.length));
    return members;
  }

  private static byte[] members(Xdp xdp) {
    ByteBuffer members = ByteBuffer.allocate(XdpMd.SIZE).order(ByteOrder.nativeOrder());
    members.putInt(XdpMd.DATA_END.offset(), xdp.packet().length);
    members.putInt(XdpMd.INGRESS_IFINDEX.offset(), xdp.ingressIfindex());
    members.putInt(XdpMd.RX_QUEUE_INDEX.offset(), xdp.rxQueue());
    return members.array();
  }

  /** Objects and data of tests are nowhere in the kernel. */
  private static boolean isPlain(StructContext struct) {
    return struct.objects().isEmpty() && struct.data().isEmpty();
  }

  private byte[] record() {
    if (isCalled(input) && input.given().isEmpty()) {
      return input.isMemory() ? input.bytes() : new byte[0];
    }
    if (input.context() instanceof TraceRecord record) {
      return record.bytes();
    } else if (input.context() instanceof StructContext struct && isPlain(struct)) {
      return struct.bytes();
    } else if (input.context() instanceof FunctionCall function && function.result().isEmpty()) {
      return Arrays.copyOf(function.bytes(), function.arguments().size() * Long.BYTES);
    }
    throw skipped(input.type() + " programs on something else than a record");
  }
}
