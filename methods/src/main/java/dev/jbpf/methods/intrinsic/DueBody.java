package dev.jbpf.methods.intrinsic;

import dev.jbpf.methods.mark.CalledBack;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;

/** What is done when a timer is due. */
@FunctionalInterface
@Vocabulary
public interface DueBody {
  /** Does it, with the key and the value that the timer is in. */
  void run(Area key, Area value);

  /** {@return 0}: what the kernel calls. */
  @CalledBack
  static long run(DueBody body, Area map, Area key, Area value) {
    body.run(key, value);
    return 0;
  }
}
