package dev.jbpf.vm.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** What programs learn of the system around them, all of it for tests to set. Thread-safe. */
public final class Environment {
  private volatile LongSupplier clock = System::nanoTime;
  private volatile Task task = new Task(1, 1, 0, 0, "jbpf");
  private final Random random;
  private final List<String> traced = new ArrayList<>();

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

  /** Makes {@code current} the task of the runs that follow. */
  public void setTask(Task current) {
    task = current;
  }

  /** {@return what programs have printed since the last call, a text for each call of theirs} */
  public List<String> drainTrace() {
    synchronized (traced) {
      List<String> all = List.copyOf(traced);
      traced.clear();
      return all;
    }
  }

  long now() {
    return clock.getAsLong();
  }

  Task task() {
    return task;
  }

  long randomU32() {
    return random.nextInt() & 0xffff_ffffL;
  }

  void print(String text) {
    synchronized (traced) {
      traced.add(text);
    }
  }
}
