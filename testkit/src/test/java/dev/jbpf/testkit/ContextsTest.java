package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.StructField;
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
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.provider.CsvSource;

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
    program.withContext(Structs.lookup(6, "127.0.0.1", 9, "127.0.0.1", 80)).returns(1);
    program.withContext(Structs.lookup(6, "127.0.0.1", 9, "127.0.0.1", 81)).returns(0);
    program.withContext(Structs.lookup(17, "2001:db8::1", 9, "::1", 80)).returns(1);
  }

  /** All of it in the order in which the kernel has it: its test run makes the same. */
  @BpfTest
  @CsvSource({
    "16, 127.0.0.2, 127.0.0.1, 0x0200007f",
    "36, 127.0.0.2, 127.0.0.1, 0x901f",
    "40, 127.0.0.2, 127.0.0.1, 0x0100007f",
    "60, 127.0.0.2, 127.0.0.1, 80",
    "8, 127.0.0.2, 127.0.0.1, 2",
    "8, 2001:db8::1, ::1, 10",
    "20, 2001:db8::1, ::1, 0xb80d0120",
    "32, 2001:db8::1, ::1, 0x01000000",
    "56, 2001:db8::1, ::1, 0x01000000"
  })
  void lookupsByAddressesInDigits(int member, String remote, String local, String value) {
    assertThat(
            """
            r2 = *(u32 *)(r1 + %d)
            r1 = %s
            r0 = 1
            if w1 == w2 goto out
            r0 = 0
            out:
            exit
            """
                .formatted(member, value))
        .assembles()
        .ofType(ProgramType.SK_LOOKUP)
        .withContext(Structs.lookup(Socket.UDP, remote, 8080, local, 80))
        .returns(1);
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
    StructContext message = Structs.message(socket, new byte[] {9, 8});
    returns(ProgramType.SK_MSG, message, "r1 = *(u64 *)(r1 + 0); r0 = *(u8 *)(r1 + 0)", 9);
    returns(ProgramType.SK_MSG, message, load(SkMsgMd.SIZE_), 2);
    returns(ProgramType.SK_MSG, message, load(SkMsgMd.REMOTE_PORT) + "; r0 = be32 r0", 4000);
    returns(ProgramType.SK_MSG, message, load(SkMsgMd.REMOTE_IP4) + "; r0 = be32 r0", 0x7f00_0001);
  }

  @BpfTest
  void whereSocketsAreConnectedTo() {
    StructContext four = Structs.socketAddress(Socket.udp("10.0.0.1", 9), "192.0.2.1", 53);
    returns(ProgramType.CGROUP_SOCK_ADDR, four, load(BpfSockAddr.USER_PORT), 0x3500);
    returns(ProgramType.CGROUP_SOCK_ADDR, four, load(BpfSockAddr.USER_IP4), 0x0102_00c0);
    returns(ProgramType.CGROUP_SOCK_ADDR, four, load(BpfSockAddr.USER_FAMILY), 2);
    StructContext six = Structs.socketAddress(Socket.udp("::1", 9), "2001:db8::1", 53);
    returns(ProgramType.CGROUP_SOCK_ADDR, six, load(BpfSockAddr.USER_FAMILY), 10);
    returns(ProgramType.CGROUP_SOCK_ADDR, six, load(BpfSockAddr.USER_IP6), 0xb80d_0120L);
    Socket connected = Socket.connected("2001:db8::1", 80, "2001:db8::2", 4000);
    StructContext operation = Structs.socketOperation(4, connected);
    returns(ProgramType.SOCK_OPS, operation, load(BpfSockOps.LOCAL_IP6), 0xb80d_0120L);
    returns(ProgramType.SOCK_OPS, operation, load(BpfSockOps.FAMILY), 10);
  }

  @BpfTest
  void valuesOfOptions() {
    assertThat(
            """
            r2 = *(u64 *)(r1 + 8)
            r3 = *(u64 *)(r1 + 16)
            r4 = r2
            r4 += 4
            r0 = 0
            if r4 > r3 goto out
            r0 = *(u32 *)(r2 + 0)
            r5 = *(u32 *)(r1 + 32)
            r0 += r5
            out:
            exit
            """)
        .assembles()
        .ofType(ProgramType.CGROUP_SOCKOPT)
        .withContext(
            Structs.socketOption(Socket.udp("10.0.0.1", 9), 1, 2, new byte[] {5, 0, 0, 0, 0, 0}))
        .returns(11);
  }

  /** Memory is the context of what user space calls, there and here. */
  @BpfTest
  void memoryOfProgramsThatAreCalled() {
    byte[] left = new byte[16];
    left[0] = 7;
    left[8] = 14;
    assertThat("r2 = *(u64 *)(r1 + 0); r2 <<= 1; *(u64 *)(r1 + 8) = r2; r0 = 3; exit")
        .assembles()
        .ofType(ProgramType.SYSCALL)
        .withMemory(Arrays.copyOf(new byte[] {7}, 16))
        .returns(3)
        .leavesPacket(left);
  }

  private static String load(StructField member) {
    return "r0 = *(u32 *)(r1 + " + member.offset() + ")";
  }

  private static void returns(ProgramType type, Context context, String source, long result) {
    assertThat(source + "; exit").assembles().ofType(type).withContext(context).returns(result);
  }
}
