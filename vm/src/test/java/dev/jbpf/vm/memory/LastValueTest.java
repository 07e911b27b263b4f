package dev.jbpf.vm.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.diag.Origin;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What was accessed last decides how fast an access is, and nothing else. */
class LastValueTest {
  private static final int SIZE = 12;

  private final AddressSpace space = new AddressSpace(new Allowance(1 << 20));
  private final RunMemory memory =
      new RunMemory(space, (kind, access) -> new VmFault(kind, 0, Origin.caller(), access));

  private SharedRegion region(boolean isWritable) {
    return allocated(new SharedRegion.Layout(SIZE, 3, true, isWritable));
  }

  private SharedRegion allocated(SharedRegion.Layout layout) {
    return space.allocate("values", layout).orElseThrow();
  }

  private static void assertFault(FaultKind kind, ThrowingCallable access) {
    assertThatThrownBy(access)
        .isInstanceOfSatisfying(VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
  }

  @Test
  void theNextValueIsAnother() {
    SharedRegion region = region(true);
    long first = region.addressOf(0);
    memory.store(first, 8, 7);
    memory.store(region.addressOf(1), 8, 9);

    assertThat(memory.load(first, 8)).isEqualTo(7);
    assertThat(memory.load(region.addressOf(1), 8)).isEqualTo(9);
    assertFault(FaultKind.MEMORY, () -> memory.load(region.addressOf(1) + 8, 8));
    assertFault(FaultKind.MEMORY, () -> memory.load(region.addressOf(1) - 1, 4));
    assertThat(memory.load(region.addressOf(1) + 8, 4)).isZero();
  }

  @Test
  void whatIsReadMayStillNotBeWritten() {
    SharedRegion region = region(false);

    assertThat(memory.load(region.base(), 8)).isZero();
    assertFault(FaultKind.READ_ONLY, () -> memory.store(region.base(), 8, 1));
  }

  @Test
  void partsOfAValueThatMayNotBeAccessedMayNotSoAfterOthers() {
    SharedRegion region =
        allocated(new SharedRegion.Layout(SIZE, 3, true, true, (offset, size) -> offset % 16 >= 4));

    assertThat(memory.load(region.base() + 4, 4)).isZero();
    assertFault(FaultKind.MEMORY, () -> memory.load(region.base(), 4));
  }

  @Test
  void whatIsFreedIsGone() {
    SharedRegion region = region(true);
    assertThat(memory.load(region.base(), 8)).isZero();

    space.free(region);

    assertFault(FaultKind.MEMORY, () -> memory.load(region.base(), 8));
  }
}
