package dev.jbpf.runtime.sys;

/**
 * Lets tests see the calls that the library makes: what is recorded is what the kernel was given.
 */
public final class WatchedSyscalls {
  /** Names a class with a public constructor that takes the calls which it stands around. */
  private static final String WATCHER = "jbpf.syscalls.watcher";

  private WatchedSyscalls() {}

  /** {@return {@code calls}; or, where the property names one, a watcher around them} */
  public static BpfSyscalls around(BpfSyscalls calls) {
    String watcher = System.getProperty(WATCHER);
    return watcher == null ? calls : watched(watcher, calls);
  }

  private static BpfSyscalls watched(String watcher, BpfSyscalls calls) {
    try {
      return (BpfSyscalls)
          Class.forName(watcher).getConstructor(BpfSyscalls.class).newInstance(calls);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(WATCHER + " names no watcher: " + watcher, e);
    }
  }
}
