package dev.jbpf.methods.intrinsic;

import dev.jbpf.methods.mark.CalledBack;
import dev.jbpf.methods.mark.Vocabulary;

/** A round of a loop. */
@FunctionalInterface
@Vocabulary
public interface LoopBody {
  /** {@return whether it is the last one} */
  boolean isLast(int index);

  /** {@return 1 where the kernel shall stop}: what it calls. */
  @CalledBack
  static long run(LoopBody body, long index) {
    return body.isLast((int) index) ? 1 : 0;
  }
}
