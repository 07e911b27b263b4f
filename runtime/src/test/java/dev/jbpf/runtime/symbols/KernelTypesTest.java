package dev.jbpf.runtime.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Test;

/** What is compared here is the same in all kernels, unlike most of what is there. */
@KernelTest
class KernelTypesTest {

  @Test
  void membersAreFoundWhereTheKernelHasThem() {
    assertThat(KernelTypes.field("iphdr", "protocol"))
        .isEqualTo(new StructField("iphdr", "protocol", 9, 1, false));
    assertThat(KernelTypes.field("__sk_buff", "cb"))
        .isEqualTo(new StructField("__sk_buff", "cb", 48, 20, false));
    assertThat(KernelTypes.field("net_device", "name").size()).isEqualTo(16);
  }

  @Test
  void membersOfAnonymousStructuresAreFoundToo() {
    StructField dev = KernelTypes.field("sk_buff", "dev");
    assertThat(dev.size()).isEqualTo(8);
    assertThat(dev.offset()).isEqualTo(KernelTypes.field("sk_buff", "prev").offset() + 8);
  }

  @Test
  void whatIsNotThereIsExplained() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelTypes.field("iphdr", "protocoll"))
        .withMessage("struct iphdr of this kernel has no member protocoll; did you mean protocol?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelTypes.field("iphdrs", "protocol"))
        .withMessageContaining("no struct iphdrs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelTypes.field("iphdr", "ihl"))
        .withMessage("iphdr.ihl is a bit field");
  }

  @Test
  void recordsOfTracepointsAreFound() {
    TracepointFormat format = Tracefs.format(Kernel.local(), "syscalls", "sys_enter_openat");
    assertThat(format.field("filename").offset()).isEqualTo(24);
    assertThat(format.field("common_pid").isSigned()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format.field("filenam"))
        .withMessage("tracepoint sys_enter_openat has no member filenam; did you mean filename?");
  }
}
