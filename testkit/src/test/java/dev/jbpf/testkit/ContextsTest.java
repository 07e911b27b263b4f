package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.FunctionCall;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.context.Structs;
import dev.jbpf.vm.context.Sysctl;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.packet.Packet;
import dev.jbpf.vm.world.Socket;
import java.util.Map;

/** Contexts by the names of their members, before and after a run. */
class ContextsTest {
  private static final String FORMAT =
      """
      name: sys_enter_openat
      ID: 1
      format:
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

      \tfield:long dfd;\toffset:16;\tsize:8;\tsigned:0;
      \tfield:char comm[16];\toffset:24;\tsize:16;\tsigned:0;

      print fmt: ""
      """;

  @BpfTest
  void recordsOfTracepointsByTheNamesOfFields() {
    TracepointFormat format = TracepointFormat.parse(FORMAT);
    TraceRecord record =
        TraceRecord.of(format, Map.of("common_pid", 77, "dfd", -100, "comm", "bash"));
    assertThat("r0 = *(u8 *)(r1 + 24); r2 = *(u32 *)(r1 + 4); r0 += r2; exit")
        .assembles()
        .ofType(ProgramType.TRACEPOINT)
        .withContext(record)
        .returns('b' + 77);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceRecord.of(format, Map.of("fd", 1)))
        .withMessageContaining("dfd");
  }

  @BpfTest
  void addressesOfSocketsAreRewritten() {
    StructContext connect =
        StructContext.of(BpfSockAddr.SIZE)
            .with(BpfSockAddr.USER_IP4, 0x0100_007f)
            .with(BpfSockAddr.USER_PORT, 0x5000)
            .writable(BpfSockAddr.USER_PORT);
    ProgramAssert program =
        assertThat("r2 = *(u32 *)(r1 + 24); r2 += 1; *(u32 *)(r1 + 24) = r2; r0 = 1; exit")
            .assembles()
            .ofType(ProgramType.CGROUP_SOCK_ADDR);
    program.withContext(connect).returns(1).andMember(BpfSockAddr.USER_PORT).isEqualTo(0x5001L);
    program.withContext(StructContext.of(BpfSockAddr.SIZE)).faults(FaultKind.READ_ONLY);
  }

  @BpfTest
  void theFirstMemberCanBeChanged() {
    assertThat("r2 = 3; *(u32 *)(r1 + 0) = r2; r0 = 1; exit")
        .assembles()
        .ofType(ProgramType.CGROUP_SOCK_ADDR)
        .withContext(
            StructContext.of(BpfSockAddr.SIZE)
                .with(BpfSockAddr.USER_FAMILY, 2)
                .writable(BpfSockAddr.USER_FAMILY))
        .returns(1)
        .andMember(BpfSockAddr.USER_FAMILY)
        .isEqualTo(3);
  }

  @BpfTest
  void optionsOfSockets() {
    assertThat("r0 = *(u32 *)(r1 + %d); exit".formatted(BpfSockopt.OPTNAME.offset()))
        .assembles()
        .ofType(ProgramType.CGROUP_SOCKOPT)
        .withContext(StructContext.of(BpfSockopt.SIZE).with(BpfSockopt.OPTNAME, 15))
        .returns(15);
  }

  @BpfTest
  void registersByArguments() {
    assertThat("r0 = *(u64 *)(r1 + 104); exit") // rsi
        .assembles()
        .ofType(ProgramType.KPROBE)
        .withContext(Registers.call(dev.jbpf.kernel.PtRegs.X86_64, 5, 6))
        .returns(6);
  }

  /** What the kernel's test run takes, and gives back. */
  @BpfTest
  void marksOfBuffers() {
    assertThat("r2 = *(u32 *)(r1 + 8); r2 += 1; *(u32 *)(r1 + 8) = r2; r0 = 0; exit")
        .assembles()
        .ofType(ProgramType.SCHED_CLS)
        .withContext(SocketBuffer.of(new byte[64]).with(SkBuff.MARK, 41))
        .returns(0)
        .andMember(SkBuff.MARK)
        .isEqualTo(42);
  }

  @BpfTest
  void queuesOfFrames() {
    byte[] packet = Packet.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();
    assertThat("r0 = *(u32 *)(r1 + 12); exit")
        .assembles()
        .ofType(ProgramType.XDP)
        .withContext(new Xdp(packet, 1, 0))
        .returns(1);
  }

  /** The kernel's test run takes one, too. */
  @BpfTest
  void lookupsOfSockets() {
    ProgramAssert program =
        assertThat(
                """
                r2 = *(u32 *)(r1 + 60)
                r0 = 0
                if r2 != 80 goto out
                r0 = 1
                out:
                exit
                """)
            .assembles()
            .ofType(ProgramType.SK_LOOKUP);
    program.withContext(Structs.lookup(6, 0x0100_007f, 9, 0x0100_007f, 80)).returns(1);
    program.withContext(Structs.lookup(6, 0x0100_007f, 9, 0x0100_007f, 81)).returns(0);
  }

  @BpfTest
  void argumentsOfRawTracepoints() {
    assertThat("r0 = *(u64 *)(r1 + 8); exit")
        .assembles()
        .ofType(ProgramType.RAW_TRACEPOINT)
        .withContext(FunctionCall.entered(5, 6))
        .returns(6);
  }

  /** Each of these has a structure of its own, of which the kernel has no test run. */
  @BpfTest
  void contextsOfControlGroupsAndSockets() {
    Socket socket = Socket.connected("127.0.0.1", 80, "127.0.0.1", 4000);
    returns(ProgramType.CGROUP_DEVICE, Structs.device(2, 2, 1, 3), "r0 = *(u32 *)(r1 + 4)", 1);
    returns(ProgramType.CGROUP_SYSCTL, Sysctl.write("a/b", "1", "2"), "r0 = *(u32 *)(r1 + 0)", 1);
    returns(ProgramType.CGROUP_SOCK, Structs.socket(socket), "r0 = *(u32 *)(r1 + 44)", 80);
    returns(ProgramType.SOCK_OPS, Structs.socketOperation(4, socket), "r0 = *(u32 *)(r1 + 0)", 4);
    returns(
        ProgramType.CGROUP_SOCKOPT,
        Structs.socketOption(socket, 6, 13),
        "r0 = *(u32 *)(r1 + 28)",
        13);
    returns(
        ProgramType.CGROUP_SOCK_ADDR,
        Structs.socketAddress(socket),
        "r1 = *(u64 *)(r1 + 64); r0 = *(u32 *)(r1 + 72)",
        1);
    StructContext message =
        StructContext.of(SkMsgMd.SIZE).withData(SkMsgMd.DATA, SkMsgMd.DATA_END, new byte[] {9});
    returns(ProgramType.SK_MSG, message, "r1 = *(u64 *)(r1 + 0); r0 = *(u8 *)(r1 + 0)", 9);
  }

  private static void returns(ProgramType type, Context context, String source, long result) {
    assertThat(source + "; exit").assembles().ofType(type).withContext(context).returns(result);
  }
}
