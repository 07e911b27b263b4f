package dev.jbpf.diag;

/** How bad a {@link Diagnostic} is. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
