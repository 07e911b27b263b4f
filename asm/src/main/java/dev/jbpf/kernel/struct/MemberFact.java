package dev.jbpf.kernel.struct;

/** What a program asks of a member, and the kernel that runs answers. */
public enum MemberFact {
  /** How far behind the start of the structure it is, in bytes; of a bit field its unit. */
  OFFSET,
  /** How many bytes it has; of a bit field its unit. */
  BYTES,
  /** How far to shift it to the left, in 64 bits, so that its highest bit is the highest. */
  LEFT_SHIFT,
  /** How far to shift it to the right then, so that its lowest bit is the lowest. */
  RIGHT_SHIFT
}
