package dev.jbpf.classic;

import dev.jbpf.isa.InvalidFieldException;
import java.util.Optional;

/**
 * One {@code struct sock_filter}, whether or not it is an instruction of the table.
 *
 * @param code the operation, 0 to 65535
 * @param jt instructions to skip if a comparison holds, 0 to 255
 * @param jf instructions to skip if it does not, 0 to 255
 * @param k the operand, unsigned, 0 to 4294967295
 */
public record ClassicInsn(int code, int jt, int jf, long k) {
  /** The bytes of an instruction. */
  public static final int BYTES = 8;

  static final int MAX_CODE = 0xffff;
  static final int MAX_SKIP = 0xff;
  static final long MAX_K = 0xffff_ffffL;

  /**
   * An instruction of exactly these fields.
   *
   * @throws InvalidFieldException if a value is out of its field's range
   */
  public ClassicInsn {
    check("code", code, MAX_CODE);
    check("jt", jt, MAX_SKIP);
    check("jf", jf, MAX_SKIP);
    check("k", k, MAX_K);
  }

  /** {@return an instruction without places in the program} */
  public static ClassicInsn of(ClassicOp op, long k) {
    return new ClassicInsn(op.code(), 0, 0, k);
  }

  private static void check(String field, long value, long max) {
    if (value < 0 || value > max) {
      throw new InvalidFieldException(field, value, 0, max);
    }
  }

  /** {@return the row of the table for its code, if there is one} */
  public Optional<ClassicOp> op() {
    return ClassicOp.of(code);
  }

  /** {@return whether it is an instruction with zero in all fields that mean nothing to it} */
  boolean isPlain() {
    return op().map(ClassicOp::format)
        .filter(format -> format.hasK() || k == 0)
        .filter(format -> format.branches() || jt == 0 && jf == 0)
        .isPresent();
  }
}
