package dev.jbpf.runtime.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limit of locked memory, as kernels have it that count maps against it. */
class MemoryLimitTest {
  private static final String VERSION = "os.version";

  private final String version = System.getProperty(VERSION);

  /** Refuses maps until the limit is raised, which works. */
  private static final class Limited implements BpfSyscalls {
    private final List<Syscall> made = new ArrayList<>();

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      made.add(call);
      if (call == Syscall.BPF) {
        return made.contains(Syscall.PRLIMIT64) ? 7 : Errno.EPERM.result();
      }
      return 0;
    }

    @Override
    public long address(ByteBuffer direct) {
      return 4096;
    }

    @Override
    public ByteBuffer view(long address, int bytes) {
      throw new UnsupportedOperationException();
    }
  }

  private final Limited calls = new Limited();
  private final Kernel kernel = new Kernel(calls);

  @AfterEach
  void restore() {
    System.setProperty(VERSION, version);
  }

  @Test
  void isRaisedOnceWhereItIsInTheWay() {
    System.setProperty(VERSION, "5.10.0-30-amd64");
    kernel.create(MapDef.array("a", Codec.U32, 1)).close();
    assertThat(calls.made)
        .containsExactly(Syscall.BPF, Syscall.PRLIMIT64, Syscall.BPF, Syscall.CLOSE);
  }

  @Test
  void isLeftAloneWhereItIsNot() {
    System.setProperty(VERSION, "5.11.0");
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> kernel.create(MapDef.array("a", Codec.U32, 1)));
    assertThat(calls.made).containsExactly(Syscall.BPF);
  }
}
