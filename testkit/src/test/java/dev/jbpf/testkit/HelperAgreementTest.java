package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The helpers that read and change packets, and that compute: each returns what the kernel's
 * returns, and leaves the same packet.
 */
class HelperAgreementTest {
  private static final int PROGRAMS = 300;
  private static final int CALLS = 6;
  private static final int PACKET = 80;

  /** A helper's call: arguments from r1 to r5, and what it left in the buffer at r10 - 16. */
  private enum Call {
    SKB_LOAD_BYTES(ProgramType.SCHED_CLS, 26, "ctx offset buffer length"),
    SKB_STORE_BYTES(ProgramType.SCHED_CLS, 9, "ctx offset buffer length flags"),
    L3_CSUM_REPLACE(ProgramType.SCHED_CLS, 10, "ctx offset number number size"),
    L4_CSUM_REPLACE(ProgramType.SCHED_CLS, 11, "ctx offset number number size"),
    CSUM_DIFF(ProgramType.SCHED_CLS, 28, "buffer words buffer words number"),
    CSUM_UPDATE(ProgramType.SCHED_CLS, 40, "ctx number"),
    SKB_PULL_DATA(ProgramType.SCHED_CLS, 39, "ctx offset"),
    SKB_CHANGE_TAIL(ProgramType.SCHED_CLS, 38, "ctx size_of_packet mostly_zero"),
    XDP_LOAD_BYTES(ProgramType.XDP, 189, "ctx offset buffer length"),
    XDP_STORE_BYTES(ProgramType.XDP, 190, "ctx offset buffer length"),
    XDP_ADJUST_HEAD(ProgramType.XDP, 44, "ctx delta"),
    XDP_ADJUST_TAIL(ProgramType.XDP, 65, "ctx delta"),
    XDP_ADJUST_META(ProgramType.XDP, 54, "ctx delta_of_meta"),
    XDP_GET_BUFF_LEN(ProgramType.XDP, 188, "ctx");

    private final ProgramType type;
    private final int number;
    private final List<String> arguments;

    Call(ProgramType type, int number, String arguments) {
      this.type = type;
      this.number = number;
      this.arguments = List.of(arguments.split(" "));
    }

    static List<Call> of(ProgramType type) {
      return List.of(values()).stream().filter(call -> call.type == type).toList();
    }

    String source(Random random) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < arguments.size(); i++) {
        text.append(argument(i + 1, arguments.get(i), random));
      }
      return text + "call %d\n".formatted(number);
    }
  }

  private static String argument(int register, String kind, Random random) {
    long value =
        switch (kind) {
          case "offset" -> random.nextInt(PACKET + 10);
          case "length" -> 1 + random.nextInt(16);
          case "flags" -> random.nextInt(5);
          case "size" -> new int[] {0, 2, 4, 1, 0x10, 0x12, 0x14, 0x22, 0x40}[random.nextInt(9)];
          case "words" -> 4 * random.nextInt(5);
          case "size_of_packet" -> random.nextInt(2 * PACKET);
          case "mostly_zero" -> random.nextInt(8) == 0 ? 1 : 0;
          case "delta" -> random.nextInt(120) - 60;
          case "delta_of_meta" -> random.nextInt(24) * 2 - 40;
          default -> random.nextInt();
        };
    return switch (kind) {
      case "ctx" -> "r%d = r6\n".formatted(register);
      case "buffer" -> "r%1$d = r10\nr%1$d += -16\n".formatted(register);
      default -> "r%d = %d\n".formatted(register, value);
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = ProgramType.class,
      names = {"SCHED_CLS", "XDP"})
  @KernelTest
  void helpersDoWhatTheKernelsDo(ProgramType type) {
    Random random = new Random(1);
    List<Call> helpers = Call.of(type);
    for (int i = 0; i < PROGRAMS; i++) {
      byte[] packet = new byte[PACKET];
      random.nextBytes(packet);
      List<String> calls = new ArrayList<>();
      for (int at = 0; at < CALLS; at++) {
        calls.add(helpers.get(random.nextInt(helpers.size())).source(random));
      }
      if (differs(type, calls, packet)) {
        List<String> smallest = Shrinking.smallest(calls, fewer -> differs(type, fewer, packet));
        assertThat(run(TestEngine.VM, type, smallest, packet))
            .as(source(smallest) + HexFormat.of().formatHex(packet))
            .isEqualTo(run(TestEngine.KERNEL, type, smallest, packet));
      }
    }
  }

  private static boolean differs(ProgramType type, List<String> calls, byte[] packet) {
    String kernel = run(TestEngine.KERNEL, type, calls, packet);
    return !run(TestEngine.VM, type, calls, packet).equals(kernel)
        || !run(TestEngine.JIT, type, calls, packet).equals(kernel);
  }

  private static String run(
      TestEngine engine, ProgramType type, List<String> calls, byte[] packet) {
    Assembly assembly = Assembler.assemble(source(calls));
    Program program = assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    Outcome outcome = Engines.run(engine, program, RunInput.NONE.withType(type).withPacket(packet));
    assertThat(outcome.fault()).isEmpty();
    return Long.toHexString(outcome.r0() & 0xffff_ffffL)
        + " "
        + HexFormat.of().formatHex(outcome.packet());
  }

  /** What each call returns, and the buffer after it, added up. */
  private static String source(List<String> calls) {
    StringBuilder text =
        new StringBuilder(
            """
            r6 = r1
            r7 = 0
            r1 = 0x0123456789abcdef ll
            *(u64 *)(r10 - 16) = r1
            r1 = 0xfedcba9876543210 ll
            *(u64 *)(r10 - 8) = r1
            """);
    for (String call : calls) {
      text.append(call)
          .append("r7 *= 31\nr7 += r0\nr7 *= 31\nr1 = *(u64 *)(r10 - 16)\nr7 += r1\n")
          .append("r7 *= 31\nr1 = *(u64 *)(r10 - 8)\nr7 += r1\n");
    }
    return text + "r0 = r7\nr7 >>= 32\nr0 ^= r7\nexit\n";
  }
}
