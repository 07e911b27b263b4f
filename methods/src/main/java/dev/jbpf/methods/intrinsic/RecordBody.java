package dev.jbpf.methods.intrinsic;

import dev.jbpf.methods.mark.CalledBack;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;

/** What is done with a record that Java has handed over. */
@FunctionalInterface
@Vocabulary
public interface RecordBody {
  /** {@return whether it is the last one} {@code pointer} is a dynptr to it. */
  boolean isLast(Area pointer);

  /** {@return 1 where the kernel shall stop}: what it calls. */
  @CalledBack
  static long run(RecordBody body, Area pointer) {
    return body.isLast(pointer) ? 1 : 0;
  }
}
