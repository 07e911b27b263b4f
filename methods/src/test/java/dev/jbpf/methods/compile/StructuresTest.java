package dev.jbpf.methods.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.KprobeContext;
import dev.jbpf.methods.context.TracingContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Test;

/** Structures of the kernel, where it depends on the way which one a variable holds. */
class StructuresTest {
  /** What is asked of a task. */
  @KernelName("task_struct")
  interface Task {
    int pid();

    int prio();

    Task realParent();
  }

  static final class Tasks {
    static long sum;

    private Tasks() {}

    @BpfProgram(value = "kprobe/do_unlinkat", since = "5.8")
    static int highest(KprobeContext context) {
      Task task = Kernel.task(Task.class);
      Task best = task;
      for (int i = 0; i < 6; i++) {
        if (task.prio() < best.prio()) {
          best = task;
        }
        task = task.realParent();
      }
      sum += best.pid();
      return 0;
    }

    @BpfProgram(value = "tp_btf/sched_process_exit", since = "5.8")
    static int parents(TracingContext context) {
      Task task = context.argument(1, Task.class);
      for (int i = 0; i < 6 && task.pid() > 1; i++) {
        sum += task.pid();
        task = task.realParent();
      }
      return 0;
    }

    @BpfProgram(value = "tp_btf/sched_switch", since = "5.8")
    static int oneOfTwo(TracingContext context) {
      Task task = context.argument(2, Task.class);
      if (context.argument(1) != 0) {
        task = context.argument(3, Task.class);
      }
      sum += task.pid();
      return 0;
    }
  }

  /** Not loaded: this needs a kernel that lets programs be called by functions. */
  static final class Results {
    static long sum;

    private Results() {}

    @BpfProgram(value = "fexit/do_unlinkat", since = "5.17")
    static int result(TracingContext context) {
      sum += context.result();
      return 0;
    }
  }

  @Test
  void resultsAreOpenToTheEndsOfFunctions() {
    assertThat(MethodCompiler.compile(Results.class).program("result").program().size())
        .isPositive();
  }

  @Test
  @KernelTest
  void theKernelFollowsThem() {
    try (BpfObject loaded = BpfObject.load(Tasks.class)) {
      assertThat(loaded.program("highest").info().verifiedInstructions()).isPositive();
    }
  }
}
