package dev.jbpf.runtime.object;

import dev.jbpf.map.Codec;
import java.util.Collection;
import java.util.List;

/** How often the programs of an object ran; they count it themselves: {@code PROGRAM} in bpf.h. */
final class Runs {
  private static final int STEP_MILLIS = 10;
  private static final int STEPS = 300;

  private Runs() {}

  /** {@return how often that program ran} */
  static long of(BpfObject object, String program) {
    return object.variable(program + "_runs", Codec.U64).get();
  }

  /** {@return those of {@code programs} that have not run} */
  static List<String> idle(BpfObject object, Collection<String> programs) {
    return programs.stream().filter(program -> of(object, program) == 0).toList();
  }

  /** {@return the same, after as much time as some parts of the kernel take: at most 3 seconds} */
  static List<String> idleAtLast(BpfObject object, Collection<String> programs)
      throws InterruptedException {
    for (int i = 0; i < STEPS && !idle(object, programs).isEmpty(); i++) {
      Thread.sleep(STEP_MILLIS);
    }
    return idle(object, programs);
  }
}
