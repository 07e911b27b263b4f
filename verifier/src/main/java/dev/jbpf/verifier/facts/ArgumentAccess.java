package dev.jbpf.verifier.facts;

/** What a helper does with memory that it is given. */
public enum ArgumentAccess {
  /** It reads; the memory must have been written. */
  READ(""),
  /** It reads and writes; the memory must have been written, and may be. */
  UPDATE("+"),
  /** It writes all of it, which need not have been written before. */
  FILL("!");

  private final String mark;

  ArgumentAccess(String mark) {
    this.mark = mark;
  }

  /** {@return the mark by which tables say it} */
  String mark() {
    return mark;
  }
}
