package dev.jbpf.methods.intrinsic;

import dev.jbpf.methods.mark.CalledBack;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;

/** What is done with an entry of a map. */
@FunctionalInterface
@Vocabulary
public interface EntryBody {
  /** {@return whether it is the last one} */
  boolean isLast(Area key, Area value);

  /** {@return 1 where the kernel shall stop}: what it calls. */
  @CalledBack
  static long run(EntryBody body, Area map, Area key, Area value) {
    return body.isLast(key, value) ? 1 : 0;
  }
}
