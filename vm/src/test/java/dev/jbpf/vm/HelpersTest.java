package dev.jbpf.vm;

import static dev.jbpf.kernel.SkBuff.CB;
import static dev.jbpf.kernel.SkBuff.MARK;
import static dev.jbpf.kernel.SkBuff.TSTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Environment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HelpersTest {
  private static Program assemble(String source) {
    return Assembler.assemble(source).program().orElseThrow();
  }

  private static Vm vm(Engine engine) {
    return Vm.create(VmOptions.DEFAULT.withEngine(engine));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theEnvironmentIsTheTests(Engine engine) {
    Vm vm = vm(engine);
    vm.environment().setClock(() -> 123);
    vm.environment().setTask(new Environment.Task(7, 9, 1000, 100, "a-long-name-of-a-task"));
    assertThat(vm.load(assemble("call 5\nexit")).run()).isEqualTo(123);
    assertThat(vm.load(assemble("call 14\nexit")).run()).isEqualTo(7L << 32 | 9);
    assertThat(vm.load(assemble("call 15\nexit")).run()).isEqualTo(100L << 32 | 1000);
    byte[] name = new byte[16];
    vm.load(assemble("r2 = 16\ncall 16\nexit")).run(name);
    assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo("a-long-name-of-\0");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatIsPrintedIsKept(Engine engine) {
    Vm vm = vm(engine);
    byte[] format = "n=%d x=%5llx %%\0".getBytes(StandardCharsets.US_ASCII);
    vm.load(assemble("r3 = -3\nr4 = 0xabc\nr5 = 0\ncall 6\nexit")).run(format);
    assertThat(vm.environment().drainTrace()).containsExactly("n=-3 x=  abc %");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aFunctionOfTheProgramIsCalledBack(Engine engine) {
    Program sum =
        assemble(
            """
            r1 = 10
            r2 = func body ll
            r3 = r10
            r3 += -8
            *(u64 *)(r10 - 8) = 0
            r4 = 0
            call 181
            r0 = *(u64 *)(r10 - 8)
            exit
            body:
            r3 = *(u64 *)(r2 + 0)
            r3 += r1
            *(u64 *)(r2 + 0) = r3
            r0 = 0
            exit
            """);
    assertThat(vm(engine).load(sum).run()).isEqualTo(45);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void packetsGrowAndShrink(Engine engine) {
    Program program =
        assemble(
            """
            r6 = r1
            r2 = -4
            call 44
            r1 = *(u32 *)(r6 + 0)
            *(u32 *)(r1 + 0) = 0x01020304
            r1 = r6
            r2 = -16
            call 65
            r0 = *(u32 *)(r6 + 4)
            r1 = *(u32 *)(r6 + 0)
            r0 -= r1
            exit
            """);
    byte[] packet = new byte[64];
    packet[0] = 9;
    RunResult result = vm(engine).load(program).test(new Xdp(packet));
    assertThat(result.r0()).isEqualTo(52);
    assertThat(result.packet()).hasSize(52).startsWith(4, 3, 2, 1, 9);
  }

  /** Bytes 2 and 79 of a packet of 80, behind a move of the head or the tail there and back. */
  @ParameterizedTest
  @CsvSource({"44, 14, 0x4f02", "44, -14, 0x4f02", "65, -14, 0x0002"})
  void whatWasCutOffInFrontIsThereAgain(int helper, int delta, String expected) {
    Program program =
        assemble(
            """
            r6 = r1
            r2 = %d
            call %d
            r1 = r6
            r2 = %d
            call %d
            r1 = *(u32 *)(r6 + 0)
            r0 = *(u8 *)(r1 + 79)
            r0 <<= 8
            r2 = *(u8 *)(r1 + 2)
            r0 |= r2
            exit
            """
                .formatted(delta, helper, -delta, helper));
    byte[] packet = new byte[80];
    for (int i = 0; i < packet.length; i++) {
      packet[i] = (byte) i;
    }
    for (Engine engine : Engine.values()) {
      assertThat(vm(engine).load(program).run(new Xdp(packet.clone())))
          .isEqualTo((long) Long.decode(expected));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatWasCutOffIsOutOfReach(Engine engine) {
    LoadedProgram program =
        vm(engine)
            .load(
                assemble(
                    """
                    r6 = r1
                    r7 = *(u32 *)(r1 + 0)
                    r0 = *(u8 *)(r7 + 0)
                    r2 = 8
                    call 44
                    r0 = *(u8 *)(r7 + 0)
                    exit
                    """));
    assertThatThrownBy(() -> program.run(new Xdp(new byte[64])))
        .isInstanceOfSatisfying(
            VmFault.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY);
              assertThat(fault.slot().number()).isEqualTo(5);
            })
        .hasMessageContaining("8 bytes before packet (56 bytes)");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void contextsHaveTheirFields(Engine engine) {
    Vm vm = vm(engine);
    SocketBuffer packet =
        SocketBuffer.of(new byte[60]).with(MARK, 77).with(TSTAMP, -2).with(CB, new byte[20]);
    assertThat(vm.load(assemble("r0 = *(u64 *)(r1 + skb.tstamp)\nexit")).run(packet)).isEqualTo(-2);
    assertThat(
            vm.load(
                    assemble(
                        "*(u32 *)(r1 + skb.cb + 16) = 5\nr0 = *(u32 *)(r1 + skb.cb + 16)\nexit"))
                .run(packet))
        .isEqualTo(5);
    assertThat(vm.load(assemble("r0 = *(u32 *)(r1 + 8)\nexit")).run(packet)).isEqualTo(77);
    assertThat(vm.load(assemble("r0 = *(u32 *)(r1 + 0)\nexit")).run(packet)).isEqualTo(60);
    Context call = Registers.call(1, 2, 3).returning(4);
    assertThat(vm.load(assemble("r0 = *(u64 *)(r1 + 104)\nexit")).run(call)).isEqualTo(2);
    assertThat(vm.load(assemble("r0 = *(u64 *)(r1 + 80)\nexit")).run(call)).isEqualTo(4);
  }

  @Test
  void membersOfAContextAreChecked() {
    SocketBuffer packet = SocketBuffer.of(new byte[60]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packet.with(MARK, 1L << 32))
        .withMessage("__sk_buff.mark: 0x100000000 does not fit in 4 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> packet.with(CB, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> packet.with(CB, new byte[16]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packet.with(dev.jbpf.kernel.SkBuff.LEN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packet.with(dev.jbpf.kernel.XdpMd.RX_QUEUE_INDEX, 1))
        .withMessage("xdp_md.rx_queue_index is no member of struct __sk_buff");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLambdaIsAHelper(Engine engine) {
    VmOptions options =
        VmOptions.DEFAULT
            .withEngine(engine)
            .withHelper(1000, (call, a, b, r3, r4, r5) -> a * b)
            .withKfunc(5, (call, a, b, r3, r4, r5) -> call.memory().load(a, 1) + b);
    assertThat(Vm.load(assemble("r1 = 6\nr2 = 7\ncall 1000\nexit"), options).run()).isEqualTo(42);
    assertThat(Vm.load(assemble("call kfunc 5, 0\nexit"), options).run(new byte[] {1, 0, 0}))
        .isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatIsMissingSaysHowToAddIt(Engine engine) {
    assertThatThrownBy(() -> vm(engine).load(assemble("call 999\nexit")).run())
        .hasMessageContaining("the machine has no helper 999;")
        .hasMessageContaining("VmOptions.withHelper(999, …) gives it one");
    assertThatThrownBy(() -> vm(engine).load(assemble("call kfunc 5, 0\nexit")).run())
        .hasMessageContaining("the machine has no kfunc 5; VmOptions.withKfunc(5, …) gives it one");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void signsAreExtended(Engine engine) {
    byte[] memory = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    for (String type : new String[] {"s8", "s16", "s32"}) {
      Program program = assemble("r0 = *(" + type + " *)(r1 + 0)\nexit");
      assertThat(vm(engine).load(program).run(memory)).as(type).isEqualTo(-2);
    }
    assertThat(vm(engine).load(assemble("r0 = *(u32 *)(r1 + 0)\nexit")).run(memory))
        .isEqualTo(0xffff_fffeL);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void faultsNameSlotAddressAndRegion(Engine engine) {
    Program program = assemble("r2 = 1\n*(u16 *)(r1 + 7) = r2\nexit");
    assertThatThrownBy(() -> vm(engine).load(program).run(new byte[8]))
        .isInstanceOfSatisfying(VmFault.class, fault -> assertThat(fault.access()).isPresent())
        .hasMessage(
            "<string>:2:1: slot 1: fault[memory]: store of 2 bytes at 0x30000107:"
                + " runs past the end of memory (8 bytes) at offset 7");
  }
}
