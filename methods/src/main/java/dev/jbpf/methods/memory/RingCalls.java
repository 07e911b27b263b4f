package dev.jbpf.methods.memory;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.Vocabulary;
import org.jspecify.annotations.Nullable;

/** What helpers do with ring buffers; since Linux 5.8. */
@Vocabulary
public final class RingCalls {
  private RingCalls() {}

  /** {@return a new record of {@code size} bytes; null where there is no room} */
  @Calls(Helper.RINGBUF_RESERVE)
  public static @Nullable Area reserve(MapStore ring, long size, long flags) {
    return JavaCalls.area(Helper.RINGBUF_RESERVE, ring, size, flags);
  }

  /** Hands the record over. */
  @Calls(Helper.RINGBUF_SUBMIT)
  public static void submit(Area record, long flags) {
    JavaCalls.number(Helper.RINGBUF_SUBMIT, record, flags);
  }

  /** Takes the record back. */
  @Calls(Helper.RINGBUF_DISCARD)
  public static void discard(Area record, long flags) {
    JavaCalls.number(Helper.RINGBUF_DISCARD, record, flags);
  }

  /** {@return 0, or the negative of an error number: hands a copy of the record over} */
  @Calls(Helper.RINGBUF_OUTPUT)
  public static long output(MapStore ring, Area record, long size, long flags) {
    return JavaCalls.number(Helper.RINGBUF_OUTPUT, ring, record, size, flags);
  }
}
