package dev.jbpf.elf;

/** An object that is well-formed ELF, but whose programs, maps or types make no sense together. */
public final class BpfObjectException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** For that reason. */
  public BpfObjectException(String message) {
    super(message);
  }

  /** For that reason, found by {@code cause}. */
  public BpfObjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
