package dev.jbpf.runtime.attach.usdt;

/**
 * Where an argument of a static probe is when the probe is reached.
 *
 * @param kind what finds it
 * @param value the number itself, or how far from the register's address it is
 * @param register where {@code struct pt_regs} has the register, in bytes
 * @param index where it has the register whose value is added
 * @param shift by how many bits that value is shifted to the left before
 * @param bytes how long the argument is: 1, 2, 4 or 8
 * @param isSigned whether the program sees a negative number where the highest bit is set
 */
record ProbeArgument(
    Kind kind, long value, int register, int index, int shift, int bytes, boolean isSigned) {
  /** What programs can read, in the order of {@code enum __bpf_usdt_arg_type}. */
  enum Kind {
    /** A number that is known beforehand. */
    CONSTANT,
    /** The lower bytes of a register. */
    REGISTER,
    /** Memory behind a register. */
    MEMORY,
    /** Memory behind two registers, of which one is scaled; objects can since libbpf 1.7. */
    INDEXED
  }
}
