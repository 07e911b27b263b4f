package dev.jbpf.isa;

/**
 * A value that a field of an instruction cannot hold. Nothing is ever cut to fit: the message names
 * the field, the value and the range.
 */
public final class InvalidFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final long value;
  private final long min;
  private final long max;

  /** A value of {@code field} outside {@code min} to {@code max}, both inclusive. */
  public InvalidFieldException(String field, long value, long min, long max) {
    this("", field, value, min, max);
  }

  /** The same, for a field of the instruction that {@code mnemonic} names. */
  public InvalidFieldException(String mnemonic, String field, long value, long min, long max) {
    super(message(mnemonic, field, value, min, max));
    this.field = field;
    this.value = value;
    this.min = min;
    this.max = max;
  }

  private static String message(String mnemonic, String field, long value, long min, long max) {
    String where = mnemonic.isEmpty() ? field : mnemonic + ": " + field;
    return min == max
        ? where + " is " + value + ", must be " + min
        : where + " is " + value + ", must be from " + min + " to " + max;
  }

  /** {@return the field's name: {@code dst}, {@code src}, {@code off}, {@code imm}, …} */
  public String field() {
    return field;
  }

  /** {@return the value that does not fit} */
  public long value() {
    return value;
  }

  /** {@return the smallest value that fits} */
  public long min() {
    return min;
  }

  /** {@return the largest value that fits} */
  public long max() {
    return max;
  }
}
