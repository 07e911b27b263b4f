package dev.jbpf.classic;

/**
 * The operand of an instruction, how it is written, and the fields that hold it. Other fields mean
 * nothing to the kernel; what assemblers write there is zero.
 */
public enum ClassicFormat {
  /** None: {@code tax}. */
  NONE(false, false),
  /** A 32-bit number: {@code #42}. */
  IMMEDIATE(true, false),
  /** A place in the packet, or an {@link Extension}: {@code [12]}, {@code #proto}. */
  PACKET(true, false),
  /** A place in the packet relative to X: {@code [x + 14]}. */
  PACKET_INDEXED(true, false),
  /** The length of the IPv4 header at a place in the packet: {@code 4*([14]&0xf)}. */
  HEADER_LENGTH(true, false),
  /** The length of the packet: {@code #len}. */
  LENGTH(false, false),
  /** A word of scratch memory: {@code M[3]}. */
  SCRATCH(true, false),
  /** The accumulator: {@code a}. */
  ACCUMULATOR(false, false),
  /** The index register: {@code x}. */
  INDEX(false, false),
  /** A place in the program: {@code out}. */
  TARGET(true, false),
  /** A number that A is compared with, and one or two places: {@code #7, yes, no}. */
  COMPARE_IMMEDIATE(true, true),
  /** The index register, which A is compared with, and one or two places: {@code x, yes, no}. */
  COMPARE_INDEX(false, true);

  private final boolean hasK;
  private final boolean branches;

  ClassicFormat(boolean hasK, boolean branches) {
    this.hasK = hasK;
    this.branches = branches;
  }

  /** {@return whether {@code k} holds an operand} */
  public boolean hasK() {
    return hasK;
  }

  /** {@return whether {@code jt} and {@code jf} hold places in the program} */
  public boolean branches() {
    return branches;
  }
}
