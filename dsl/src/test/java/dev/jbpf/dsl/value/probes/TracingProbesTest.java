package dev.jbpf.dsl.value.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.kernel.Address;
import dev.jbpf.dsl.value.kernel.InBits;
import dev.jbpf.dsl.value.kernel.Inside;
import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.histogram.Log2Histogram;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.prefix.Prefix4;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.testing.KernelTest;
import java.net.Inet4Address;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write to see what the kernel does, in terms of values: all of it is admitted. */
class TracingProbesTest {
  // Retransmissions of TCP.

  @KernelName("sock_common")
  record Common(
      @KernelName("skc_daddr") Inet4Address destination,
      @KernelName("skc_dport") @BigEndian short port,
      @KernelName("skc_num") short local,
      @KernelName("skc_family") short family) {}

  @KernelName("sock")
  record Sock(@KernelName("__sk_common") @Inside Common common) {}

  record Retransmit(Inet4Address to, short port, short local, @Size(16) String command) {}

  private static final MapDef<Nothing, Nothing> RETRANSMITS =
      MapDef.ringBuffer("retransmits", 1 << 16);

  private static ProgramDef retransmits() {
    return Probe.typedTracepoint("retransmit", "tcp_retransmit_skb")
        .since(5, 8)
        .build(
            p -> {
              KernelRef<Common> common = p.argument(1, Sock.class).follow(Sock::common);
              p.when(common.get(Common::family).ne(2), () -> p.exit(0));
              p.ring(RETRANSMITS)
                  .reserved(
                      Retransmit.class,
                      event -> {
                        event
                            .set(Retransmit::to, common.get(Common::destination))
                            .set(Retransmit::port, common.get(Common::port))
                            .set(Retransmit::local, common.get(Common::local));
                        p.command(event.at(Retransmit::command));
                      });
              p.exit(0);
            });
  }

  // How long requests of block devices take.

  private static final MapDef<Long, Long> STARTED =
      MapDef.hash("started", Codec.U64, Codec.U64, 10_240);
  private static final MapDef<Integer, Long> MICROSECONDS =
      MapDef.array("microseconds", Codec.U64, Log2Histogram.SLOTS);

  private static ProgramDef blockIssue() {
    return Probe.rawTracepoint("block_issue", "block_rq_issue")
        .build(
            p -> {
              p.map(STARTED).put(p.argument(1), p.time());
              p.exit(0);
            });
  }

  private static ProgramDef blockComplete() {
    return Probe.rawTracepoint("block_complete", "block_rq_complete")
        .build(
            p -> {
              U64 request = p.argument(1);
              Cell<Long> start = p.map(STARTED).find(request).orReturn(0);
              U64 delta = p.time().subtract(start.u64()).divide(1000);
              p.countLog2(MICROSECONDS, delta);
              p.map(STARTED).remove(request);
              p.exit(0);
            });
  }

  // How long tasks wait for a CPU.

  @KernelName("task_struct")
  record Task(
      int pid,
      int tgid,
      @KernelName("__state") int state,
      int flags,
      @KernelName("in_execve") @InBits(1) @dev.jbpf.map.layout.U32 int inExecve,
      @Size(16) String comm) {}

  private static final MapDef<Integer, Long> WOKEN =
      MapDef.hash("woken", Codec.S32, Codec.U64, 10_240);

  private static ProgramDef wakeup() {
    return Probe.typedTracepoint("wakeup", "sched_wakeup")
        .build(
            p -> {
              KernelRef<Task> task = p.argument(1, Task.class);
              p.when(
                  task.get(Task::pid).ne(0), () -> p.map(WOKEN).put(task.get(Task::pid), p.time()));
              p.exit(0);
            });
  }

  private static ProgramDef onCpu() {
    return Probe.typedTracepoint("on_cpu", "sched_switch")
        .build(
            p -> {
              KernelRef<Task> before = p.argument(2, Task.class);
              p.when(
                  before.get(Task::state).eq(0).and(before.get(Task::inExecve).eq(0)),
                  () -> p.map(WOKEN).put(before.get(Task::pid), p.time()));
              S32 pid = p.argument(3, Task.class).get(Task::pid);
              p.map(WOKEN)
                  .find(pid)
                  .ifPresent(
                      since -> {
                        p.countLog2(MICROSECONDS, p.time().subtract(since.u64()).divide(1000));
                        p.map(WOKEN).remove(pid);
                      });
              p.exit(0);
            });
  }

  // Files that nobody may open, but by name.

  @KernelName("qstr")
  record Name(@Address String name) {}

  @KernelName("dentry")
  record Entry(@KernelName("d_name") @Inside Name name) {}

  @KernelName("path")
  record Path(Entry dentry) {}

  @KernelName("file")
  record File(@KernelName("f_path") @Inside Path path, @KernelName("f_flags") int flags) {}

  private static ProgramDef fileOpen() {
    return Probe.lsm("file_open", "file_open")
        .build(
            p -> {
              KernelRef<File> file = p.argument(1, File.class);
              Cell<String> name = p.local(Codec.text(32));
              file.follow(File::path)
                  .follow(Path::dentry)
                  .follow(Entry::name)
                  .text(Name::name, name);
              p.when(name.is("secret.key").and(p.uid().ne(0)), () -> p.exit(Errno.EPERM));
              p.exit(0);
            });
  }

  // Where processes of a group may connect to.

  private static final MapDef<Prefix4, Long> ALLOWED = Prefix4.map("allowed", Codec.U64, 64);

  private static ProgramDef connect() {
    return Probe.connect4("connect_filter")
        .build(
            p -> {
              p.when(p.port().eq(53), () -> p.exit(1));
              Cell<Prefix4> key = p.record(Prefix4.class, 32, p.address());
              p.map(ALLOWED)
                  .find(key)
                  .ifPresent(
                      n -> {
                        n.addAtomic(1);
                        p.exit(1);
                      });
              p.exit(0);
            });
  }

