package dev.jbpf.runtime.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.PassingSyscalls;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One CPU's values: as bytes for kernels that know them, and what older ones do instead. */
@KernelTest
class CpuValuesTest {
  private static final MapDef<Integer, List<Integer>> COUNTS =
      MapDef.perCpuHash("counts", Codec.S32, Codec.S32, 8);
  private static final int LAST = Cpus.possible() - 1;

  /** Knows values of one CPU and of all, of one key that the map has. */
  private static final class Later extends PassingSyscalls {
    private final int[] values = new int[Cpus.possible()];
    private boolean isThere;

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      boolean isLookup = a == BpfCommand.MAP_LOOKUP_ELEM.value();
      if (call != Syscall.BPF || !isLookup && a != BpfCommand.MAP_UPDATE_ELEM.value()) {
        return system.call(call, a, b, c, d, e, f);
      }
      ByteBuffer attr = system.view(b, (int) c);
      int flags = attr.getInt(24);
      int cpu = attr.getInt(28);
      ByteBuffer value = system.view(attr.getLong(16), Integer.BYTES);
      assertThat(system.view(attr.getLong(8), Integer.BYTES).getInt(0)).isEqualTo(5);
      if (isLookup) {
        assertThat(flags).isEqualTo(UpdateFlags.BPF_F_CPU);
        value.putInt(0, values[cpu]);
        return isThere ? 0 : Errno.ENOENT.result();
      } else if ((flags & UpdateFlags.BPF_EXIST) != 0 && !isThere) {
        return Errno.ENOENT.result();
      }
      isThere = true;
      boolean isForAll = (flags & UpdateFlags.BPF_F_ALL_CPUS) != 0;
      assertThat((flags & UpdateFlags.BPF_F_CPU) != 0).isNotEqualTo(isForAll);
      for (int each = 0; each < values.length; each++) {
        values[each] = isForAll || each == cpu ? value.getInt(0) : values[each];
      }
      return 0;
    }
  }

  @Test
  void laterKernelsAreToldWhichCpu() {
    Later later = new Later();
    try (KernelMap<Integer, List<Integer>> map = new Kernel(later).create(COUNTS)) {
      CpuValues<Integer, Integer> each = CpuValues.of(map);
      assertThat(each.lookup(5, 0)).isEmpty();
      assertThat(each.update(5, LAST, 7, UpdateMode.REPLACE)).isFalse();
      assertThat(each.update(5, LAST, 7, UpdateMode.ANY)).isTrue();
      assertThat(each.lookup(5, LAST)).contains(7);
      assertThat(later.values).containsOnlyOnce(7);
      assertThat(each.updateAll(5, 9, UpdateMode.REPLACE)).isTrue();
      assertThat(later.values).containsOnly(9);
      assertThatThrownBy(() -> each.lookup(5, LAST + 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void thisKernelDoesWhatItCan() {
    try (KernelMap<Integer, List<Integer>> map = Bpf.create(COUNTS)) {
      CpuValues<Integer, Integer> each = CpuValues.of(map);
      assertThat(each.lookup(5, 0)).isEmpty();
      assertThat(each.updateAll(5, 3, UpdateMode.INSERT)).isTrue();
      assertThat(each.updateAll(5, 4, UpdateMode.INSERT)).isFalse();
      assertThat(map.lookup(5)).contains(Collections.nCopies(Cpus.possible(), 3));
      assertThat(each.lookup(5, LAST)).contains(3);
      try {
        assertThat(each.update(5, LAST, 8, UpdateMode.ANY)).isTrue();
        assertThat(each.lookup(5, LAST)).as("since Linux 7.0").contains(8);
      } catch (BpfSyscallException e) {
        assertThat(e).hasMessageContaining("one CPU's value (since Linux 7.0)");
        assertThat(map.lookup(5)).contains(Collections.nCopies(Cpus.possible(), 3));
      }
    }
  }
}
