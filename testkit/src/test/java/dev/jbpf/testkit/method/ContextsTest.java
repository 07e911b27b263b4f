package dev.jbpf.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.kernel.DataLocation;
import dev.jbpf.dsl.value.kernel.Inside;
import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.kernel.BpfCgroupDevCtx;
import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.BpfSysctl;
import dev.jbpf.kernel.SkAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.layout.Size;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.DeviceContext;
import dev.jbpf.methods.context.KprobeContext;
import dev.jbpf.methods.context.PerfEventContext;
import dev.jbpf.methods.context.SkLookupContext;
import dev.jbpf.methods.context.SkMsgContext;
import dev.jbpf.methods.context.SkReuseportContext;
import dev.jbpf.methods.context.SkbContext;
import dev.jbpf.methods.context.SockAddrContext;
import dev.jbpf.methods.context.SockContext;
import dev.jbpf.methods.context.SockOpsContext;
import dev.jbpf.methods.context.SockoptContext;
import dev.jbpf.methods.context.SyscallContext;
import dev.jbpf.methods.context.SysctlContext;
import dev.jbpf.methods.context.TracepointContext;
import dev.jbpf.methods.context.TracingContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Ring;
import dev.jbpf.methods.map.Storage;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.packet.Ipv4;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.StructContext;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Programs of each type know their context; the kernel takes all of them. */
class ContextsTest {
  /** What is asked of a task. */
  @KernelName("task_struct")
  interface Task {
    Task realParent();

    int tgid();

    Times mm();

    @Size(16)
    String comm();

    @Inside
    Entity se();
  }

  @KernelName("mm_struct")
  interface Times {
    long totalVm();
  }

  @KernelName("sched_entity")
  interface Entity {
    @KernelName("sum_exec_runtime")
    long time();
  }

  @KernelName("file")
  record File(@KernelName("f_flags") int flags, @KernelName("f_inode") Inode inode) {}

  record Inode(@KernelName("i_ino") long number) {}

  @KernelName("trace_event_raw_sched_process_exec")
  interface Exec {
    @DataLocation
    String filename();

    int pid();
  }

  @KernelName("bpf_iter__task")
  interface EachTask {
    Task task();
  }

  record Event(int pid, int parent, @Size(16) String command, @Size(32) String file) {}

  record Job(long a, long b, long sum) {}

  /** One program for each type. */
  static final class All {
    static final MapDef<Nothing, Nothing> RING = MapDef.ringBuffer("events", 4096);
    private static final Ring<Event> EVENTS = Ring.of(RING, Event.class);
    private static final Storage<Long> BY_TASK =
        Storage.of(MapDef.taskStorage("byTask", Codec.U64));
    private static final Storage<Long> BY_SOCKET =
        Storage.of(MapDef.socketStorage("bySocket", Codec.U64));

    static long seen;

    private All() {}

    @BpfProgram("sockops")
    static int ops(SockOpsContext context) {
      context.setReply(context.op() + context.args(1));
      int sum = context.remotePort() + context.localPort() + (context.remoteIp4() & 0xff);
      return sum == 80 + 7 + 2 ? 1 : 0;
    }

    @BpfProgram("cgroup/setsockopt")
    static int option(SockoptContext context) {
      if (context.level() == 1 && context.optname() == 2) {
        context.setOptlen(-1);
      }
      return 1;
    }

    @BpfProgram("cgroup/sock_create")
    static int create(SockContext context) {
      context.setMark(context.family());
      return 1;
    }

    @BpfProgram("sk_msg")
    static int message(SkMsgContext context) {
      Area first = context.packet().bytes(4);
      return first != null && first.be32(0) == context.localPort()
          ? SkAction.DROP.value()
          : SkAction.PASS.value();
    }

    @BpfProgram("sk_reuseport")
    static int reuse(SkReuseportContext context) {
      Area first = context.packet().bytes(4);
      return first == null || context.ethProtocol() == 0x86dd ? 0 : context.hash() & 1;
    }

    @BpfProgram("sk_lookup")
    static int lookup(SkLookupContext context) {
      Area socket = context.sk();
      if (socket != null) {
        seen += socket.s32(BpfSock.FAMILY.offset());
      }
      return context.localPort() + context.remotePort() == 80
          ? SkAction.DROP.value()
          : SkAction.PASS.value();
    }

    @BpfProgram("cgroup/dev")
    static int device(DeviceContext context) {
      return context.major() == 1 && (context.accessType() & 0xffff) == 2 ? 0 : 1;
    }

    @BpfProgram("cgroup/sysctl")
    static int setting(SysctlContext context) {
      return context.write() == 0 ? 1 : 0;
    }

    @BpfProgram("cgroup_skb/egress")
    static int egress(SkbContext context) {
      Ipv4 ip = context.packet().networkIpv4();
      Area socket = context.sk();
      if (socket != null) {
        Area full = Helpers.skFullsock(socket);
        Cell<Long> count = full == null ? null : BY_SOCKET.ofSocket(full);
        if (count != null) {
          count.addAtomic(context.len());
        }
      }
      return ip == null || ip.timeToLive() > 1 ? 1 : 0;
    }

