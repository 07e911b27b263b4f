package dev.jbpf.vm.helper;

import dev.jbpf.vm.world.Cgroups;
import dev.jbpf.vm.world.KernelObject;
import dev.jbpf.vm.world.Tracing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** What programs learn of the system around them, all of it for tests to set. Thread-safe. */
public final class Environment {
  private volatile LongSupplier clock = System::nanoTime;
  private final Lazy<Network> network = new Lazy<>(Network::new);
  private final Lazy<Timers> timers = new Lazy<>(Timers::new);
  private final Lazy<Tracing> tracing = new Lazy<>(Tracing::new);
  private final List<KernelObject> numbered = new CopyOnWriteArrayList<>();
  private final Lazy<Cgroups> cgroups = new Lazy<>(Cgroups::root);
  private final Lazy<KernelObject> taskStruct = new Lazy<>(() -> zeros("struct task_struct", TASK));
  private volatile Task task = new Task(1, 1, 0, 0, "jbpf");
  private final Lazy<KernelObject> taskRegisters =
      new Lazy<>(() -> zeros("struct pt_regs", REGISTERS));
  private final Random random;

  /** About what the kernel's structure has. */
  private static final int TASK = 16_384;

  private static final int REGISTERS = 512;

  /** The kernel's buffer for it has about this size, too. */
  private static final int MAX_TRACED = 1 << 20;

  private final Deque<String> traced = new ArrayDeque<>();
  private int tracedChars;

  private static KernelObject zeros(String name, int size) {
    return new KernelObject(name, new byte[size]);
  }

  /** With random numbers from {@code seed}. */
  public Environment(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The task that programs run in.
   *
   * @param tgid what user space calls the process id
   * @param pid what user space calls the thread id
   * @param comm at most 15 bytes are seen
   */
  public record Task(int tgid, int pid, int uid, int gid, String comm) {}

  /** Makes {@code nanoseconds} the clock of all {@code ktime_*} helpers. */
  public void setClock(LongSupplier nanoseconds) {
    clock = nanoseconds;
  }

  /** Makes {@code table} what {@code bpf_fib_lookup} finds. */
  public void setRoutes(Routes table) {
    network().setRoutes(table);
  }

  /** {@return what {@code bpf_fib_lookup} finds} */
  public Routes routes() {
    return network().routes();
  }

  /** {@return routes, interfaces and sockets} */
  public Network network() {
    return network.get();
  }

  /**
   * {@return the timers that programs have started, which run by this clock when a test says so}
   */
  public Timers timers() {
    return timers.get();
  }

  /** {@return memory, stacks and symbols for programs that trace} */
  public Tracing tracing() {
    return tracing.get();
  }

  /** Makes these the control groups of the current task and of its sockets. */
  public void setCgroups(Cgroups groups) {
    cgroups.set(groups);
  }

  /** {@return the control groups of the current task} */
  public Cgroups cgroups() {
    return cgroups.get();
  }

  /** Makes {@code struct} what {@code bpf_get_current_task} points to. */
  public void setTaskStruct(KernelObject struct) {
    taskStruct.set(struct);
  }

  /** {@return the {@code struct task_struct} of the current task: zeros, unless a test gave it} */
  public KernelObject taskStruct() {
    return taskStruct.get();
  }

  /** Makes {@code registers} what {@code bpf_task_pt_regs} points to. */
  public void setTaskRegisters(KernelObject registers) {
    taskRegisters.set(registers);
  }

  /** {@return the {@code struct pt_regs} of the current task: zeros, unless a test gave it} */
  public KernelObject taskRegisters() {
    return taskRegisters.get();
  }

  /**
   * {@return the number of {@code object} in this world: what maps of sockets and of control groups
   * hold, and the key of a map with a value for each socket, task, inode or control group}
   */
  public int descriptor(KernelObject object) {
    synchronized (numbered) {
      if (!numbered.contains(object)) {
        numbered.add(object);
      }
      return numbered.indexOf(object) + 1;
    }
  }

  /** {@return the object of that number} */
  public Optional<KernelObject> object(int descriptor) {
    return descriptor > 0 && descriptor <= numbered.size()
        ? Optional.of(numbered.get(descriptor - 1))
        : Optional.empty();
  }

  /** Makes {@code current} the task of the runs that follow. */
  public void setTask(Task current) {
    task = current;
  }

  /**
   * {@return what programs have printed since the last call, a text for each call of theirs} The
   * latest million characters: as in the kernel, what is new takes the place of what is oldest.
   */
  public List<String> drainTrace() {
    synchronized (traced) {
      List<String> all = List.copyOf(traced);
      traced.clear();
      tracedChars = 0;
      return all;
    }
  }

  /** {@return the time by the clock, in nanoseconds} */
  public long now() {
    return clock.getAsLong();
  }

  /** {@return the task that programs run in} */
  public Task task() {
    return task;
  }

  /** {@return the next random number, of 32 bits} */
  public long randomU32() {
    return random.nextInt() & 0xffff_ffffL;
  }

  /** Empty texts take room, too. */
  private static int cost(String text) {
    return text.length() + 16;
  }

  /** A program prints {@code text}. */
  public void print(String text) {
    synchronized (traced) {
      traced.add(text);
      tracedChars += cost(text);
      while (tracedChars > MAX_TRACED) {
        tracedChars -= cost(traced.remove());
      }
    }
  }
}
