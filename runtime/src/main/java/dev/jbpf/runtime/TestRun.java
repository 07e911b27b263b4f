package dev.jbpf.runtime;

/**
 * What a program is given when it is run for a test.
 *
 * @param data the packet, for programs that see one; empty for others
 * @param context the program's context; empty for that which the kernel makes
 * @param repeat how often it runs, at least once
 */
public record TestRun(byte[] data, byte[] context, int repeat) {

  /**
   * Input for a run.
   *
   * @throws IllegalArgumentException if {@code repeat} is not positive
   */
  public TestRun {
    if (repeat < 1) {
      throw new IllegalArgumentException("repeat is " + repeat + ", must be at least 1");
    }
    data = data.clone();
    context = context.clone();
  }

  /** {@return a run on that packet} */
  public static TestRun onPacket(byte[] data) {
    return new TestRun(data, new byte[0], 1);
  }

  /** {@return a run on that context, without a packet} */
  public static TestRun onContext(byte[] context) {
    return new TestRun(new byte[0], context, 1);
  }

  /** {@return the same with that context} */
  public TestRun withContext(byte[] context) {
    return new TestRun(data, context, repeat);
  }

  /** {@return the same, that often} */
  public TestRun withRepeat(int repeat) {
    return new TestRun(data, context, repeat);
  }
}
