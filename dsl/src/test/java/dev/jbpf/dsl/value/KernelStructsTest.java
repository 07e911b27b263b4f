package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.LinkException;
import dev.jbpf.dsl.value.kernel.DataLocation;
import dev.jbpf.dsl.value.kernel.Inside;
import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.layout.Size;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structures of the kernel, declared by records: as loaded, and in objects for other loaders. */
class KernelStructsTest {
  /** Declared in another order than the kernel's, and without most of it. */
  @KernelName("task_struct")
  record Task(@Size(16) String comm, int tgid, Task realParent, Fs fs) {}

  @KernelName("fs_struct")
  record Fs(int users, @Inside Directory root) {}

  @KernelName("path")
  record Directory(@KernelName("mnt") Mount mount) {}

  @KernelName("vfsmount")
  record Mount(@KernelName("mnt_flags") int flags) {}

  @KernelName("trace_event_raw_sched_process_exec")
  record Exec(@DataLocation String filename, int pid, @KernelName("old_pid") int before) {}

  record Seen(int parent, @Size(16) String name, int users, int flags) {}

  private static final MapDef<Long, Seen> SEEN =
      MapDef.hash("seen", Codec.U32, Codec.record(Seen.class), 10_240);
  private static final Global<String> FILE = Global.zero("file", Codec.text(32));
  private static final Global<Integer> PID = Global.zero("exec_pid", Codec.S32);
  private static final Global<Integer> OLD = Global.zero("old_pid", Codec.S32);

  private static ProgramDef tasks() {
    return Probe.tracepoint("tasks", "syscalls", "sys_enter_execve")
        .since(5, 5)
        .build(
            p -> {
              KernelRef<Task> task = p.task(Task.class);
              KernelRef<Fs> fs = task.follow(Task::fs);
              Cell<Seen> seen = p.record(Seen.class);
              seen.set(Seen::parent, task.follow(Task::realParent).get(Task::tgid));
              task.text(Task::comm, seen.at(Seen::name));
              seen.set(Seen::users, fs.get(Fs::users));
              seen.set(Seen::flags, fs.follow(Fs::root).follow(Directory::mount).get(Mount::flags));
              p.map(SEEN).put(p.pid(), seen);
              p.exit(0);
            });
  }

  @Test
  @KernelTest
  @SuppressWarnings("try") // the link is opened only to be closed
  void areFoundInTheKernelThatRuns() throws Exception {
    try (KernelProgram program = Bpf.load(tasks());
        Link link = program.attach(Hooks.tracepoint("syscalls", "sys_enter_execve"))) {
      Process shell = new ProcessBuilder("/bin/sh", "-c", "/bin/true; echo $$").start();
      int pid = Integer.parseInt(shell.inputReader().readLine());
      shell.waitFor();
      assertThat(program.map(SEEN).toMap().values())
          .anySatisfy(
              seen -> {
                assertThat(seen.parent()).isEqualTo(pid);
                assertThat(seen.name()).isEqualTo("sh");
                assertThat(seen.users()).isPositive();
              });
    }
  }

  /** The kernel's numbers of address families begin so. */
  enum Family {
    NONE,
    UNIX,
    IPV4
  }

  @KernelName("pid")
  record Numbered(Family level, Numbered next) {}

  @Test
  void enumerationsAndTheMemoryOfProcesses() {
    ProgramDef reads =
        Probe.kprobe("reads", "vfs_read")
            .build(
                p -> {
                  KernelRef<Numbered> kernel = p.kernel(Numbered.class, p.argument(1));
                  KernelRef<Numbered> user = p.user(Numbered.class, p.argument(2));
                  p.exit(
                      kernel
                          .number(Numbered::level)
                          .add(user.follow(Numbered::next).number(Numbered::level)));
                });
    String text = String.join("\n", Disassembler.lines(reads.program(), Dialect.LLVM));
    assertThat(text).contains("call 113", "call 112");
  }

  @Test
  void whatIsReadFirstIsNoMistake() {
    ProgramDef first =
        Probe.tracepoint("first", "sched", "sched_process_exec")
            .build(p -> p.exit(p.get(S32.KIND, "pid").and(1)));
    assertThat(first.program().size()).isPositive();
  }

  private static ProgramDef execs() {
    return Probe.tracepoint("execs", "sched", "sched_process_exec")
        .since(5, 5)
        .build(
            p -> {
              p.text(p.global(FILE), "filename");
              p.global(PID).set(p.get(S32.KIND, "pid"));
              KernelRef<Exec> exec = p.fields(Exec.class);
              p.global(OLD).set(exec.get(Exec::before));
              p.exit(0);
            });
  }

