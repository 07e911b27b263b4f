package dev.jbpf.runtime.attach;

/** Which way packets go, seen from this machine. */
public enum Direction {
  /** In. */
  INGRESS,
  /** Out. */
  EGRESS
}