  // Round trips of connections.

  private static final MapDef<Integer, Long> ROUND_TRIPS =
      MapDef.array("round_trips", Codec.U64, Log2Histogram.SLOTS);

  private static ProgramDef roundTrips() {
    return Probe.sockOps("round_trip")
        .build(
            p -> {
              U32 op = p.get(U32.KIND, BpfSockOps.OP);
              p.match(
                  op,
                  cases ->
                      cases
                          .on(4, () -> p.call(Helper.SOCK_OPS_CB_FLAGS_SET, p.context(), 1 << 3))
                          .on(
                              12,
                              () ->
                                  p.countLog2(
                                      ROUND_TRIPS,
                                      p.get(U32.KIND, BpfSockOps.SRTT_US).shiftRight(3))));
              p.exit(1);
            });
  }

  // Files that are opened below /etc, as long as their names are.

  record Opened(int pid, int flags, @Size(16) String command, @Size(128) String file) {}

  private static final MapDef<Nothing, Nothing> OPENS = MapDef.ringBuffer("opens", 1 << 16);

  private static ProgramDef opens() {
    return Probe.tracepoint("open", "syscalls", "sys_enter_openat")
        .since(5, 8)
        .build(
            p -> {
              Cell<Opened> event = p.record(Opened.class);
              p.command(event.at(Opened::command));
              p.when(event.at(Opened::command).is("java"), () -> p.exit(0));
              S64 length = p.user().readText(event.at(Opened::file), p.syscallArgument(1));
              p.when(
                  length.le(0).or(event.at(Opened::file).startsWith("/etc/").not()),
                  () -> p.exit(0));
              event.set(Opened::pid, p.pid());
              event.set(Opened::flags, p.syscallArgument(2).toS32());
              p.ring(OPENS).output(event, length.add(24));
              p.exit(0);
            });
  }

  // Slow system calls, with their names, to those who have no ring buffer.

  record Call(long number, long nanoseconds) {}

  private static final MapDef<Long, Call> RUNNING =
      MapDef.lruHash("running", Codec.U64, Codec.record(Call.class), 1024);
  private static final MapDef<Integer, Long> SLOW = MapDef.perfEventArray("slow", 64);
  private static final Global<Long> LIMIT = Global.constant("limit", Codec.U64, 1_000_000L);

  private static ProgramDef enter() {
    return Probe.rawTracepoint("enter", "sys_enter")
        .build(
            p -> {
              p.map(RUNNING).put(p.pidAndTid(), p.record(Call.class, p.argument(2), p.time()));
              p.exit(0);
            });
  }

  private static ProgramDef leave() {
    return Probe.rawTracepoint("leave", "sys_exit")
        .build(
            p -> {
              Cell<Call> running = p.map(RUNNING).find(p.pidAndTid()).orReturn(0);
              Cell<Call> call = p.local(Codec.record(Call.class));
              call.set(running);
              S64 taken = p.time().toS64().subtract(call.get(Call::nanoseconds));
              p.when(taken.lt(p.global(LIMIT).s64()), () -> p.exit(0));
              call.set(Call::nanoseconds, taken);
              p.call(Helper.PERF_EVENT_OUTPUT, p.context(), SLOW, 0xffff_ffffL, call, call.size());
              p.exit(0);
            });
  }

  // What a task has read, in storage of its own.

  private static final MapDef<Integer, Long> READ = MapDef.taskStorage("read", Codec.U64);

  private static ProgramDef reads() {
    return Probe.fexit("reads", "vfs_read")
        .since(5, 17)
        .build(
            p -> {
              S64 bytes = p.result();
              p.when(bytes.le(0), () -> p.exit(0));
              p.storage(READ, p.knownTask(Task.class)).ifPresent(all -> all.addAtomic(bytes));
              p.exit(0);
            });
  }

  // How often each task was taken off a CPU, in storage of its own.

  private static final MapDef<Integer, Long> SWITCHES = MapDef.taskStorage("switches", Codec.U64);

  private static ProgramDef switches() {
    return Probe.typedTracepoint("count_switches", "sched_switch")
        .since(5, 11)
        .build(
            p -> {
              p.storage(SWITCHES, p.argument(2, Task.class)).ifPresent(n -> n.add(1));
              p.exit(0);
            });
  }

  // Signals for those who call what they should not.

  private static ProgramDef kill() {
    return Probe.kprobe("kill", "__x64_sys_ptrace")
        .build(
            p -> {
              Cell<String> command = p.local(Codec.text(16));
              p.command(command);
              p.when(command.is("malware"), () -> p.call(Helper.SEND_SIGNAL, 9));
              p.exit(0);
            });
  }

  static Stream<ProgramDef> all() {
    return Stream.concat(admitted(), Stream.of(fileOpen(), reads()));
  }

  /** Without those at functions of the kernel, which not every machine lets in. */
  static Stream<ProgramDef> admitted() {
    return Stream.of(
        retransmits(),
        blockIssue(),
        blockComplete(),
        wakeup(),
        onCpu(),
        switches(),
        connect(),
        roundTrips(),
        opens(),
        enter(),
        leave(),
        kill());
  }

  @ParameterizedTest
  @MethodSource("admitted")
  @KernelTest
  void areAdmitted(ProgramDef def) {
    try (KernelProgram program = Bpf.load(def)) {
      assertThat(program.info().name()).isEqualTo(def.name());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void areExported(ProgramDef def) {
    assertThat(new BpfObjectBuilder(ByteOrder.nativeOrder()).add(def).build().toBytes())
        .isNotEmpty();
  }
}