  @Test
  @KernelTest
  @SuppressWarnings("try") // the link is opened only to be closed
  void tracepointsHaveTheirMembersByName() throws Exception {
    try (KernelProgram program = Bpf.load(execs());
        Link link = program.attach(Hooks.tracepoint("sched", "sched_process_exec"))) {
      Process child = new ProcessBuilder("/usr/bin/env", "true").start();
      child.waitFor();
      assertThat(program.variable(FILE).get()).startsWith("/");
      assertThat(program.variable(PID).get()).isPositive();
      assertThat(program.variable(OLD).get()).isEqualTo(program.variable(PID).get());
    }
  }

  private static final Global<Integer> NEXT = Global.zero("next_tgid", Codec.S32);

  /** What is read in place has the kernel's type, so that the verifier follows. */
  private static ProgramDef switches() {
    return Probe.typedTracepoint("switches", "sched_switch")
        .since(5, 5)
        .build(
            p -> {
              KernelRef<Task> next = p.argument(3, Task.class);
              p.global(NEXT).set(next.follow(Task::realParent).get(Task::tgid));
              p.exit(0);
            });
  }

  @Test
  @KernelTest
  @SuppressWarnings("try") // the link is opened only to be closed
  void typedArgumentsAreReadInPlace() throws Exception {
    assertThat(switches().program().elements().toString()).doesNotContain("call");
    try (KernelProgram program = Bpf.load(switches());
        Link link = program.attach(Hooks.btfTracepoint("sched_switch"))) {
      Thread.sleep(20);
      assertThat(program.variable(NEXT).get()).isNotNegative();
    }
  }

  /** The kernel's own loader library finds the same. */
  @Test
  @KernelTest
  void areLeftToTheLoadersOfObjects(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tasks.o");
    Files.write(
        file,
        new BpfObjectBuilder(ByteOrder.nativeOrder())
            .add(tasks())
            .add(switches())
            .build()
            .toBytes());
    String log =
        run(
            "bpftool",
            "-d",
            "gen",
            "min_core_btf",
            "/sys/kernel/btf/vmlinux",
            folder.resolve("min.btf").toString(),
            file.toString());
    int tgid = KernelTypes.field("task_struct", "tgid").offset();
    assertThat(log).contains("task_struct.tgid (0:1 @ offset 16)");
    assertThat(log).contains("task_struct.tgid (0:").contains("@ offset " + tgid + ")");
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  record Wrong(double x) {}

  record Missing(int tgid) {}

  @Test
  void sayWhatIsNoMember() {
    assertThatThrownBy(() -> Probe.kprobe("k", "f").build(p -> p.argument(1, Wrong.class).isNull()))
        .hasMessageContaining("Wrong.x is no member");
    assertThatThrownBy(
            () ->
                Probe.kprobe("k", "f")
                    .build(p -> p.task(Task.class).get(U32.KIND, (Task t) -> t.tgid())))
        .hasMessageContaining("named by its accessor");
  }

  @Test
  @KernelTest
  void sayWhatTheKernelDoesNotHaveBeforeItIsAsked() {
    ProgramDef program =
        Probe.tracepoint("bad", "syscalls", "sys_enter_execve")
            .build(
                p -> {
                  p.exit(p.task(NoTask.class).get(NoTask::tgid));
                });
    assertThatThrownBy(() -> Bpf.load(program)).hasMessageContaining("no_task");
  }

  record NoTask(int tgid) {}

  @KernelName("task_struct")
  record Misspelt(int tgidd, @KernelName("fs") Misplaced fs) {}

  @KernelName("fs_struct")
  record Misplaced(int userss) {}

  @Test
  @KernelTest
  void misspeltMembersAreSaidWithTheNearestName() {
    assertThatThrownBy(
            () ->
                Bpf.load(
                    Probe.kprobe("tgid", "vfs_read")
                        .build(p -> p.exit(p.task(Misspelt.class).get(Misspelt::tgidd)))))
        .isInstanceOf(LinkException.class)
        .message()
        .startsWith("KernelStructsTest.java:")
        .endsWith(
            "error[no-member]: struct task_struct of this kernel has no member tgidd; did you mean"
                + " tgid?");
    assertThatThrownBy(
            () ->
                Bpf.load(
                    Probe.kprobe("users", "vfs_read")
                        .build(
                            p -> {
                              KernelRef<Misplaced> fs = p.task(Misspelt.class).follow(Misspelt::fs);
                              p.exit(fs.get(Misplaced::userss));
                            })))
        .hasMessageContaining("struct fs_struct of this kernel has no member userss")
        .hasMessageContaining("did you mean users?");
  }
}
