package dev.jbpf.methods.intrinsic;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Limits;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Calls;
import dev.jbpf.methods.memory.JavaCalls;
import dev.jbpf.methods.memory.MapStore;

/** Helpers that call back. */
@Vocabulary
public final class CallbackCalls {
  private static final int MOST_ROUNDS = Limits.BPF_MAX_LOOPS;
  private static final int TOO_BIG = -7;

  private CallbackCalls() {}

  /** {@return how many rounds there were, or the negative of an error number} */
  @Calls(Helper.LOOP)
  public static long loop(long count, LoopBody body, long flags) {
    if (count < 0 || count > MOST_ROUNDS) {
      return TOO_BIG;
    }
    for (int i = 0; i < count; i++) {
      if (body.isLast(i)) {
        return i + 1L;
      }
    }
    return count;
  }

  /** {@return how many records were read, or the negative of an error number; since Linux 6.1} */
  @Calls(Helper.USER_RINGBUF_DRAIN)
  public static long drain(MapStore ring, RecordBody body, long flags) {
    JavaCalls.Function function = (pointer, context, none) -> body.isLast(pointer) ? 1 : 0;
    return JavaCalls.number(Helper.USER_RINGBUF_DRAIN, ring, function, 0L, flags);
  }

  /** {@return how many entries there were, or the negative of an error number} */
  @Calls(Helper.FOR_EACH_MAP_ELEM)
  public static long forEach(MapStore map, EntryBody body, long flags) {
    long count = 0;
    // Those that the body adds are not visited.
    for (byte[] key : map.map().raw().keys()) {
      Area place = Area.of(key);
      Area value = MapCalls.find(map, place);
      if (value != null) {
        count++;
        if (body.isLast(place, value)) {
          return count;
        }
      }
    }
    return count;
  }
}
