package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of program that the table has can be loaded, or the kernel says why not. */
@KernelTest
class AllProgramTypesTest {

  /** What a program of the type must say besides, for the kernel to take it. */
  private static ProgramSpec smallest(ProgramType type) {
    ProgramSpec plain = returning(type, 0);
    return switch (type) {
      case CGROUP_SOCK_ADDR -> returning(type, 1).withAttachType(AttachType.CGROUP_INET4_CONNECT);
      case CGROUP_SOCKOPT -> plain.withAttachType(AttachType.CGROUP_SETSOCKOPT);
      case SK_LOOKUP -> returning(type, 1).withAttachType(AttachType.SK_LOOKUP);
      case NETFILTER -> returning(type, 1).withAttachType(AttachType.NETFILTER);
      case TRACING ->
          plain
              .withAttachType(AttachType.TRACE_RAW_TP)
              .withTarget(BtfTarget.typedef("btf_trace_sched_switch"));
      case LSM ->
          plain
              .withAttachType(AttachType.LSM_MAC)
              .withTarget(BtfTarget.function("bpf_lsm_file_open"));
      case SYSCALL -> plain.withFlags(ProgramFlag.SLEEPABLE);
      default -> plain;
    };
  }

  private static ProgramSpec returning(ProgramType type, int result) {
    return ProgramSpec.of("smallest", type, Counter.assemble("r0 = " + result + "\nexit\n"));
  }

  /** Those left out belong to another program, or to a map: neither exists alone. */
  @ParameterizedTest
  @EnumSource(
      value = ProgramType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNSPEC", "EXT", "STRUCT_OPS"})
  void isLoaded(ProgramType type) {
    try (KernelProgram program = Bpf.load(smallest(type))) {
      assertThat(program.info().type()).isEqualTo(type.value());
      assertThat(program.info().name()).isEqualTo("smallest");
    } catch (BpfSyscallException e) {
      assertThat(type).isIn(ProgramType.LSM, ProgramType.LIRC_MODE2);
      assertThat(e).hasMessageContaining("smallest");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ProgramType.class,
      names = {"EXT", "STRUCT_OPS"})
  void isRefusedAlone(ProgramType type) {
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> Bpf.load(smallest(type)))
        .withMessageContaining("program smallest");
  }
}
