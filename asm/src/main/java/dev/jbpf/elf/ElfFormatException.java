package dev.jbpf.elf;

/** Bytes that are no object, and where that shows. */
public final class ElfFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /** What is wrong at {@code offset} bytes from the start of the file. */
  public ElfFormatException(long offset, String message) {
    super(message + " (at byte " + Long.toUnsignedString(offset) + " of the object)");
    this.offset = offset;
  }

  /** {@return where, in bytes from the start of the file} */
  public long offset() {
    return offset;
  }
}
