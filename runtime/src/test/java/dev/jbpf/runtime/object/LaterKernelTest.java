package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.multi.MultiHooks;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.PassingSyscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What kernels later than those here are asked, as far as the bytes go. */
@KernelTest
class LaterKernelTest {
  private static final int COMMON = 1 << 16;
  private static final int PROGRAM_TYPE_AT = 0;
  private static final int ATTACH_TYPE_AT = 68;

  /** Knows what later kernels know, and keeps what it was told of that. */
  private static final class Later extends PassingSyscalls {
    private final List<Integer> associated = new ArrayList<>();
    private final List<Integer> functions = new ArrayList<>();
    private int attachType;

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      if (call != Syscall.BPF) {
        return system.call(call, a, b, c, d, e, f);
      }
      if ((a & COMMON) != 0) {
        return withLog(a & ~COMMON, b, c, d, e);
      }
      ByteBuffer attr = system.view(b, (int) c);
      if (a == BpfCommand.PROG_ASSOC_STRUCT_OPS.value()) {
        associated.addAll(List.of(attr.getInt(0), attr.getInt(4), attr.getInt(8)));
        return 0;
      } else if (a == BpfCommand.LINK_CREATE.value() && isForMany(attr.getInt(8))) {
        return link(attr);
      } else if (a == BpfCommand.PROG_LOAD.value() && isForMany(attr.getInt(ATTACH_TYPE_AT))) {
        attr.putInt(PROGRAM_TYPE_AT, ProgramType.SOCKET_FILTER.value()).putInt(ATTACH_TYPE_AT, 0);
      }
      return system.call(call, a, b, c, d, e, f);
    }

    private static boolean isForMany(int type) {
      return type >= AttachType.TRACE_FENTRY_MULTI.value()
          && type <= AttachType.TRACE_FSESSION_MULTI.value();
    }

    private long link(ByteBuffer attr) {
      attachType = attr.getInt(8);
      assertThat(attr.getLong(24)).as("cookies").isZero();
      int count = attr.getInt(32);
      ByteBuffer ids = system.view(attr.getLong(16), count * Integer.BYTES);
      IntStream.range(0, count).forEach(i -> functions.add(ids.getInt(i * Integer.BYTES)));
      return Errno.EBUSY.result();
    }

    /** Tells of each refused call its number, and which error it got. */
    private long withLog(long command, long attr, long size, long common, long commonSize) {
      if (common == 0) {
        return Errno.EFAULT.result();
      }
      long result = call(Syscall.BPF, command, attr, size, 0, 0, 0);
      ByteBuffer told = system.view(common, (int) commonSize);
      byte[] text =
          ("Command " + command + " gave " + result + ".\n\0").getBytes(StandardCharsets.UTF_8);
      assertThat(told.getInt(8)).isGreaterThan(text.length);
      assertThat(told.getInt(12)).isEqualTo(1);
      system.view(told.getLong(0), text.length).put(text);
      return result;
    }
  }

  private static final MapDef<?, ?> WRONG =
      MapDef.ringBuffer("odd", 4096).withFlags(MapFlag.MMAPABLE);

  @Test
  void theKernelsOwnWordsAreInTheMessage() {
    assertThatThrownBy(() -> new Kernel(new Later()).create(WRONG))
        .isInstanceOfSatisfying(
            BpfSyscallException.class,
            e -> assertThat(e.command()).isEqualTo(BpfCommand.MAP_CREATE))
        .hasMessageEndingWith("invalid argument. The kernel says: Command 0 gave -22.");
    assertThatThrownBy(() -> Bpf.create(WRONG))
        .hasMessageContaining("EINVAL")
        .message()
        .doesNotContain("says");
  }

  @Test
  void programsWorkForTables() {
    Since.linux(6, 4);
    Later later = new Later();
    try (BpfObject object =
        BpfObject.open(CompiledObjects.clang("congestion")).load(new Kernel(later))) {
      object.associate("undo", "linked");
      int program = object.program("undo").descriptor().acquire();
      object.program("undo").descriptor().release();
      assertThat(later.associated).hasSize(3).element(1).isEqualTo(program);
      assertThat(later.associated.get(2)).as("flags").isZero();
      assertThatThrownBy(() -> object.associate("undo", "likned"))
          .hasMessageContaining("did you mean 'linked'?");
    }
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("congestion"))) {
      assertThatThrownBy(() -> object.associate("undo", "linked"))
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("work for the table 'linked'")
          .hasMessageContaining("EINVAL");
    }
  }

  @Test
  void manyFunctionsAreNumbersOfTheKernelsTypes() {
    Later later = new Later();
    ProgramSpec spec =
        ProgramSpec.of("traced", ProgramType.TRACING, Counter.assemble("r0 = 0\nexit\n"))
            .withAttachType(AttachType.TRACE_FEXIT_MULTI);
    try (KernelProgram program = new Kernel(later).load(spec)) {
      assertThatThrownBy(() -> program.attach(MultiHooks.fexits("vfs_rea?")))
          .hasMessageContaining("functions vfs_rea?")
          .hasMessageContaining("EBUSY")
          .hasMessageEndingWith("The kernel says: Command 28 gave -16.");
      Btf types = KernelTypes.all();
      assertThat(later.attachType).isEqualTo(AttachType.TRACE_FEXIT_MULTI.value());
      assertThat(later.functions).isNotEmpty();
      assertThat(later.functions.stream().map(id -> types.type(id).name()))
          .contains("vfs_read")
          .allMatch(name -> name.matches("vfs_rea."));
      later.functions.clear();
      // Its arguments have no end.
      assertThatThrownBy(() -> program.attach(MultiHooks.fexits("_printk")))
          .hasMessageContaining("no function like _printk that can be traced");
      assertThat(later.functions).isEmpty();
    }
  }
}
