package dev.jbpf.runtime.sys;

import com.kenai.jffi.internal.StubLoader;
import dev.jbpf.runtime.host.Architecture;

/**
 * What calls the kernel, started by a thread of its own while the program is still read or
 * compiled: in a new JVM jffi takes a tenth of the way from a class to a loaded program. Who needs
 * it before it is there waits for it, as for any class that another thread initialises.
 */
public final class EarlyStart {
  static {
    Thread starter = new Thread(EarlyStart::run, "jbpf-start");
    starter.setDaemon(true);
    starter.start();
  }

  private EarlyStart() {}

  /** Once in a process; returns at once. */
  public static void begin() {
    // The first call initialises this class.
  }

  /** Nothing that fails: whoever calls the kernel is to be told. */
  private static void run() {
    if (Architecture.current().isPresent() && StubLoader.isLoaded()) {
      BpfSyscalls.system();
    }
  }
}
