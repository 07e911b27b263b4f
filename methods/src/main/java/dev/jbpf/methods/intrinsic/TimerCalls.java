package dev.jbpf.methods.intrinsic;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Calls;
import dev.jbpf.methods.memory.JavaCalls;
import dev.jbpf.methods.memory.MapStore;

/**
 * What helpers do with timers; since Linux 5.15. Apart from {@code Helpers} as {@link MapCalls} is.
 */
@Vocabulary
public final class TimerCalls {
  private TimerCalls() {}

  /** {@return 0, or the negative of an error number: makes the timer, once} */
  @Calls(Helper.TIMER_INIT)
  public static long init(Area timer, MapStore map, long clock) {
    return JavaCalls.number(Helper.TIMER_INIT, timer, map, clock);
  }

  /** {@return 0, or the negative of an error number: says what is done when it is due} */
  @Calls(Helper.TIMER_SET_CALLBACK)
  public static long setCallback(Area timer, DueBody body) {
    JavaCalls.Function function =
        (map, key, value) -> {
          body.run(key, value);
          return 0;
        };
    return JavaCalls.number(Helper.TIMER_SET_CALLBACK, timer, function);
  }

  /** {@return 0, or the negative of an error number: it is due so many nanoseconds from now} */
  @Calls(Helper.TIMER_START)
  public static long start(Area timer, long nanoseconds, long flags) {
    return JavaCalls.number(Helper.TIMER_START, timer, nanoseconds, flags);
  }

  /** {@return 1 if it was started, 0 if not, or the negative of an error number: stops it} */
  @Calls(Helper.TIMER_CANCEL)
  public static long cancel(Area timer) {
    return JavaCalls.number(Helper.TIMER_CANCEL, timer);
  }
}
