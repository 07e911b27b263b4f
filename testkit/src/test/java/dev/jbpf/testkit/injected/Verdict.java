package dev.jbpf.testkit.injected;

/** What became of a fault. */
enum Verdict {
  /** A test failed. */
  FOUND,
  /** The tests did not come to their end. */
  HANGS,
  /** No test noticed. */
  UNNOTICED
}
