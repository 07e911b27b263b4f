package dev.jbpf.runtime.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.host.Architecture;
import dev.jbpf.runtime.sys.direct.DirectSyscall;
import dev.jbpf.runtime.testing.ChildJvm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SystemCallsTest {
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
  private static final int PAGE = 4096;

  private final BpfSyscalls system = BpfSyscalls.system();

  /**
   * JNR-FFI 2.3.4 hands garbage to a function of exactly six integers as its sixth. mmap's sixth is
   * the offset, which must be whole pages: garbage makes it fail.
   */
  @Test
  void sixArgumentsArriveWhole() {
    for (int i = 0; i < 1_000; i++) {
      unmap(system.call(Syscall.MMAP, 0, PAGE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0), i);
      long mmap = number(Syscall.MMAP);
      unmap(CLibrary.call(mmap, 0, PAGE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0), i);
    }
  }

  private void unmap(long address, int round) {
    assertThat(address).as("mmap %d", round).isPositive();
    assertThat(system.call(Syscall.MUNMAP, address, PAGE, 0)).isZero();
  }

  private static long number(Syscall call) {
    return call.number(Architecture.current().orElseThrow());
  }

  @Test
  void aFailureIsTheNegativeOfErrno() {
    assertThat(system.call(Syscall.CLOSE, -1, 0, 0)).isEqualTo(-9);
    assertThat(Errno.ofResult(-9)).isEqualTo(Errno.EBADF).hasToString("EBADF, bad file descriptor");
  }

  @Test
  void theSameWithTheLibraryAndWithout() {
    Architecture here = Architecture.current().orElseThrow();
    assertThat(SystemCalls.IS_DIRECT).isEqualTo(here == Architecture.X86_64);
    for (Syscall call : List.of(Syscall.CLOSE, Syscall.BPF, Syscall.EPOLL_CREATE1)) {
      for (long wrong : new long[] {-1, 1 << 20, Long.MAX_VALUE}) {
        assertThat(
                List.of(system.call(call, wrong, -2, 3), system.call(call, wrong, -2, 3, 0, 0, 0)))
            .as("%s of %d", call, wrong)
            .allMatch(result -> result < 0)
            .containsOnly(CLibrary.call(number(call), wrong, -2, 3, 0, 0, 0));
      }
    }
    assertThat(system.bpf(-1, -2, 3))
        .isNegative()
        .isEqualTo(CLibrary.call(number(Syscall.BPF), -1, -2, 3));
  }

  @Test
  @DisplayName("R25: what is not given is zero; a property switches the direct call off")
  void argumentsThatAreNotGivenAreZero() throws Exception {
    String direct = ChildJvm.output(ChildJvm.start(Registers.class));
    boolean isX86 = Architecture.current().orElseThrow() == Architecture.X86_64;
    assertThat(direct.strip()).isEqualTo("-77 [-9] " + isX86);
    List<String> without = List.of("-D" + DirectSyscall.PROPERTY + "=false");
    String library = ChildJvm.output(ChildJvm.startWithOptions(without, Registers.class));
    assertThat(library.strip()).isEqualTo("-77 [-9] false");
  }

  @Test
  void withoutMachineCodeThereAreNoDirectCalls() throws Exception {
    assertThat(ChildJvm.output(ChildJvm.start(NoMachineCode.class)).strip()).isEqualTo("false -9");
  }

  /** Whoever only loads and lists does not wait for JNR-FFI to write its class. */
  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
  void directCallsStartWithoutTheLibrary() throws Exception {
    List<String> logged = List.of("-Xlog:class+load");
    List<String> loaded =
        ChildJvm.output(ChildJvm.startWithOptions(logged, FirstCall.class)).lines().toList();
    assertThat(loaded)
        .contains("-9")
        .anyMatch(line -> line.contains(" com.kenai.jffi.Foreign "))
        .noneMatch(line -> line.contains(" jnr.ffi."))
        .noneMatch(line -> line.contains(" org.objectweb.asm."));
  }

  /** Each argument arrives where it belongs, and the result comes back whole. */
  @Test
  void threeArgumentsArrive() {
    long event = system.call(Syscall.EVENTFD2, 5, 0, 0);
    ByteBuffer memory = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    assertThat(system.call(Syscall.READ, event, system.address(memory), 8)).isEqualTo(8);
    assertThat(memory.getLong(0)).isEqualTo(5);
    assertThat(system.call(Syscall.CLOSE, event, 0, 0)).isZero();
  }

  @Test
  void mappedMemoryIsABuffer() {
    long address =
        system.call(Syscall.MMAP, 0, PAGE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
    ByteBuffer view = system.view(address, PAGE);
    view.putLong(8, 42);
    assertThat(system.view(address + 8, 8).getLong(0)).isEqualTo(42);
    assertThat(view.capacity()).isEqualTo(PAGE);
    assertThat(system.address(view)).isEqualTo(address);
    system.call(Syscall.MUNMAP, address, PAGE, 0);
  }

  @Test
  void heapBuffersHaveNoAddress() {
    assertThatIllegalArgumentException().isThrownBy(() -> system.address(ByteBuffer.allocate(8)));
  }

  @Test
  void everyMachineHasItsNumbers() {
    assertThat(Syscall.BPF.number(Architecture.X86_64)).isEqualTo(321);
    assertThat(Syscall.BPF.number(Architecture.AARCH64)).isEqualTo(280);
    assertThat(Syscall.BPF.number(Architecture.RISCV64)).isEqualTo(280);
    assertThat(Syscall.BPF.number(Architecture.S390X)).isEqualTo(351);
    assertThat(Syscall.BPF.number(Architecture.PPC64LE)).isEqualTo(361);
    assertThat(Architecture.named("amd64")).contains(Architecture.X86_64);
    assertThat(Architecture.named("sparc")).isEmpty();
  }
}
