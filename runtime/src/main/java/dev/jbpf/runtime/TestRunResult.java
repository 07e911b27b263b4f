package dev.jbpf.runtime;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import java.time.Duration;

/**
 * What came of a test run.
 *
 * @param returnValue the lower 32 bits of R0, as an unsigned number
 * @param data the packet as the program left it
 * @param context the context as the program left it; empty if none was given
 * @param duration the average time of one run; zero where the kernel does not tell
 */
public record TestRunResult(long returnValue, byte[] data, byte[] context, Duration duration) {

  /** {@return the packet as programs of {@code type} see it} */
  public byte[] packet(ProgramType type) {
    return ProgramInput.of(type).seenOf(data);
  }
}
