package dev.jbpf.runtime.attach;

import java.util.Locale;

/** Which way packets go, seen from this machine. */
public enum Direction {
  /** In. */
  INGRESS,
  /** Out. */
  EGRESS;

  /** {@return its name in messages} */
  String where() {
    return name().toLowerCase(Locale.ROOT);
  }
}
