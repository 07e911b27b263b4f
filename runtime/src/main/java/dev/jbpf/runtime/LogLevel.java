package dev.jbpf.runtime;

/**
 * How much the verifier tells about a program that it accepts. About one that it rejects it always
 * tells at least {@link #BRIEF}.
 *
 * <p>Source: {@code BPF_LOG_LEVEL1}, {@code BPF_LOG_LEVEL2} and {@code BPF_LOG_STATS} in the
 * kernel's {@code include/linux/bpf_verifier.h}.
 */
public enum LogLevel {
  /** Nothing. */
  NONE(0),
  /** Times and counts; since Linux 5.2. */
  STATS(4),
  /** The path that was looked at last, with the state of registers. */
  BRIEF(1),
  /** Every path, with the state of registers at every instruction. */
  VERBOSE(2);

  private final int bits;

  LogLevel(int bits) {
    this.bits = bits;
  }

  /** {@return the kernel's {@code log_level}} */
  int bits() {
    return bits;
  }
}
