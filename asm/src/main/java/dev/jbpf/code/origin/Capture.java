package dev.jbpf.code.origin;

import java.util.function.Supplier;

/**
 * Whether elements note the line of Java that makes them. Looking at the stack costs about a
 * microsecond, a hundred times as much as the instruction itself; code that can be run again to
 * find out runs without at first.
 */
public final class Capture {
  private static final ThreadLocal<Boolean> OFF = ThreadLocal.withInitial(() -> false);

  private Capture() {}

  /** {@return whether elements that this thread makes note their line} */
  public static boolean isOn() {
    return !OFF.get();
  }

  /** {@return what {@code body} gives, run by this thread without noting lines} */
  public static <T> T off(Supplier<T> body) {
    return with(true, body);
  }

  /** {@return what {@code body} gives, run by this thread with noting lines} */
  public static <T> T on(Supplier<T> body) {
    return with(false, body);
  }

  private static <T> T with(boolean off, Supplier<T> body) {
    boolean before = OFF.get();
    OFF.set(off);
    try {
      return body.get();
    } finally {
      OFF.set(before);
    }
  }
}
