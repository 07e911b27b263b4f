package dev.jbpf.vm.helper;

import dev.jbpf.kernel.Errno;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The timers and the work that programs have started. Nothing of that happens on its own: a test
 * moves the clock and calls {@link #run}. Thread-safe.
 */
public final class Timers {
  private final Map<Long, Timer> timers = new HashMap<>();
  private long running;

  /** None yet. */
  public Timers() {}

  /** What a timer is a part of: a value of a map. */
  public interface Place {
    /** {@return whether it is there still} */
    boolean isThere();

    /** {@return what {@code callback} returns, given the map, the key and the value} */
    long call(Callback callback);
  }

  private static final class Timer {
    private final Place place;
    private Optional<Callback> callback = Optional.empty();
    private OptionalLong due = OptionalLong.empty();

    Timer(Place place) {
      this.place = place;
    }
  }

  private record Due(long address, Timer timer, long time) {}

  /** Makes a timer at {@code address}; returns 0 or an error. */
  public synchronized int init(long address, Place place) {
    Timer old = timers.get(address);
    if (old != null && old.place.isThere()) {
      return Errno.EBUSY.result();
    }
    timers.put(address, new Timer(place));
    return 0;
  }

  private Optional<Timer> at(long address) {
    return Optional.ofNullable(timers.get(address)).filter(timer -> timer.place.isThere());
  }

  /** The timer is to call that; returns 0 or an error. */
  public synchronized int setCallback(long address, Callback callback) {
    Optional<Timer> timer = at(address);
    timer.ifPresent(found -> found.callback = Optional.of(callback));
    return timer.isPresent() ? 0 : Errno.EINVAL.result();
  }

  /** The timer is due at {@code time}, in nanoseconds of the clock; returns 0 or an error. */
  public synchronized int start(long address, long time) {
    Optional<Timer> timer = at(address).filter(found -> found.callback.isPresent());
    timer.ifPresent(found -> found.due = OptionalLong.of(time));
    return timer.isPresent() ? 0 : Errno.EINVAL.result();
  }

  /**
   * The timer is due no more, and calls nothing; returns 1 if it was due, 0 if not, or an error.
   */
  public synchronized int cancel(long address) {
    Optional<Timer> timer = at(address);
    if (timer.isEmpty()) {
      return Errno.EINVAL.result();
    }
    if (running == address) {
      return Errno.of(35).result();
    }
    boolean wasDue = timer.get().due.isPresent();
    timer.get().due = OptionalLong.empty();
    timer.get().callback = Optional.empty();
    return wasDue ? 1 : 0;
  }

  /** {@return when the next one is due, in nanoseconds of the clock; empty if none is} */
  public OptionalLong next() {
    Optional<Due> first = first();
    return first.isPresent() ? OptionalLong.of(first.get().time()) : OptionalLong.empty();
  }

  private synchronized Optional<Due> first() {
    List<Due> all = new ArrayList<>();
    timers.values().removeIf(timer -> !timer.place.isThere());
    timers.forEach(
        (address, timer) -> timer.due.ifPresent(time -> all.add(new Due(address, timer, time))));
    return all.stream().min(Comparator.comparingLong(Due::time).thenComparingLong(Due::address));
  }

  /**
   * {@return how many were due by {@code now}} Each calls its subprogram, one after the other; what
   * these start is run, too, if it is due.
   *
   * @throws dev.jbpf.vm.fault.VmFault if a subprogram does what no program may
   */
  public int run(long now) {
    int count = 0;
    for (Optional<Due> due = first();
        due.isPresent() && due.get().time() <= now;
        due = first(), count++) {
      call(due.get());
    }
    return count;
  }

  private void call(Due due) {
    synchronized (this) {
      due.timer().due = OptionalLong.empty();
      running = due.address();
    }
    try {
      due.timer().place.call(due.timer().callback.orElseThrow());
    } finally {
      running = 0;
    }
  }
}
