package dev.jbpf.dsl;

import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.XdpMd;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Offsets here are those of the uapi headers. */
class FieldsTest {

  private static void assertSame(Consumer<ProgramBuilder> fields, Consumer<ProgramBuilder> byHand) {
    assertThat(program(fields)).isEqualTo(program(byHand));
  }

  @Test
  void fieldsAreReadByTheirSize() {
    assertSame(b -> b.load(R0, R1, SkBuff.LEN), b -> b.ldxw(R0, R1, 0));
    assertSame(b -> b.load(R2, R1, XdpMd.DATA_END), b -> b.ldxw(R2, R1, 4));
    assertSame(b -> b.load(R0, R6, Iphdr.PROTOCOL), b -> b.ldxb(R0, R6, 9));
    assertSame(b -> b.load(R0, R6, Iphdr.TOT_LEN), b -> b.ldxh(R0, R6, 2));
    assertSame(b -> b.store(R1, SkBuff.MARK, 7), b -> b.stw(R1, 8, 7));
    assertSame(b -> b.store(R1, BpfSockAddr.USER_PORT, R2), b -> b.stxw(R1, 24, R2));
    assertSame(b -> b.addressOf(R2, R1, SkBuff.CB), b -> b.mov(R2, R1).add(R2, 48));
  }

  @Test
  void bitFieldsAreShiftedToTheirPlace() {
    assertSame(b -> b.load(R0, R6, Iphdr.VERSION), b -> b.ldxb(R0, R6, 0).lsh(R0, 56).rsh(R0, 60));
    assertSame(b -> b.load(R0, R6, Iphdr.IHL), b -> b.ldxb(R0, R6, 0).lsh(R0, 60).rsh(R0, 60));
  }

  @Test
  void memoryOfTheKernelIsCopied() {
    StructField name = new StructField("net_device", "name", 280, 16, false);
    assertSame(
        b -> b.readKernel(-16, R6, name),
        b ->
            b.mov(R1, R10)
                .add(R1, -16)
                .mov(R2, 16)
                .mov(R3, R6)
                .add(R3, 280)
                .call(Helper.PROBE_READ_KERNEL));
  }

  @Test
  void registersAreThoseOfTheArchitecture() {
    assertSame(b -> b.load(R0, R1, PtRegs.X86_64.parameter(3)), b -> b.ldxdw(R0, R1, 96));
    assertSame(b -> b.load(R0, R1, PtRegs.ARM64.parameter(3)), b -> b.ldxdw(R0, R1, 16));
    assertThat(PtRegs.of("amd64")).contains(PtRegs.X86_64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PtRegs.S390X.parameter(6))
        .withMessage("argument 6 is not in a register of S390X: 1 to 5");
  }

  @Test
  void membersOfMembersAddUp() {
    StructField se = new StructField("task_struct", "se", 128, 256, false);
    StructField runtime = new StructField("sched_entity", "vruntime", 64, 8, false);
    assertThat(se.then(runtime))
        .isEqualTo(new StructField("task_struct", "se.vruntime", 192, 8, false));
    assertThatIllegalArgumentException().isThrownBy(() -> runtime.then(se));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(b -> b.load(R0, R1, se)))
        .withMessageContaining("task_struct.se is 256 bytes long");
  }
}