    @BpfProgram("cgroup/connect6")
    static int connect(SockAddrContext context) {
      context.setAddress6(3, context.address6(0) + context.family());
      return 1;
    }

    @BpfProgram("kprobe/vfs_read")
    static int probe(KprobeContext context) {
      File file = context.argument(1, File.class);
      return (int) file.inode().number() + file.flags();
    }

    @BpfProgram("perf_event")
    static int sample(PerfEventContext context) {
      seen += context.instruction() + context.period();
      return 0;
    }

    @BpfProgram("tracepoint/sched/sched_process_exec")
    static int exec(TracepointContext context) {
      Exec exec = context.as(Exec.class);
      Task task = Kernel.task(Task.class);
      Cell<Event> event = EVENTS.reserve();
      if (event != null) {
        event.set(Event::pid, exec.pid());
        event.set(Event::parent, task.realParent().tgid());
        event.set(Event::command, task.realParent().comm());
        event.set(Event::file, exec.filename());
        EVENTS.submit(event);
      }
      seen += task.mm().totalVm() + task.se().time();
      return 0;
    }

    @BpfProgram("tp_btf/sched_switch")
    static int change(TracingContext context) {
      Task next = context.argument(3, Task.class);
      seen += next.realParent().tgid() + next.se().time();
      Cell<Long> count = BY_TASK.ofTask(Helpers.getCurrentTaskBtf());
      if (count != null) {
        count.add(1);
      }
      return 0;
    }

    @BpfProgram("raw_tp/sched_switch")
    static int raw(TracingContext context) {
      Task next = context.argument(3, Task.class);
      seen += next.realParent().tgid() + context.argument(1);
      return 0;
    }

    @BpfProgram("iter/task")
    static int each(TracingContext context) {
      Task task = context.as(EachTask.class).task();
      if (task != null) {
        seen += task.tgid();
      }
      return 0;
    }

    @BpfProgram("syscall")
    static int job(SyscallContext context) {
      Cell<Job> job = context.as(Job.class);
      job.set(Job::sum, job.get(Job::a) + job.get(Job::b));
      return 7;
    }
  }

  /** Not all systems let programs in at functions. */
  static final class Leaves {
    static long seen;

    private Leaves() {}

    @BpfProgram("lsm/file_open")
    static int open(TracingContext context) {
      return context.argument(1, File.class).inode().number() == 1 ? -1 : 0;
    }

    @BpfProgram(value = "fexit/do_unlinkat", since = "5.17")
    static int leave(TracingContext context) {
      seen += context.argument(1) + context.result();
      return 0;
    }
  }

  @Test
  void whatAFunctionReturns() {
    VmObject all = VmObject.load(Leaves.class);
    assertThat(all.program("leave").program().size()).isPositive();
    assertThat(all.program("open").program().size()).isPositive();
  }

  @Test
  @KernelTest
  void theKernelTakesAll() {
    try (BpfObject object = BpfObject.load(All.class)) {
      assertThat(object.program("exec")).isNotNull();
    }
  }

  private static void same(String program, Context context, ToIntFunction<Context> method, int r0) {
    assertThat(method.applyAsInt(context)).as("as Java").isEqualTo(r0);
    assertThat((int) VmObject.load(All.class).program(program).run(context)).isEqualTo(r0);
  }

  @Test
  void whatTheContextTellsIsWhatProgramsSee() {
    StructContext ops =
        StructContext.of(BpfSockOps.SIZE)
            .with(BpfSockOps.OP, 3)
            .with(BpfSockOps.REMOTE_PORT, 0x5000_0000)
            .with(BpfSockOps.LOCAL_PORT, 7)
            .with(BpfSockOps.REMOTE_IP4, 0x0200_007f)
            .writable(BpfSockOps.REPLY);
    same("ops", ops, context -> All.ops(SockOpsContext.of(context)), 1);
    same(
        "option",
        StructContext.of(BpfSockopt.SIZE)
            .with(BpfSockopt.LEVEL, 1)
            .with(BpfSockopt.OPTNAME, 2)
            .writable(BpfSockopt.OPTLEN),
        context -> All.option(SockoptContext.of(context)),
        1);
    same(
        "device",
        StructContext.of(BpfCgroupDevCtx.SIZE)
            .with(BpfCgroupDevCtx.MAJOR, 1)
            .with(BpfCgroupDevCtx.ACCESS_TYPE, 0x1_0002),
        context -> All.device(DeviceContext.of(context)),
        0);
    same(
        "setting",
        StructContext.of(BpfSysctl.SIZE).with(BpfSysctl.WRITE, 1),
        context -> All.setting(SysctlContext.of(context)),
        0);
    same(
        "lookup",
        StructContext.of(BpfSkLookup.SIZE)
            .with(BpfSkLookup.LOCAL_PORT, 53)
            .with(BpfSkLookup.REMOTE_PORT, 27 << 8),
        context -> All.lookup(SkLookupContext.of(context)),
        SkAction.DROP.value());
    same("probe", Registers.call(0), context -> All.probe(KprobeContext.of(context)), 0);
  }
}
