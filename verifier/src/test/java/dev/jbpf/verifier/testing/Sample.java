package dev.jbpf.verifier.testing;

/** Kinds of values that a call may be given. */
enum Sample {
  /** A register that nothing was written to. */
  UNWRITTEN,
  /** The constant 0. */
  ZERO,
  /** The constant 8. */
  NUMBER,
  /** Any 32-bit number. */
  UNKNOWN,
  /** The context. */
  CONTEXT,
  /** Stack that was written. */
  STACK,
  /** Stack that was not written. */
  RAW_STACK,
  /** A map. */
  MAP,
  /** The value of a map. */
  VALUE,
  /** The same, perhaps null. */
  VALUE_OR_NULL,
  /** The value of a map that programs may only read. */
  READ_ONLY,
  /** The packet. */
  PACKET,
  /** A socket of any kind. */
  SOCK_COMMON,
  /** An object of the kernel: the current task. */
  TASK
}
