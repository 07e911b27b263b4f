package dev.jbpf.methods.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.Kfunc;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.SyscallContext;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.context.Contexts;
import org.junit.jupiter.api.Test;

/** Functions of the kernel, declared as methods. */
class KfuncTest {
  /** What is asked of a task. */
  @KernelName("task_struct")
  interface Task {
    int pid();

    int tgid();
  }

  static final class Functions {
    private Functions() {}

    @Kfunc("bpf_task_from_pid")
    static native Task fromPid(int pid);

    @Kfunc
    static native void bpf_task_release(Task task);

    @Kfunc
    static int bpf_dynptr_from_xdp(
        @KernelName("xdp_md") Area packet, long flags, @KernelName("bpf_dynptr") Area pointer) {
      return 0;
    }

    @Kfunc
    static int bpf_dynptr_size(@KernelName("bpf_dynptr") Area pointer) {
      return 64;
    }

    static long seen;

    @BpfProgram(value = "syscall", since = "6.2")
    static int itself(SyscallContext context) {
      Task task = fromPid(Kernel.tid());
      if (task == null) {
        return -1;
      }
      int same = task.pid() == Kernel.tid() && task.tgid() == Kernel.pid() ? 1 : 2;
      bpf_task_release(task);
      Task none = fromPid(-5);
      if (none != null) {
        bpf_task_release(none);
        return -2;
      }
      seen++;
      return same;
    }

    @BpfProgram(value = "xdp", since = "6.4")
    static int length(XdpContext context) {
      Area pointer = Area.room(16);
      return bpf_dynptr_from_xdp(context.area(), 0, pointer) == 0 ? bpf_dynptr_size(pointer) : -1;
    }
  }

  /** Something else than the kernel has. */
  static final class Wrong {
    private Wrong() {}

    @Kfunc
    static native int bpf_dynptr_size(Task task, int more);

    @Kfunc
    static native Task bpf_task_acquire(Task task);

    @BpfProgram(value = "syscall", since = "6.2")
    static int program(SyscallContext context) {
      return bpf_dynptr_size(Kernel.task(Task.class), 1);
    }
  }

  static final class Untested {
    private Untested() {}

    @BpfProgram(value = "syscall", since = "6.2")
    static int program(SyscallContext context) {
      Task task = Functions.fromPid(1);
      int pid = task.pid();
      Functions.bpf_task_release(task);
      return pid;
    }
  }

  private static final byte[] PACKET = new byte[64];

  @Test
  @KernelTest
  void theKernelRunsThem() {
    try (BpfObject loaded = BpfObject.load(Functions.class)) {
      assertThat(loaded.program("itself").testRun(TestRun.onContext(new byte[8])).returnValue())
          .isEqualTo(1);
      assertThat(loaded.program("length").testRun(TestRun.onPacket(PACKET)).returnValue())
          .isEqualTo(64);
    }
  }

  @Test
  void theVirtualMachineHasThemByName() {
    var object = VmObject.load(Functions.class);
    var packet = Contexts.of(ProgramType.XDP, PACKET).orElseThrow();
    assertThat(object.program("length").run(packet)).isEqualTo(64);
    assertThat(Functions.length(XdpContext.of(PACKET))).isEqualTo(64);
  }

  @Test
  void objectsNameThemAsCompilersDo() {
    var compiled = MethodCompiler.compile(Functions.class);
    var calls = compiled.program("itself").program().kernelCalls();
    assertThat(calls).hasSize(4);
    assertThat(calls.get(0).function()).hasToString("task_struct*:bpf_task_from_pid(s32)");
    assertThat(BpfObjectFile.read(compiled.toObject()).programs()).hasSize(2);
  }

  @Test
  @KernelTest
  void whatTheyTakeIsComparedWithTheKernel() {
    assertThatThrownBy(() -> BpfObject.load(Wrong.class).close())
        .hasMessageContaining("'bpf_dynptr_size' is of another type in the kernel");
  }

  @Test
  void whatTheyGiveIsTested() {
    assertThatThrownBy(() -> MethodCompiler.compile(Untested.class))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.MAY_BE_NULL))
        .hasMessageContaining("task");
  }
}
