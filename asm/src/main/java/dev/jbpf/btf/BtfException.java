package dev.jbpf.btf;

/** BTF that is cut short, contradicts itself, or is of a form that this library does not know. */
public final class BtfException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /** A defect at the byte of that offset, counted from the start of the BTF. */
  public BtfException(int offset, String message) {
    super(String.format("BTF, byte 0x%x: %s", offset, message));
    this.offset = offset;
  }

  /** {@return where the defect is, in bytes from the start of the BTF} */
  public int offset() {
    return offset;
  }
}
