package dev.jbpf.methods.callback;

import dev.jbpf.methods.intrinsic.CallbackCalls;
import dev.jbpf.methods.mark.Vocabulary;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Loops that the kernel runs, of up to 8,388,608 rounds, of which its verifier follows one; since
 * Linux 5.17.
 *
 * <pre>{@code
 * Box sum = new Box();
 * Loops.times(100_000, i -> sum.n += i * 3);
 * }</pre>
 */
@Vocabulary
public final class Loops {
  private Loops() {}

  /** {@return how many rounds there were} Calls {@code round} with 0, 1 and so on. */
  public static int times(int count, IntConsumer round) {
    return (int)
        CallbackCalls.loop(
            count,
            index -> {
              round.accept(index);
              return false;
            },
            0);
  }

  /** {@return how many rounds there were} The one that says yes is the last. */
  public static int until(int count, IntPredicate isLast) {
    return (int) CallbackCalls.loop(count, isLast::test, 0);
  }
}
