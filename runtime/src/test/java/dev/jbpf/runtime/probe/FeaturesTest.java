package dev.jbpf.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.Descriptors;
import dev.jbpf.runtime.testing.KernelTest;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@KernelTest
class FeaturesTest {
  private final Features features = Features.of(Kernel.local());

  @Test
  void whatEveryKernelHasIsFound() {
    Map<MapType, Support> maps = features.maps();
    assertThat(maps)
        .containsEntry(MapType.HASH, Support.YES)
        .containsEntry(MapType.LPM_TRIE, Support.YES)
        .containsEntry(MapType.ARRAY_OF_MAPS, Support.YES)
        .containsEntry(MapType.SK_STORAGE, Support.YES)
        .containsEntry(MapType.RINGBUF, Support.YES);
    assertThat(maps).doesNotContainValue(Support.NOT_PERMITTED);
    assertThat(features.programs())
        .containsEntry(ProgramType.SOCKET_FILTER, Support.YES)
        .containsEntry(ProgramType.XDP, Support.YES)
        .containsEntry(ProgramType.CGROUP_SOCK_ADDR, Support.YES)
        .containsEntry(ProgramType.TRACING, Support.YES)
        .containsEntry(ProgramType.SYSCALL, Support.YES)
        .doesNotContainValue(Support.NOT_PERMITTED);
  }

  @Test
  void helpersBelongToTypes() {
    Set<Helper> helpers = features.helpers(ProgramType.XDP);
    assertThat(helpers)
        .contains(Helper.MAP_LOOKUP_ELEM, Helper.XDP_ADJUST_HEAD, Helper.FIB_LOOKUP)
        .doesNotContain(Helper.SKB_STORE_BYTES, Helper.OVERRIDE_RETURN);
  }

  /** Types that cannot be asked here: the facts about them are kept by hand. */
  private static final Set<ProgramType> NOT_ASKED =
      EnumSet.of(
          ProgramType.UNSPEC,
          ProgramType.LIRC_MODE2,
          ProgramType.STRUCT_OPS,
          ProgramType.EXT,
          ProgramType.LSM);

  /**
   * Kernels are configured, or locked down, without these; the last three ask for a function to
   * attach to, which nobody has who only asks.
   */
  private static final Set<Helper> OPTIONAL =
      EnumSet.of(
          Helper.PROBE_WRITE_USER,
          Helper.OVERRIDE_RETURN,
          Helper.GET_FUNC_ARG,
          Helper.GET_FUNC_RET,
          Helper.GET_FUNC_ARG_CNT);

  /** The facts that src-gen has of Linux 6.18 are what this kernel says. */
  @Test
  void factsAboutHelpersAreTheKernels() {
    assumeTrue(System.getProperty("os.version").startsWith("6.18."), "the facts are of Linux 6.18");
    for (ProgramType type : EnumSet.complementOf(EnumSet.copyOf(NOT_ASKED))) {
      Set<Helper> known = EnumSet.noneOf(Helper.class);
      EnumSet.complementOf(EnumSet.copyOf(OPTIONAL)).stream()
          .filter(helper -> helper != Helper.UNSPEC && helper.isOpenTo(type))
          .forEach(known::add);
      Set<Helper> found = features.helpers(type);
      found.removeAll(OPTIONAL);
      assertThat(found).as(type.name()).isEqualTo(known);
    }
  }

  @Test
  void probesLeaveNothing() {
    features.maps();
    features.programs();
    long before = Descriptors.count();
    features.maps();
    features.programs();
    assertThat(Descriptors.count()).isEqualTo(before);
  }

  @Test
  void whoMayNotKnowIsTold() {
    Features refused = Features.of(new Kernel(new Refusing()), false);
    assertThat(refused.has(MapType.HASH)).isEqualTo(Support.NOT_PERMITTED);
    assertThat(refused.has(ProgramType.XDP)).isEqualTo(Support.NOT_PERMITTED);
    assertThat(refused.has(Helper.FIB_LOOKUP, ProgramType.XDP)).isEqualTo(Support.NOT_PERMITTED);
  }

  /** As for a process without capabilities. */
  private static final class Refusing implements BpfSyscalls {
    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      return Errno.EPERM.result();
    }

    @Override
    public long address(ByteBuffer direct) {
      return BpfSyscalls.system().address(direct);
    }

    @Override
    public ByteBuffer view(long address, int bytes) {
      throw new UnsupportedOperationException();
    }
  }
}
