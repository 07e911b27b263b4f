package dev.jbpf.elf.symbol;

/**
 * Who sees a symbol that is not local once objects are linked; the order is that of the numbers in
 * the file. libbpf takes a hidden function for a static one: the verifier checks it per call.
 */
public enum Visibility {
  DEFAULT,
  INTERNAL,
  HIDDEN,
  PROTECTED;

  /** {@return whether nobody sees it once objects are linked} */
  public boolean isHidden() {
    return this == HIDDEN || this == INTERNAL;
  }
}
