package dev.jbpf.vm.helper;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** What programs learn of the system around them, all of it for tests to set. Thread-safe. */
public final class Environment {
  private volatile LongSupplier clock = System::nanoTime;
  private volatile Routes routes = Routes.NONE;
  private volatile Task task = new Task(1, 1, 0, 0, "jbpf");
  private final Random random;

  /** The kernel's buffer for it has about this size, too. */
  private static final int MAX_TRACED = 1 << 20;

  private final Deque<String> traced = new ArrayDeque<>();
  private int tracedChars;

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
    routes = table;
  }

  /** {@return what {@code bpf_fib_lookup} finds} */
  public Routes routes() {
    return routes;
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
